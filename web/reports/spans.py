"""Spans: the time that a report is of, and lists that are read to a bound."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar

from ledger.kernel.quantities import day_in_paris
from projections.rows import Row
from projections.shelf import Page, Shelf

RowT = TypeVar("RowT", bound=Row)
LookedAt = Callable[[int | None], Page[RowT]]
OTHERS_MAX: Final = 1_000
"""How many needs, offers, reuses or resources are looked through."""


@dataclass(frozen=True)
class Span:
    """A year, or all the time there has been."""

    year: int | None = None

    def has(self, at: date | datetime | None) -> bool:
        """Tell whether a day, or the day of an instant in Paris, is in it."""
        if at is None:
            return False
        day = day_in_paris(at) if isinstance(at, datetime) else at
        return self.year is None or day.year == self.year


@dataclass
class Search:
    """Reads lists of a shelf to a bound, and remembers whether one of them went on."""

    shelf: Shelf
    span: Span
    is_cut: bool = False

    def read(self, look: LookedAt[RowT], most: int = OTHERS_MAX) -> list[RowT]:
        """Return the rows of a list, page after page, and no more than so many."""
        found: list[RowT] = []
        after: int | None = None
        while len(found) < most:
            page = look(after)
            found += [placed.row for placed in page.rows]
            after = page.next
            if after is None:
                return found
        self.is_cut = True
        return found[:most]
