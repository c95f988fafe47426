"""Searching resources: by words of their titles and summaries, whatever their accents.

Texts lie beside the log and no table holds them, so they are read here: those of
the latest resources that pass the other filters, so many at a time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from projections.commons.resources import ResourceRow, resources_page
from projections.shelf import Shelf
from web.reading import Texts
from web.things.searching import is_about, wanted_words

SEARCHED_MAX: Final = 300
"""How many resources one page looks through; it says so, and leads to the next."""

SHOWN_MAX: Final = 50


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was found, among how many, and where the search goes on."""

    rows: Sequence[ResourceRow]
    among: int
    next: int | None


def search(
    shelf: Shelf, chosen: Mapping[str, str], asked: str, after: int | None
) -> Found:
    """Return resources whose title and summary have all these words, latest first."""
    words = wanted_words(asked)
    page = resources_page(
        shelf, chosen, after=after, limit=SEARCHED_MAX if words else SHOWN_MAX
    )
    rows = [placed.row for placed in page.rows]
    if not words:
        return Found(rows=rows, among=len(rows), next=page.next)
    texts = Texts([text for row in rows for text in (row.title, row.summary)])
    hits = [
        placed
        for placed in page.rows
        if is_about(f"{texts(placed.row.title)} {texts(placed.row.summary)}", words)
    ]
    shown = hits[:SHOWN_MAX]
    onward = shown[-1].first if len(hits) > SHOWN_MAX else page.next
    return Found(rows=[placed.row for placed in shown], among=len(rows), next=onward)
