"""Answering: a list's file, under the list's own address with another ending.

A file is the same for whoever asks, signed in or not, so anyone may keep it for a
while. It is made on the disk, and memory holds a thousand rows of it.
"""

import hashlib
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, abort, current_app, request
from flask_babel import gettext as _

from projections.shelf import Shelf
from web.caching import BUILD
from web.exports import sending
from web.exports.formats import FORMATS, Format
from web.exports.naming import file_name, root_at
from web.exports.sending import OPEN, a_turn, file_of
from web.exports.taking import ASKED_ONLY, Asked, taken
from web.exports.workbook import ROWS_MAX, TooManyRows
from web.languages import PREFIX, language
from web.problems import problem_page
from web.reading import as_of_position, the_wiring
from web.texts.numbers import number
from web.things.catalogue import THINGS
from web.things.thing import AnyThing, FilterWrong

COLUMNS: Final = "colonnes"
KEPT: Final = "public, max-age=60"
LICENCES: Final = "https://spdx.org/licenses/"
Answer = Response | tuple[str, int, dict[str, str]]


def endpoint_of(thing: AnyThing, format_: Format) -> str:
    """Return the name under which a file's address is made."""
    return f"{thing.name}.{format_.ending}".replace(".", "_")


def register(app: Flask) -> None:
    """Add every file of every thing."""
    sending.register(app)
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
    with a_turn(), the_wiring().views.shelf(as_of_position()) as shelf:
        tag = _tag(shelf)
        if tag in request.if_none_match:
            return _with_headers(Response(status=HTTPStatus.NOT_MODIFIED), tag)
        try:
            answer = file_of(taken(app, shelf, asked), format_.media_type)
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


def _is_asked_only(thing: AnyThing) -> bool:
    wanted = request.args.get(COLUMNS, "").strip()
    if wanted and (wanted != ASKED_ONLY or not thing.asked):
        abort(HTTPStatus.NOT_FOUND)
    return bool(wanted)


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
    answer.headers.update(OPEN)
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
