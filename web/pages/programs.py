"""Programs: the pages that tell people how theirs may read and write here."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, cast

from flask import Flask, abort, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ledger.kernel.messages import Refusal
from web.api.answering import ROOT
from web.api.asking import LIMIT, LIMIT_MAX
from web.api.codes import CODES
from web.api.describing import REFUSALS
from web.api.document import the_document
from web.api.metering import READINGS_A_MINUTE, WRITINGS
from web.api.problem import HELP
from web.languages import PREFIX, chosen_language, language
from web.problems import status_of
from web.reading import the_wiring

METHODS: Final = ("get", "post", "patch", "delete")
Told = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One way to ask, as the OpenAPI document tells it."""

    method: str
    path: str
    told: Told

    @property
    def parameters(self) -> Sequence[Told]:
        """Return what the address and the headers may say."""
        given: Sequence[Told] = self.told.get("parameters", ())
        return [one for one in given if one["in"] != "path"]

    @property
    def refusals(self) -> Sequence[str]:
        """Return the names of the refusals that it may meet."""
        named: Sequence[str] = self.told.get(REFUSALS, ())
        return named

    @property
    def statuses(self) -> Sequence[str]:
        """Return what it may be answered with."""
        return sorted(self.told["responses"])

    @property
    def body(self) -> str | None:
        """Return the name of the schema of what is sent."""
        asked = self.told.get("requestBody")
        return _schema_of(asked["content"]) if asked else None

    @property
    def answer(self) -> str | None:
        """Return the name of the schema of what is answered."""
        for status in ("200", "201"):
            if status in self.told["responses"]:
                return _schema_of(self.told["responses"][status].get("content", {}))
        return None


def register(app: Flask) -> None:
    """Add the pages."""
    app.add_url_rule(f"{PREFIX}/api", "api_help", api_help)
    app.add_url_rule(f"{PREFIX}/api/<tag>", "api_room", api_room)
    app.add_url_rule(f"{PREFIX}/api/problemes/<code>", "api_problem", api_problem)
    app.add_url_rule(f"{HELP}/<code>", "api_problem_permalink", permalink)


def api_help() -> str:
    """Tell how programs ask, and list all that they may ask for."""
    document = _document()
    return render_template(
        "programs/api.html",
        rooms=_rooms(document),
        base=f"{the_wiring().settings.address}{ROOT}",
        limit=LIMIT,
        limit_max=LIMIT_MAX,
        readings=READINGS_A_MINUTE,
        writings=WRITINGS.most,
        codes=CODES,
    )


def api_room(tag: str) -> str:
    """Tell all of one room: each way to ask, what is sent, what is answered."""
    document = _document()
    operations = _rooms(document).get(tag)
    if operations is None:
        abort(404)
    schemas = document["components"]["schemas"]
    named = [name for one in operations for name in (one.body, one.answer) if name]
    return render_template(
        "programs/room.html",
        tag=tag,
        root=ROOT,
        operations=operations,
        schemas={name: _fields(schemas[name]) for name in dict.fromkeys(named)},
    )


def api_problem(code: str) -> str:
    """Tell what a problem means, and how it is mended."""
    known = CODES.get(code)
    if known is not None:
        title, text, status = str(known.title), str(known.remedy), known.status
    else:
        refusal = refusals().get(code)
        if refusal is None:
            abort(404)
        title, text = _("The commons declines this"), _(refusal.sentence())
        status = status_of(refusal.__new__(refusal))
    return render_template(
        "programs/problem.html", code=code, title=title, text=text, status=status.value
    )


def permalink(code: str) -> Response:
    """Lead from the type of a problem to its page, in the reader's language."""
    return redirect(
        url_for("api_problem", lang=chosen_language(), code=code),
        HTTPStatus.SEE_OTHER.value,
    )


def refusals(kind: type[Refusal] = Refusal) -> dict[str, type[Refusal]]:
    """Return every refusal of the ledger by its name."""
    found: dict[str, type[Refusal]] = {}
    for sub in kind.__subclasses__():
        if sub.__module__.startswith("ledger."):
            found[sub.__name__] = sub
        found |= refusals(sub)
    return found


def _document() -> Told:
    return cast("Told", json.loads(the_document(language())))


def _rooms(document: Told) -> dict[str, list[Operation]]:
    """Return the operations by what they are about, in the order of the document."""
    rooms: dict[str, list[Operation]] = {}
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                told = item[method]
                one = Operation(
                    method=method.upper(), path=path.removeprefix(ROOT), told=told
                )
                rooms.setdefault(told["tags"][0], []).append(one)
    return rooms


def _schema_of(content: Told) -> str | None:
    for media in content.values():
        schema = media.get("schema", {})
        inner = schema.get("properties", {}).get("data", {}).get("items", schema)
        reference: str | None = inner.get("$ref")
        if reference is not None:
            return reference.rsplit("/", 1)[1]
    return None


def _fields(schema: Told) -> list[tuple[str, str, str, bool]]:
    """Return each field: its name, what it holds, what it is, whether it is needed."""
    needed = set(schema.get("required", ()))
    return [
        (name, _kind(told), told.get("description", ""), name in needed)
        for name, told in schema.get("properties", {}).items()
    ]


def _kind(told: Told) -> str:
    if "enum" in told:
        return " | ".join(str(one) for one in told["enum"] if one is not None)
    kinds = told.get("type", told.get("$ref", "").rsplit("/", 1)[-1])
    several: list[str] = [kinds] if isinstance(kinds, str) else kinds
    names = [str(told.get("format", kind)) for kind in several if kind != "null"]
    return " | ".join(names)
