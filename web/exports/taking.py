"""Taking: all the rows of a list in one snapshot, some at a time, the oldest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from flask import Flask

from projections.shelf import Shelf
from web.exports.formats import Format
from web.exports.layout import laid_out
from web.things.names import Names
from web.things.thing import AnyThing, Document

PART_ROWS: Final = 1_000
ASKED_ONLY: Final = "saisie"
"""What ``?colonnes=`` says to have only what somebody fills in to record one."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What file is asked for: which thing, narrowed by what, in which format."""

    thing: AnyThing
    format: Format
    filters: Mapping[str, str] = field(default_factory=dict[str, str])
    is_asked_only: bool = False


def taken(app: Flask, shelf: Shelf, asked: Asked) -> Iterator[bytes]:
    """Return the file, piece by piece, of what the shelf holds.

    Raises FilterWrong before anything is read. Headings are in the language of
    the moment that this is called.
    """
    chosen = asked.thing.choose(asked.filters)
    layout = laid_out(
        asked.thing,
        is_for_people=asked.format.is_for_people,
        is_asked_only=asked.is_asked_only,
    )
    return asked.format.write(layout, _parts(app, shelf, asked.thing, chosen))


def _parts(
    app: Flask, shelf: Shelf, thing: AnyThing, chosen: Mapping[str, str | int]
) -> Iterator[Sequence[Document]]:
    names = Names(shelf, app)
    after: int | None = None
    while True:
        page = thing.page(shelf, chosen, after, PART_ROWS, is_newest_first=False)
        yield thing.documents(names, [placed.row for placed in page.rows])
        after = page.next
        if after is None:
            return
