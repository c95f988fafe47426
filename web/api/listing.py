"""Listing: a page of a list, and one thing, whatever thing it is."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Response, request
from flask_babel import gettext as _

from web.api.answering import answer, digested, instant, kept
from web.api.asking import (
    LISTING,
    NEWEST_FIRST,
    READING,
    Query,
    query,
)
from web.api.bearers import check_token
from web.api.cursors import Place, seal, unseal
from web.api.formats import led_to_file, preferred
from web.api.problem import Problem, wrong_parameter
from web.api.reading import Document, Listed, list_of, one_of
from web.auth.access import the_access
from web.things.fields import columns_of
from web.things.thing import AnyThing, Chosen, FilterWrong


def listing(thing: AnyThing) -> Callable[[], Response]:
    """Return what answers the list of a thing."""

    def many() -> Response:
        check_token()
        asked = query((*LISTING, *thing.filters))
        file = preferred()
        return _page(thing, asked) if file is None else led_to_file(thing, file, asked)

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
        return kept(answer(only(found.document, wanted)), found.tag)

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
    return paged(
        asked,
        {
            "data": [only(document, wanted) for document in found.documents],
            "next": after,
            "total": found.total,
            "position": found.position,
            "as_of": _instant(asked, found),
        },
    )


def paged(asked: Query, body: Mapping[str, Any]) -> Response:
    """Return a page of a list, with the address of the next one."""
    response = digested(body)
    if body["next"] is not None:
        onward = urlencode({**asked.given, "cursor": body["next"]})
        address = f"{the_access().settings.address}{request.path}?{onward}"
        response.headers["Link"] = f'<{address}>; rel="next"'
    return response


def _instant(asked: Query, found: Listed) -> str | None:
    """Return the moment shown: the one asked for, or that of the last entry."""
    named = asked.moment.instant if asked.moment else None
    return instant(named or found.recorded_at)


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


def only(document: Document, wanted: Any) -> Document:  # noqa: ANN401  # names, or None
    """Return a document, or only the fields that are wanted of it."""
    return document if wanted is None else {name: document[name] for name in wanted}
