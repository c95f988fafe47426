"""Formats: a list as a file, for a program that asks for another format than JSON."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from flask import Response, request, url_for

from web.api.asking import Query
from web.api.problem import Problem
from web.auth.access import the_access
from web.exports.answering import endpoint_of
from web.exports.formats import CSV, NDJSON, Format
from web.languages import LANGUAGES
from web.moments import DAY
from web.things.thing import AnyThing

JSON: Final = "application/json"
FILES: Final[Mapping[str, Format]] = {
    "text/csv": CSV,
    "application/x-ndjson": NDJSON,
}
"""Other formats by their media types; each is the whole list, written while sent."""


def preferred() -> Format | None:
    """Return the file that is asked for rather than JSON, None for JSON."""
    best = request.accept_mimetypes.best_match((JSON, *FILES), default=JSON)
    return FILES.get(best)


def led_to_file(thing: AnyThing, format_: Format, asked: Query) -> Response:
    """Lead to the file of a list, with its filters; raises Problem.

    Files show the end of a day or the present, and are whole: they have no pages.
    """
    as_of = asked.given.get("as_of")
    is_page = {"cursor", "limit", "fields", "sort"} & asked.given.keys()
    if is_page or (as_of is not None and not DAY.fullmatch(as_of)):
        raise Problem("not_acceptable")
    values: dict[str, Any] = {
        name: asked.given[name] for name in thing.filters if name in asked.given
    }
    path = url_for(endpoint_of(thing, format_), lang=LANGUAGES[0], au=as_of, **values)
    address = f"{the_access().settings.address}{path}"
    return Response(status=HTTPStatus.SEE_OTHER, headers={"Location": address})
