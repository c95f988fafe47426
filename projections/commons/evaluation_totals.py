"""Evaluation totals: how many evaluations and accounts there are, in cells."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

import msgspec
from msgspec.structs import replace

from ledger.commons.evaluations.events import Level
from projections.commons.contribution_totals import Facet
from projections.commons.evaluations import (
    EvaluationRow,
    EvaluationState,
    Subject,
    evaluations,
)
from projections.rows import Row, Rows
from projections.shelf import Shelf
from projections.view import derived

FACETS: Final = ("subject", "state", "partner_id")


class EvaluationTotalRow(Row, frozen=True, kw_only=True):
    """How many evaluations of one subject, state and partner, and their accounts."""

    key: ClassVar[tuple[str, ...]] = ("subject", "state", "partner_id")

    subject: Subject
    state: EvaluationState
    partner_id: str
    count: int = 0
    levels: dict[Level, int] = msgspec.field(default_factory=dict[Level, int])


def derive(
    rows: Rows[EvaluationTotalRow],
    before: EvaluationRow | None,
    after: EvaluationRow | None,
) -> None:
    """Take an evaluation out of its old cell and put it into its new one."""
    assert after is not None, "an evaluation is concluded, never dropped"
    if before is not None:
        if (before.state, before.levels) == (after.state, after.levels):
            return
        _add(rows, before, -1)
    _add(rows, after, 1)


def _add(rows: Rows[EvaluationTotalRow], row: EvaluationRow, sign: int) -> None:
    cell = EvaluationTotalRow(
        subject=row.subject, state=row.state, partner_id=row.partner_id
    )
    held = rows.get(*cell.key_values()) or cell
    summed = {
        level: held.levels.get(level, 0) + sign * row.levels.get(level, 0)
        for level in Level
    }
    levels = {level: count for level, count in summed.items() if count}
    rows.put(replace(held, count=held.count + sign, levels=levels))


def evaluation_cells(shelf: Shelf) -> Sequence[EvaluationTotalRow]:
    """Return the cells that hold something."""
    return [cell for cell in shelf.every(evaluation_totals) if cell.count]


def _passing(
    found: Sequence[EvaluationTotalRow], chosen: Mapping[str, str]
) -> Sequence[EvaluationTotalRow]:
    return [
        cell
        for cell in found
        if all(getattr(cell, name) == value for name, value in chosen.items())
    ]


def evaluations_counted(
    found: Sequence[EvaluationTotalRow], chosen: Mapping[str, str]
) -> int:
    """Return how many evaluations pass the filters."""
    return sum(cell.count for cell in _passing(found, chosen))


def accounts_counted(
    found: Sequence[EvaluationTotalRow], chosen: Mapping[str, str]
) -> Mapping[Level, int]:
    """Return how many accounts at each level the evaluations that pass have."""
    passing = _passing(found, chosen)
    return {
        level: sum(cell.levels.get(level, 0) for cell in passing) for level in Level
    }


def evaluation_facets(
    found: Sequence[EvaluationTotalRow], chosen: Mapping[str, str]
) -> Mapping[str, Sequence[Facet]]:
    """Return, for each filter, its values and counts under the other filters."""
    return {name: _facet(found, chosen, name) for name in FACETS}


def _facet(
    found: Sequence[EvaluationTotalRow], chosen: Mapping[str, str], name: str
) -> Sequence[Facet]:
    others = {other: value for other, value in chosen.items() if other != name}
    values = sorted({str(getattr(cell, name)) for cell in found})
    counted = [
        Facet(v, evaluations_counted(found, {**others, name: v})) for v in values
    ]
    return sorted((f for f in counted if f.count), key=lambda f: -f.count)


evaluation_totals = derived(
    "evaluation_totals", 1, EvaluationTotalRow, evaluations, derive, is_total=True
)
