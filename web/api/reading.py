"""Reading: rows of a thing as documents, all at one position of the log."""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, cast

from flask import Flask, current_app

from projections.rows import Row
from projections.shelf import Shelf
from web.api.answering import canonical
from web.api.cursors import Place
from web.reading import the_wiring
from web.states import last_fact_about
from web.things.fields import columns_of
from web.things.names import Names
from web.things.thing import AnyThing, Chosen

Document = dict[str, Any]
COUNTS: Final = "commun-api-counts"
COUNTS_MAX: Final = 512
HASH_SIGNS: Final = 16
WITHIN: Final = {"milestones": "milestone_id"}
"""Things that the views keep within others, by what their facts are filed under."""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A page of a list, and where it stands."""

    documents: Sequence[Document]
    position: int
    recorded_at: datetime | None
    next: int | None
    total: int | None


@dataclass(frozen=True, kw_only=True)
class One:
    """One thing as it stood, and the tag that names this very state of it."""

    document: Document
    position: int
    tag: str


def list_of(  # noqa: PLR0913  # a page is all of these
    thing: AnyThing,
    chosen: Chosen,
    *,
    position: int | None,
    place: Place | None,
    limit: int,
    is_newest_first: bool,
) -> Listed:
    """Return a page of a list; ``place`` goes on where another page ended."""
    wiring = the_wiring()
    with wiring.views.shelf(place.position if place else position) as shelf:
        page = thing.page(
            shelf,
            chosen,
            place.after if place else None,
            limit,
            is_newest_first=is_newest_first,
        )
        total = place.total if place else _count(thing, shelf, chosen)
        found = documents(thing, shelf, [placed.row for placed in page.rows])
        at, recorded_at = shelf.position, shelf.recorded_at
    return Listed(
        documents=found,
        position=at,
        recorded_at=recorded_at,
        next=page.next,
        total=total,
    )


def one_of(thing: AnyThing, name: str, position: int | None) -> One | None:
    """Return one thing as of a position, None where there is none to be seen."""
    with the_wiring().views.shelf(position) as shelf:
        row = thing.one(shelf, name)
        if row is None:
            return None
        (document,) = documents(thing, shelf, [row])
        at = shelf.position
    # The views are closed: nobody holds one connection and awaits another.
    return One(document=document, position=at, tag=_tag(thing, name, document, at))


def documents(thing: AnyThing, shelf: Shelf, rows: Sequence[Row]) -> list[Document]:
    """Return rows as JSON holds them: as ``dump`` of their schema, and sooner."""
    names = Names(shelf, the_app())
    columns = [*columns_of(thing.schema).items()]
    return [
        {name: column.write(one[name]) for name, column in columns}
        for one in thing.documents(names, rows)
    ]


def the_app() -> Flask:
    """Return the application itself, which outlives the request."""
    local: Any = current_app
    app: Flask = local._get_current_object()  # noqa: SLF001  # Flask has no other way
    return app


def identified_by(thing: AnyThing) -> str | None:
    """Return the field whose identifier facts about the thing are filed under."""
    if thing.name in WITHIN:
        return WITHIN[thing.name]
    key = cast("Sequence[str]", thing.view.row.key)
    return key[0] if len(key) == 1 and key[0].endswith("_id") else None


def _tag(thing: AnyThing, name: str, document: Mapping[str, Any], at: int) -> str:
    """Name a state: the last fact about the thing, and the spelling of its document.

    The position is what a change is conditioned on. The digest tells apart what
    no fact about the thing has changed: a partner's new name, a withdrawn text.
    """
    spelt = sha256(canonical(document)).hexdigest()[:HASH_SIGNS]
    field = identified_by(thing)
    if field is None:
        return spelt
    return f"{last_fact_about(field, name, at)}-{spelt}"


class Counts:
    """How many rows lists had at positions: what was counted once stays so."""

    def __init__(self) -> None:
        self._known: OrderedDict[object, int | None] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, thing: AnyThing, shelf: Shelf, chosen: Chosen) -> int | None:
        """Return how many rows pass the filters."""
        asked = (thing.name, tuple(sorted(chosen.items())), shelf.position)
        with self._lock:
            if asked in self._known:
                return self._known[asked]
        count = thing.count(shelf, chosen)
        with self._lock:
            self._known[asked] = count
            while len(self._known) > COUNTS_MAX:
                self._known.popitem(last=False)
        return count


def _count(thing: AnyThing, shelf: Shelf, chosen: Chosen) -> int | None:
    counts: Counts = current_app.extensions[COUNTS]
    return counts.of(thing, shelf, chosen)
