"""Sifting: filters that no index knows of, applied to one page after another."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from projections.rows import Row
from projections.shelf import Page, Placed

RowT = TypeVar("RowT", bound=Row)
LOOKED_AT: Final = 300
"""How many rows are read at a time; what passes may be few of them."""

PAGES_MAX: Final = 100
"""How far one answer looks before it leads on, with what it has found so far."""


def sifted(
    read: Callable[[int | None, int], Page[RowT]],
    keep: Callable[[Sequence[RowT]], Sequence[bool]],
    after: int | None,
    limit: int,
) -> Page[RowT]:
    """Return rows that pass; ``next`` goes on where the search ended.

    A page may hold fewer than asked for, even none, and still lead on.
    """
    found: list[Placed[RowT]] = []
    for _page in range(PAGES_MAX):
        page = read(after, LOOKED_AT)
        passing = keep([placed.row for placed in page.rows])
        found += [p for p, is_in in zip(page.rows, passing, strict=True) if is_in]
        after = page.next
        if after is None or len(found) > limit:
            break
    shown = found[:limit]
    # Rows that one fact has brought share a place, and no page ends between them.
    shown += [p for p in found[limit:] if p.first == shown[-1].first]
    is_more = len(shown) < len(found)
    return Page(shown, shown[-1].first if is_more else after)
