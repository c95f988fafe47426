"""Serving: a feed beside each public list, and beside each thing with a history."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from flask import Flask, Response, abort, request
from flask_babel import LazyString, lazy_gettext

from projections.commons.contributions import contribution
from projections.commons.evaluations import evaluation
from projections.commons.histories import HistoryRow, histories
from projections.commons.projects import project
from projections.commons.resources import resource
from projections.governance.decisions import decision
from projections.governance.proposal_texts import titles_of
from projections.membership.partners import partners
from projections.rows import WordsAt
from projections.shelf import Placed, Shelf
from web.asked import whole_number
from web.exports.sending import OPEN
from web.feeds.atom import MEDIA_TYPE, Feed, written
from web.feeds.happening import (
    ENTRIES,
    Happened,
    entries_of,
    latest_of,
    names_in,
)
from web.feeds.naming import tag, the_commons, whole
from web.languages import PREFIX, language
from web.reading import Texts, open_shelf
from web.things.contributions import CONTRIBUTIONS
from web.things.decisions import DECISIONS
from web.things.evaluations import EVALUATIONS
from web.things.needs import NEEDS, OFFERS
from web.things.projects import PROJECTS
from web.things.resources import RESOURCES
from web.things.thing import AnyThing, FilterWrong

ONWARD: Final = "suite"
FEED: Final = "_feed"
"""What the name of a page's feed ends in, after the name of the page."""

KEPT: Final = "public, max-age=60"


@dataclass(frozen=True)
class Listed:
    """A list: where its page is, what it is of, and the page of each, by its key."""

    path: str
    title: LazyString
    things: Mapping[tuple[str, str], AnyThing]


LISTS: Final[Mapping[str, Listed]] = {
    "contributions": Listed(
        "contributions",
        lazy_gettext("Contributions"),
        {("contribution", "contribution_id"): CONTRIBUTIONS},
    ),
    "needs": Listed(
        "besoins",
        lazy_gettext("Needs and offers"),
        {("need", "need_id"): NEEDS, ("offer", "offer_id"): OFFERS},
    ),
    "projects": Listed(
        "projets", lazy_gettext("Projects"), {("project", "project_id"): PROJECTS}
    ),
    "resources": Listed(
        "ressources",
        lazy_gettext("Resources"),
        {("resource", "resource_id"): RESOURCES},
    ),
    "evaluations": Listed(
        "evaluations",
        lazy_gettext("Evaluations"),
        {("evaluation", "evaluation_id"): EVALUATIONS},
    ),
    "decisions": Listed(
        "decisions",
        lazy_gettext("Decisions"),
        {("decision", "decision_id"): DECISIONS},
    ),
}


@dataclass(frozen=True)
class Followed:
    """A thing with a history: its page's key, and how its name and unit are found."""

    path: str
    key: str
    find: Callable[[Shelf, str], tuple[WordsAt, str | None] | None]


def _partner(shelf: Shelf, name: str) -> tuple[WordsAt, str | None] | None:
    row = shelf.get(partners, name)
    return (row.name, None) if row and row.publicity == "public" else None


def _contribution(shelf: Shelf, name: str) -> tuple[WordsAt, str | None] | None:
    row = contribution(shelf, name)
    return (row.title, row.unit) if row else None


def _titled(
    find: Callable[[Shelf, str], Any], shelf: Shelf, name: str
) -> tuple[WordsAt, str | None] | None:
    row = find(shelf, name)
    return (row.title, None) if row else None


def _decision(shelf: Shelf, name: str) -> tuple[WordsAt, str | None] | None:
    row = decision(shelf, name)
    if row is None:
        return None
    key = (row.proposal_id, row.text_version)
    title = titles_of(shelf, [key]).get(key)
    return (title, None) if title is not None else None


THINGS: Final[Mapping[str, Followed]] = {
    "partner": Followed("partenaires", "partner_id", _partner),
    "contribution": Followed("contributions", "contribution_id", _contribution),
    "project": Followed("projets", "project_id", partial(_titled, project)),
    "resource": Followed("ressources", "resource_id", partial(_titled, resource)),
    "evaluation": Followed(
        "evaluations", "evaluation_id", partial(_titled, evaluation)
    ),
    "decision": Followed("decisions", "decision_id", _decision),
}


def register(app: Flask) -> None:
    """Add the feeds; an address that ends in a name of a thing is its page's still."""
    for endpoint, listed in LISTS.items():
        at = f"{PREFIX}/{listed.path}.atom"
        app.add_url_rule(at, f"{endpoint}{FEED}", _named(list_feed, endpoint))
    for endpoint, followed in THINGS.items():
        at = f"{PREFIX}/{followed.path}/<{followed.key}>.atom"
        app.add_url_rule(at, f"{endpoint}{FEED}", _named(thing_feed, endpoint))


