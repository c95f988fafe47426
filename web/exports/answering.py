"""Answering: a list's file, under the list's own address with another ending.

A file is the same for whoever asks, signed in or not, so anyone may keep it for a
while. It is made on the disk, and memory holds a thousand rows of it.
"""

import hashlib
import tempfile
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, abort, current_app, request
from flask_babel import gettext as _

from ledger.kernel.store.port import Unavailable
from projections.shelf import Shelf
from web.caching import BUILD
from web.exports.formats import FORMATS, Format
from web.exports.naming import file_name, root_at
from web.exports.taking import ASKED_ONLY, Asked, taken
from web.exports.workbook import ROWS_MAX, TooManyRows
from web.languages import PREFIX, language
from web.problems import problem_page
from web.reading import as_of_position, the_wiring
from web.texts.numbers import number
from web.things.catalogue import THINGS
from web.things.thing import AnyThing, FilterWrong

COLUMNS: Final = "colonnes"
AT_ONCE_MAX: Final = 2
"""As many files as one process makes at a time: pages keep their connections."""

IN_MEMORY_BYTES: Final = 1 << 20
"""A file up to this size never comes to lie on the disk."""

PIECE_BYTES: Final = 1 << 16
EXTENSION: Final = "commun-exports"
KEPT: Final = "public, max-age=60"
LICENCES: Final = "https://spdx.org/licenses/"
Answer = Response | tuple[str, int, dict[str, str]]


def endpoint_of(thing: AnyThing, format_: Format) -> str:
    """Return the name under which a file's address is made."""
    return f"{thing.name}.{format_.ending}".replace(".", "_")


def register(app: Flask) -> None:
    """Add every file of every thing."""
    app.extensions[EXTENSION] = threading.BoundedSemaphore(AT_ONCE_MAX)
    for thing in THINGS.values():
        for one in FORMATS.values():
            app.add_url_rule(
                f"{PREFIX}/{thing.path}.{one.ending}",
                endpoint_of(thing, one),
                _sending(app, thing, one),
            )


def _sending(app: Flask, thing: AnyThing, format_: Format) -> Callable[[], Answer]:
    """Return what answers at one address; guards of forms want it to have a name."""

    def send() -> Answer:
        return export(app, thing, format_)

    return send


def export(app: Flask, thing: AnyThing, format_: Format) -> Answer:
    """Send a whole list, as of now or of the end of a past day."""
    asked = Asked(
        thing=thing,
        format=format_,
        filters={name: request.args.get(name, "").strip() for name in thing.filters},
        is_asked_only=_is_asked_only(thing),
    )
    with _turn(), the_wiring().views.shelf(as_of_position()) as shelf:
        tag = _tag(shelf)
        if tag in request.if_none_match:
            return _with_headers(Response(status=HTTPStatus.NOT_MODIFIED), tag)
        try:
            answer = _file(taken(app, shelf, asked), format_.media_type)
        except FilterWrong as wrong:
            return problem_page(HTTPStatus.NOT_FOUND, _no_such_value(wrong))
        except TooManyRows:
            return problem_page(HTTPStatus.NOT_FOUND, _too_many())
        root = root_at(shelf.position)
        name = file_name(asked, shelf.position, root)
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        licence = the_wiring().settings.data_licence
        answer.headers["Link"] = f'<{LICENCES}{licence}.html>; rel="license"'
        answer.headers["Commun-Position"] = str(shelf.position)
        if root is not None:
            answer.headers["Commun-Root"] = root
        return _with_headers(answer, tag)


def _file(pieces: Iterator[bytes], media_type: str) -> Response:
    """Make the file on the disk, and answer with it.

    Whoever reads slowly keeps a file open, and neither a connection nor a turn; and
    a file that cannot be made whole is not begun to be sent.
    """
    if request.method == "HEAD":
        return Response(content_type=media_type)
    with ExitStack() as stack:
        made = stack.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES))
        made.writelines(pieces)
        size = made.tell()
        made.seek(0)
        answer = Response(
            iter(partial(made.read, PIECE_BYTES), b""),
            content_type=media_type,
            headers={"Content-Length": str(size)},
        )
        answer.call_on_close(stack.pop_all().close)
    return answer


def _is_asked_only(thing: AnyThing) -> bool:
    wanted = request.args.get(COLUMNS, "").strip()
    if wanted and (wanted != ASKED_ONLY or not thing.asked):
        abort(HTTPStatus.NOT_FOUND)
    return bool(wanted)


@contextmanager
def _turn() -> Generator[None]:
    """Take a turn at making files; raise Unavailable where all are taken."""
    turns: threading.BoundedSemaphore = current_app.extensions[EXTENSION]
    if not turns.acquire(blocking=False):
        raise Unavailable("as many files as may be made at once are being made")
    try:
        yield
    finally:
        turns.release()


def _tag(shelf: Shelf) -> str:
    """Name the bytes: by what is asked, this release, and how far the record is.

    A text that is withdrawn goes from the files of past days as well, and its
    withdrawal is an entry: the head is named beside the entry that is shown.
    """
    told = (
        current_app.extensions[BUILD],
        request.path,
        sorted((name, value) for name, value in request.args.items() if value),
        language(),
        shelf.position,
        the_wiring().views.position(),
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def _with_headers(answer: Response, tag: str) -> Response:
    answer.set_etag(tag)
    answer.headers["Cache-Control"] = KEPT
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _no_such_value(wrong: FilterWrong) -> str:
    if not wrong.known:
        return _(
            "The filter “%(name)s” wants a year, such as 2026, not “%(value)s”.",
            name=wrong.name,
            value=wrong.value,
        )
    return _(
        "The filter “%(name)s” has no value “%(value)s”. It may be: %(known)s.",
        name=wrong.name,
        value=wrong.value,
        known=", ".join(wrong.known),
    )


def _too_many() -> str:
    return _(
        "A workbook holds %(count)s rows and this list has more: take it as CSV, or"
        " narrow it.",
        count=number(ROWS_MAX),
    )
