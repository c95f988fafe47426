"""Listing: a page of a list, and one thing, whatever thing it is."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlencode

from flask import Response, request
from flask_babel import gettext as _

from web.api.answering import answer, kept
from web.api.asking import (
    LISTING,
    NEWEST_FIRST,
    READING,
    Query,
    query,
)
from web.api.bearers import check_token
from web.api.cursors import Place, seal, unseal
from web.api.problem import Problem, wrong_parameter
from web.api.reading import Document, Listed, list_of, one_of
from web.auth.access import the_access
from web.texts.dates import machine
from web.things.fields import columns_of
from web.things.thing import AnyThing, Chosen, FilterWrong

HASH_SIGNS: Final = 32


def listing(thing: AnyThing) -> Callable[[], Response]:
    """Return what answers the list of a thing."""

    def many() -> Response:
        check_token()
        asked = query((*LISTING, *thing.filters))
        return _page(thing, asked)

    many.__name__ = thing.name
    return many


def reading_one(thing: AnyThing) -> Callable[[str], Response]:
    """Return what answers one of a thing."""

    def one(identifier: str) -> Response:
        check_token()
        asked = query(READING)
        wanted = asked.fields(columns_of(thing.schema))
        found = one_of(thing, identifier, asked.position)
        if found is None:
            raise Problem("not_found")
        return kept(answer(_only(found.document, wanted)), found.tag)

    one.__name__ = f"one_of_{thing.name}"
    return one


def _page(thing: AnyThing, asked: Query) -> Response:
    chosen = _chosen(thing, asked)
    wanted = asked.fields(columns_of(thing.schema))
    order = asked.sort(NEWEST_FIRST)
    position = asked.position
    listed = _listed(thing, chosen, order, asked)
    limit = asked.limit
    cursor = asked.given.get("cursor")
    found = list_of(
        thing,
        chosen,
        position=position,
        place=unseal(cursor, listed) if cursor else None,
        limit=limit,
        is_newest_first=order == NEWEST_FIRST,
    )
    after = _after(found, listed)
    body = {
        "data": [_only(document, wanted) for document in found.documents],
        "next": after,
        "total": found.total,
        "position": found.position,
        "as_of": _instant(asked, found),
    }
    response = answer(body)
    if after is not None:
        query_next = urlencode({**asked.given, "cursor": after})
        address = f"{the_access().settings.address}{request.path}?{query_next}"
        response.headers["Link"] = f'<{address}>; rel="next"'
    return kept(response, sha256(response.get_data()).hexdigest()[:HASH_SIGNS])


def _instant(asked: Query, found: Listed) -> str | None:
    """Return the moment shown: the one asked for, or that of the last entry."""
    instant = asked.moment.instant if asked.moment else None
    instant = instant or found.recorded_at
    return machine(instant) if instant else None


def _after(found: Listed, listed: Mapping[str, str]) -> str | None:
    if found.next is None:
        return None
    return seal(Place(found.position, found.next, found.total), listed)


def _listed(
    thing: AnyThing, chosen: Chosen, order: str, asked: Query
) -> dict[str, str]:
    """Return all that makes this list another one than others."""
    named = {f"filter {name}": str(value) for name, value in chosen.items()}
    as_of = asked.given.get("as_of", "")
    return {"thing": thing.name, "sort": order, "as_of": as_of, **named}


def _chosen(thing: AnyThing, asked: Query) -> dict[str, str | int]:
    try:
        return thing.choose(asked.given)
    except FilterWrong as error:
        detail = (
            _("It takes one of: %(known)s", known=", ".join(error.known))
            if error.known
            else _("It cannot have this value")
        )
        raise wrong_parameter(error.name, detail) from error


def _only(document: Document, wanted: Any) -> Document:  # noqa: ANN401  # names, or None
    return document if wanted is None else {name: document[name] for name in wanted}
