"""Project totals: counts and sums of what was brought to each project, in cells.

They are the cells of contribution totals, kept apart for each project, so that
the list of one project has its own facets.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar, Final

from ledger.commons.contributions.events import Nature, Unit
from ledger.kernel.quantities import plain
from projections.commons.contribution_totals import NOTHING, TotalRow
from projections.commons.contributions import ContributionRow, Status, contributions
from projections.rows import Row, Rows
from projections.shelf import Shelf
from projections.view import derived

CELLS_MAX: Final = 20_000
Cell = tuple[str, str, Nature, Unit, int, Status]


class ProjectTotalRow(Row, frozen=True, kw_only=True, gc=False):
    """How much one partner brought to a project, of one nature, unit, year, status."""

    key: ClassVar[tuple[str, ...]] = (
        "project_id",
        "partner_id",
        "nature",
        "unit",
        "year",
        "status",
    )
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("project_id",),)

    project_id: str
    partner_id: str
    nature: Nature
    unit: Unit
    year: int
    status: Status
    count: int = 0
    quantity: Decimal = NOTHING


def derive(
    rows: Rows[ProjectTotalRow],
    before: ContributionRow | None,
    after: ContributionRow | None,
) -> None:
    """Take a contribution out of its old cell and put it into its new one."""
    assert after is not None, "a contribution is struck, never dropped"
    if after.project_id is None:
        return
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
    project_id = row.project_id or ""
    return (project_id, row.partner_id, row.nature, row.unit, row.year, row.status)


def _add(
    rows: Rows[ProjectTotalRow], cell: Cell, count: int, quantity: Decimal
) -> None:
    project_id, partner_id, nature, unit, year, status = cell
    held = rows.get(*(str(part) for part in cell))
    if held is not None:
        count += held.count
        quantity = plain(held.quantity + quantity)
    rows.put(
        ProjectTotalRow(
            project_id=project_id,
            partner_id=partner_id,
            nature=nature,
            unit=unit,
            year=year,
            status=status,
            count=count,
            quantity=quantity,
        )
    )


def cells_of_project(shelf: Shelf, project_id: str) -> Sequence[TotalRow]:
    """Return what was brought to a project as cells of totals."""
    page = shelf.page(project_totals, project_id=project_id, limit=CELLS_MAX)
    return [
        TotalRow(
            partner_id=row.partner_id,
            nature=row.nature,
            unit=row.unit,
            year=row.year,
            status=row.status,
            count=row.count,
            quantity=row.quantity,
        )
        for row in (placed.row for placed in page.rows)
        if row.count
    ]


project_totals = derived("project_totals", 1, ProjectTotalRow, contributions, derive)
