"""Serving: the document and what it leaves out, to programs that ask for them."""

import hashlib
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, current_app, request, url_for

from web.caching import BUILD
from web.exports.sending import OPEN, a_turn, file_of
from web.exports.valueflows.document import document, left_out
from web.exports.valueflows.source import Source
from web.languages import PREFIX, language
from web.log.rooting import root_of
from web.reading import as_of_position, the_wiring

JSON_LD: Final = "application/ld+json"
CSV: Final = "text/csv; charset=utf-8"
KEPT: Final = "public, max-age=60"
ROOT_DIGITS: Final = 12
Writing = Callable[[Source, str], Iterator[bytes]]


def register(app: Flask) -> None:
    """Add both addresses."""
    at = f"{PREFIX}/donnees/valueflows"
    app.add_url_rule(f"{at}.jsonld", "valueflows", valueflows)
    app.add_url_rule(f"{at}.csv", "valueflows_left_out", valueflows_left_out)


def valueflows() -> Response:
    """Answer with the commons in the vocabulary of Valueflows."""
    response = _sent(document, JSON_LD, "jsonld")
    elsewhere = url_for("valueflows_left_out", au=request.args.get("au") or None)
    response.headers["Link"] = f'<{elsewhere}>; rel="describedby"; type="text/csv"'
    return response


def valueflows_left_out() -> Response:
    """Answer with what that document does not say, and why."""
    return _sent(left_out, CSV, "csv")


def _sent(write: Writing, media_type: str, ending: str) -> Response:
    """Answer with a file made from one snapshot."""
    wiring = the_wiring()
    with a_turn(), wiring.views.shelf(as_of_position()) as shelf:
        tag = _tag(shelf.position, wiring.store.head().position)
        if tag in request.if_none_match:
            answer = Response(status=HTTPStatus.NOT_MODIFIED)
        else:
            source = Source(shelf, wiring.store)
            answer = file_of(write(source, wiring.settings.address), media_type)
            name = file_name(shelf.position, root_of(shelf.position), ending)
            answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
            answer.headers["Commun-Position"] = str(shelf.position)
    answer.set_etag(tag)
    answer.headers["Cache-Control"] = KEPT
    answer.headers.update(OPEN)
    return answer


def file_name(position: int, root: bytes | None, ending: str) -> str:
    """Name a file by what it is made from: a position, and the log's root there."""
    sealed = f"-{root.hex()[:ROOT_DIGITS]}" if root is not None else ""
    return f"valueflows-p{position}{sealed}.{ending}"


def _tag(position: int, head: int) -> str:
    """Name what the bytes depend on; a text of the past may be withdrawn since."""
    told = (
        current_app.extensions[BUILD],
        language(),
        request.full_path,
        position,
        head,
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]
