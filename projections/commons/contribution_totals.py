"""Totals: counts and sums of contributions, in cells that are never dropped.

A page adds the few cells that its filters leave; contributions themselves are
never counted. Quantities are added within one unit only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Final

from ledger.commons.contributions.events import Nature, Unit
from ledger.kernel.quantities import plain
from projections.commons.contributions import ContributionRow, Status, contributions
from projections.rows import Row, Rows
from projections.shelf import Shelf
from projections.view import derived

NOTHING: Final = Decimal(0)
FACETS: Final = ("partner_id", "nature", "year", "status")
Cell = tuple[str, Nature, Unit, int, Status]
COUNTED: Final = frozenset({Status.DECLARED, Status.CONFIRMED})


class TotalRow(Row, frozen=True, kw_only=True, gc=False):
    """How many contributions of one partner, nature, unit, year and status there are.

    The sum is exact, and never crosses units.
    """

    key: ClassVar[tuple[str, ...]] = ("partner_id", "nature", "unit", "year", "status")

    partner_id: str
    nature: Nature
    unit: Unit
    year: int
    status: Status
    count: int = 0
    quantity: Decimal = NOTHING


def derive(
    rows: Rows[TotalRow], before: ContributionRow | None, after: ContributionRow | None
) -> None:
    """Take a contribution out of its old cell and put it into its new one.

    Most changes leave it in its cell: then only the difference is added, and a
    cell whose sum stays gets no version that says the same again.
    """
    assert after is not None, "a contribution is struck, never dropped"
    if before is None:
        _add(rows, _cell_of(after), 1, after.quantity)
        return
    old, new = _cell_of(before), _cell_of(after)
    if old != new:
        _add(rows, old, -1, -before.quantity)
        _add(rows, new, 1, after.quantity)
    elif before.quantity != after.quantity:
        _add(rows, new, 0, after.quantity - before.quantity)


def _cell_of(row: ContributionRow) -> Cell:
    return (row.partner_id, row.nature, row.unit, row.year, row.status)


def _add(rows: Rows[TotalRow], cell: Cell, count: int, quantity: Decimal) -> None:
    partner_id, nature, unit, year, status = cell
    held = rows.get(partner_id, str(nature), str(unit), str(year), str(status))
    if held is not None:
        count += held.count
        quantity = plain(held.quantity + quantity)
    rows.put(
        TotalRow(
            partner_id=partner_id,
            nature=nature,
            unit=unit,
            year=year,
            status=status,
            count=count,
            quantity=quantity,
        )
    )


@dataclass(frozen=True)
class Facet:
    """A value that would narrow the list, and how many rows it would leave."""

    value: str | int
    count: int


def cells(shelf: Shelf) -> Sequence[TotalRow]:
    """Return the cells that hold something."""
    return [cell for cell in shelf.every(contribution_totals) if cell.count]


def is_chosen(cell: TotalRow, chosen: Mapping[str, str | int]) -> bool:
    """Tell whether a cell passes the filters."""
    return all(getattr(cell, name) == value for name, value in chosen.items())


def count_of(found: Iterable[TotalRow], chosen: Mapping[str, str | int]) -> int:
    """Return how many contributions pass the filters."""
    return sum(cell.count for cell in found if is_chosen(cell, chosen))


def facets_of(
    found: Sequence[TotalRow], chosen: Mapping[str, str | int]
) -> Mapping[str, Sequence[Facet]]:
    """Return, for each filter, its values and counts under the other filters."""
    counts: dict[str, dict[str | int, int]] = {name: {} for name in FACETS}
    for cell in found:
        failed = [n for n, v in chosen.items() if getattr(cell, n) != v]
        if len(failed) > 1:
            continue
        # A cell that fails one filter is what that filter's own facet would show.
        for name in failed or FACETS:
            counted, value = counts[name], getattr(cell, name)
            counted[value] = counted.get(value, 0) + cell.count
    return {
        name: [
            Facet(value, count)
            for value, count in sorted(
                counted.items(), key=lambda item: (-item[1], str(item[0]))
            )
        ]
        for name, counted in counts.items()
    }


def sums_of(
    found: Iterable[TotalRow],
    chosen: Mapping[str, str | int],
    statuses: frozenset[Status] = COUNTED,
) -> Mapping[Unit, Decimal]:
    """Return the exact sum for each unit, of what counts unless told otherwise."""
    sums: dict[Unit, Decimal] = {}
    for cell in found:
        if cell.status in statuses and is_chosen(cell, chosen):
            sums[cell.unit] = sums.get(cell.unit, NOTHING) + cell.quantity
    return {unit: sums[unit] for unit in Unit if unit in sums}


contribution_totals = derived(
    "contribution_totals", 2, TotalRow, contributions, derive, is_total=True
)
