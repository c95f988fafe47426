"""Numbers: what people call a contribution, such as C-2026-0042.

Counted from the order of the log, for each year of recording, by this view
alone: a decision that counted would make all recording wait in one line.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final

from msgspec.structs import replace

from ledger.commons.contributions.events import ContributionRecorded
from ledger.kernel.codec import Recorded
from ledger.kernel.quantities import day_in_paris
from projections.rows import Row, Rows
from projections.shelf import Shelf
from projections.view import View

COUNTER: Final = "year:"
"""No identifier has a colon, so none can be taken for the counter of a year."""

PREFIX: Final = "C-"


class NumberRow(Row, frozen=True, kw_only=True, gc=False):
    """The number of a contribution; or, under ``year:2026``, how many there are."""

    key: ClassVar[tuple[str, ...]] = ("name",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("number",),)

    name: str
    number: str | None = None
    count: int = 0


def apply(rows: Rows[NumberRow], recorded: Recorded[Any]) -> None:
    """Give the next number of the year."""
    fact = recorded.fact
    assert isinstance(fact, ContributionRecorded)
    year = day_in_paris(recorded.recorded_at).year
    name = f"{COUNTER}{year}"
    counter = rows.get(name) or NumberRow(name=name)
    counter = replace(counter, count=counter.count + 1)
    rows.put(counter)
    number = f"{PREFIX}{year}-{counter.count:04}"
    rows.put(NumberRow(name=fact.contribution_id, number=number))


def numbers_of(shelf: Shelf, contribution_ids: Iterable[str]) -> Mapping[str, str]:
    """Return the numbers of contributions by their identifiers."""
    found = shelf.some(numbers, [(name,) for name in contribution_ids])
    return {row.name: row.number for row in found if row.number is not None}


def contribution_numbered(shelf: Shelf, number: str) -> str | None:
    """Return the identifier of the contribution with this number, C- or not."""
    whole = number if number.startswith(PREFIX) else f"{PREFIX}{number}"
    page = shelf.page(numbers, number=whole, limit=1)
    return page.rows[0].row.name if page.rows else None


numbers = View("numbers", 2, NumberRow, (ContributionRecorded,), apply)
