"""The shelf: all views as they stood at one position, to read pages from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Generic, Protocol, TypeVar

from projections.rows import Row
from projections.view import View

RowT = TypeVar("RowT", bound=Row)

PAGE_ROWS: Final = 50


@dataclass(frozen=True)
class Placed(Generic[RowT]):
    """A row with the first position of its key: the place it has in lists."""

    first: int
    row: RowT


@dataclass(frozen=True)
class Page(Generic[RowT]):
    """Some rows of a list; ``next`` continues it, None at its end.

    Rows that one fact has brought share a place, and no page ends between them:
    it holds a few more than was asked for.
    """

    rows: Sequence[Placed[RowT]]
    next: int | None


def page_of(found: Sequence[Placed[RowT]], limit: int) -> Page[RowT]:
    """Cut a page from a list, or its beginning, at the end of a place."""
    end = min(limit, len(found))
    while 0 < end < len(found) and found[end].first == found[end - 1].first:
        end += 1
    return Page(found[:end], found[end - 1].first if 0 < end < len(found) else None)


class Shelf(Protocol):
    """One snapshot of every view; ``position`` is what it reflects.

    As of a past moment, ``position`` is that moment's, and every answer is
    what the same question had been answered then.
    """

    position: int
    recorded_at: datetime | None

    def get(self, view: View[RowT], *key: str) -> RowT | None:
        """Return the row of this key."""
        ...

    def some(self, view: View[RowT], keys: Iterable[tuple[str, ...]]) -> Sequence[RowT]:
        """Return the rows of these keys that there are, in no order."""
        ...

    def page(
        self,
        view: View[RowT],
        *,
        after: int | None = None,
        limit: int = PAGE_ROWS,
        is_newest_first: bool = True,
        **values: str | int,
    ) -> Page[RowT]:
        """Return rows by indexed fields, in the order of their first position.

        ``after`` is the ``next`` of the page before. Several fields may be
        given; the database looks up the most telling index and filters by the rest.
        """
        ...

    def every(self, view: View[RowT]) -> Sequence[RowT]:
        """Return all the rows of a view of totals, in the order of their keys."""
        ...
