"""Resource totals: how many resources there are, in cells that are never dropped."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from msgspec.structs import replace

from ledger.commons.resources.events import ResourceKind
from projections.commons.contribution_totals import Facet
from projections.commons.resources import ResourceRow, ResourceState, resources
from projections.rows import Row, Rows
from projections.shelf import Shelf
from projections.view import derived

FACETS: Final = ("kind", "licence", "maintainer_id", "state")


class ResourceTotalRow(Row, frozen=True, kw_only=True, gc=False):
    """How many resources of one kind, licence, maintainer and state there are."""

    key: ClassVar[tuple[str, ...]] = ("kind", "licence", "maintainer_id", "state")

    kind: ResourceKind
    licence: str
    maintainer_id: str
    state: ResourceState
    count: int = 0


def derive(
    rows: Rows[ResourceTotalRow], before: ResourceRow | None, after: ResourceRow | None
) -> None:
    """Take a resource out of its old cell and put it into its new one."""
    assert after is not None, "a resource is retired, never dropped"
    new = _cell_of(after)
    old = _cell_of(before) if before is not None else None
    if old == new:
        return
    if old is not None:
        _add(rows, old, -1)
    _add(rows, new, 1)


def _cell_of(row: ResourceRow) -> ResourceTotalRow:
    return ResourceTotalRow(
        kind=row.kind,
        licence=row.licence,
        maintainer_id=row.maintainer_id,
        state=row.state,
    )


def _add(rows: Rows[ResourceTotalRow], cell: ResourceTotalRow, count: int) -> None:
    held = rows.get(*cell.key_values()) or cell
    rows.put(replace(held, count=held.count + count))


def resource_cells(shelf: Shelf) -> Sequence[ResourceTotalRow]:
    """Return the cells that hold something."""
    return [cell for cell in shelf.every(resource_totals) if cell.count]


def resources_counted(
    found: Sequence[ResourceTotalRow], chosen: Mapping[str, str]
) -> int:
    """Return how many resources pass the filters."""
    return sum(
        cell.count
        for cell in found
        if all(getattr(cell, name) == value for name, value in chosen.items())
    )


def resource_facets(
    found: Sequence[ResourceTotalRow], chosen: Mapping[str, str]
) -> Mapping[str, Sequence[Facet]]:
    """Return, for each filter, its values and counts under the other filters."""
    return {name: _facet(found, chosen, name) for name in FACETS}


def _facet(
    found: Sequence[ResourceTotalRow], chosen: Mapping[str, str], name: str
) -> Sequence[Facet]:
    others = {other: value for other, value in chosen.items() if other != name}
    values = sorted({str(getattr(cell, name)) for cell in found})
    counted = [Facet(v, resources_counted(found, {**others, name: v})) for v in values]
    return sorted((f for f in counted if f.count), key=lambda f: -f.count)


resource_totals = derived(
    "resource_totals", 1, ResourceTotalRow, resources, derive, is_total=True
)