def _named(page: Callable[..., Response], endpoint: str) -> Callable[..., Response]:
    """Return the page of one endpoint, by a name: a partial has none to go by."""

    def show(**key: str) -> Response:
        return page(endpoint, **key)

    return show


def list_feed(endpoint: str) -> Response:
    """Answer with what came last into a list, narrowed as its page is."""
    listed, after = LISTS[endpoint], _after()
    with open_shelf() as shelf:
        placed, following = _latest(shelf, listed, after)
        happened = _first_facts(shelf, placed)
        names, commons = names_in(shelf, happened), the_commons(shelf)
    entries, author = entries_of(happened, names, commons)
    asked = _filters(listed)
    return _answer(
        Feed(
            id=tag(commons.since, f"{language()}/{listed.path}{_spelt(asked)}"),
            language=language(),
            title=f"{listed.title} — {author}",
            author=author,
            updated=entries[0].at if entries else commons.since,
            address=_here(endpoint, asked, after),
            page=whole(endpoint, **asked),
            entries=entries,
            next=_here(endpoint, asked, following) if following else None,
            first=_here(endpoint, asked, None) if after is not None else None,
        )
    )


def thing_feed(endpoint: str, **key: str) -> Response:
    """Answer with what happened to a thing, the latest first; 404 where none is."""
    followed, after = THINGS[endpoint], _after()
    name = key[followed.key]
    with open_shelf() as shelf:
        found = followed.find(shelf, name)
        if found is None:
            abort(404)
        title, unit = found
        past, following = latest_of(shelf, name, after)
        page = whole(endpoint, **key)
        happened = [Happened(row, page, unit) for row in past]
        names, commons = names_in(shelf, happened), the_commons(shelf)
    entries, author = entries_of(happened, names, commons)
    return _answer(
        Feed(
            id=tag(commons.since, f"{language()}/{followed.path}/{name}"),
            language=language(),
            title=f"{Texts([title])(title)} — {author}",
            author=author,
            updated=entries[0].at if entries else commons.since,
            address=_here(endpoint, key, after),
            page=page,
            entries=entries,
            next=_here(endpoint, key, following) if following else None,
            first=_here(endpoint, key, None) if after is not None else None,
        )
    )


def _after() -> int | None:
    return whole_number(request.args.get(ONWARD, ""))


Found = tuple[int, str, str, str, Any]
"""A place in the list, the page of the thing with its key, its identifier, its row."""


def _latest(
    shelf: Shelf, listed: Listed, after: int | None
) -> tuple[Sequence[Found], int | None]:
    """Return the latest rows of all things of a list, and where it goes on."""
    found: list[Found] = []
    ends: list[int] = []
    for (page, key), thing in listed.things.items():
        chosen = _chosen(thing)
        if chosen is None:
            continue
        part = thing.page(shelf, chosen, after, ENTRIES)
        rows: Sequence[Placed[Any]] = part.rows
        found += [(p.first, page, key, thing.key(p.row), p.row) for p in rows]
        ends += [part.next] if part.next is not None else []
    # Of what lies beyond the end of one part, another may have been cut.
    edge = max(ends, default=None)
    shown = sorted(
        (one for one in found if edge is None or one[0] >= edge),
        key=lambda one: -one[0],
    )
    return shown, edge


def _first_facts(shelf: Shelf, found: Sequence[Found]) -> list[Happened]:
    keys = [(name, str(row.position)) for _at, _page, _key, name, row in found]
    told: Mapping[tuple[str, int], HistoryRow] = {
        (one.thing_id, one.position): one for one in shelf.some(histories, keys)
    }
    return [
        Happened(told[name, row.position], whole(page, **{key: name}))
        for _at, page, key, name, row in found
    ]


def _chosen(thing: AnyThing) -> dict[str, str | int] | None:
    """Return what the address narrows by; None where nothing can pass, as on pages."""
    try:
        return thing.choose(request.args)
    except FilterWrong:
        return None


def _filters(listed: Listed) -> dict[str, str]:
    """Return what the address narrows by, in the order of the page."""
    names = [name for thing in listed.things.values() for name in thing.filters]
    asked = {name: request.args.get(name, "").strip() for name in names}
    return {name: value for name, value in asked.items() if value}


def _spelt(asked: Mapping[str, str]) -> str:
    return "".join(f";{name}={value}" for name, value in asked.items())


def _here(endpoint: str, asked: Mapping[str, str], after: int | None) -> str:
    day = request.args.get("au") or None
    values: dict[str, Any] = {**asked, "au": day, ONWARD: after}
    return whole(f"{endpoint}{FEED}", **values)


def _answer(feed: Feed) -> Response:
    """Answer with a feed, or that the reader has it already."""
    body = written(feed)
    response = Response(body, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    response.headers["Cache-Control"] = KEPT
    response.headers.update(OPEN)
    response.make_conditional(request)
    return response
