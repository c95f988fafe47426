"""Serving: the document and what it leaves out, to programs that ask for them."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Final

from flask import Flask, Response, abort, request, url_for

from web.exports.valueflows.document import document, left_out
from web.exports.valueflows.source import Source
from web.languages import PREFIX
from web.log.rooting import root_of
from web.reading import as_of_position, the_wiring
from web.software import software

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
    response = _streamed(document, JSON_LD, "jsonld")
    elsewhere = url_for("valueflows_left_out", au=request.args.get("au") or None)
    response.headers["Link"] = f'<{elsewhere}>; rel="describedby"; type="text/csv"'
    return response


def valueflows_left_out() -> Response:
    """Answer with what that document does not say, and why."""
    return _streamed(left_out, CSV, "csv")


def _streamed(write: Writing, media_type: str, ending: str) -> Response:
    """Answer from one snapshot, which is held open until all is sent.

    The root is looked up before: nobody holds one connection and awaits another.
    """
    wiring = the_wiring()
    asked = as_of_position()
    position = wiring.views.position() if asked is None else asked
    head = wiring.store.head().position if asked is not None else position
    tag = _tag(position, head)
    if request.if_none_match.contains_weak(tag):
        abort(Response(status=304, headers={"ETag": f'W/"{tag}"'}))
    root = root_of(position)
    with ExitStack() as opened:
        shelf = opened.enter_context(wiring.views.shelf(position))
        parts = write(Source(shelf, wiring.store), wiring.settings.address)
        held = opened.pop_all()
        response = Response(_until_sent(parts, held), content_type=media_type)
        # Where the reader goes away before the first part, nothing else ends it.
        response.call_on_close(held.close)
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = KEPT
    response.headers["Commun-Position"] = str(position)
    name = file_name(position, root, ending)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _until_sent(parts: Iterator[bytes], held: ExitStack) -> Iterator[bytes]:
    with held:
        yield from parts


def file_name(position: int, root: bytes | None, ending: str) -> str:
    """Name a file by what it is made from: a position, and the log's root there."""
    sealed = f"-{root.hex()[:ROOT_DIGITS]}" if root is not None else ""
    return f"valueflows-p{position}{sealed}.{ending}"


def _tag(position: int, head: int) -> str:
    """Name what the bytes depend on; a text of the past may be withdrawn since."""
    told = (software(), request.full_path, position, head)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]
