"""Languages: French first and English, each page under its own address in each."""

from typing import Any, Final
from urllib.parse import urlencode

from flask import Flask, g, has_request_context, redirect, request, url_for
from werkzeug.wrappers import Response

LANGUAGES: Final = ("fr", "en")
PREFIX: Final = "/<any(fr,en):lang>"


def register(app: Flask) -> None:
    """Give every page's address its language, and lead the bare address to one."""

    def pull(_endpoint: str | None, values: dict[str, str] | None) -> None:
        g.lang = (values or {}).pop("lang", None) or chosen_language()

    def push(endpoint: str, values: dict[str, str]) -> None:
        if "lang" not in values and app.url_map.is_endpoint_expecting(endpoint, "lang"):
            values["lang"] = g.get("lang") or LANGUAGES[0]

    def bare() -> Response:
        return redirect(url_for("home", lang=chosen_language()), 303)

    app.url_value_preprocessor(pull)
    app.url_defaults(push)
    app.add_url_rule("/", "bare", bare)


def chosen_language() -> str:
    """Return the language of the request's address, else what its reader prefers."""
    first = request.path.split("/", 2)[1:2]
    if first and first[0] in LANGUAGES:
        return first[0]
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def language() -> str:
    """Return the language of this page; French where no page is being made."""
    is_in_page = has_request_context()
    return g.get("lang") or LANGUAGES[0] if is_in_page else LANGUAGES[0]


def this_page(
    lang: str, *, is_bare: bool = False, without: frozenset[str] = frozenset()
) -> str | None:
    """Return the address of this page in a language, its filters kept.

    ``without`` names those that are not; a bare address has none at all.
    """
    if request.endpoint is None or "lang" not in request.url_rule.arguments:  # type: ignore[union-attr]  # an endpoint has a rule
        return None
    # The day is among the filters: not to be added to the address a second time.
    values: dict[str, Any] = {**(request.view_args or {}), "lang": lang, "au": None}
    path = url_for(request.endpoint, **values)
    asked = [] if is_bare else [(k, v) for k, v in request.args.items(multi=True) if v]
    kept = [(name, value) for name, value in asked if name not in {"apres", *without}]
    return f"{path}?{urlencode(kept)}" if kept else path
