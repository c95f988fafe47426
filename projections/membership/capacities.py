"""Capacities: what each partner declared last, by measure."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from ledger.kernel.codec import Recorded
from ledger.membership.partners.events import CapacityDeclared, CapacityMeasure
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Shelf
from projections.view import View


class CapacityRow(Row, frozen=True, kw_only=True, gc=False):
    """A capacity with its unit, its year and its source."""

    key: ClassVar[tuple[str, ...]] = ("partner_id", "measure")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("partner_id",),)

    partner_id: str
    measure: CapacityMeasure
    amount: Decimal
    unit: str
    vintage: int
    source: WordsAt


def apply(rows: Rows[CapacityRow], recorded: Recorded[Any]) -> None:
    """Let the later declaration stand in the earlier one's place."""
    fact = recorded.fact
    assert isinstance(fact, CapacityDeclared)
    rows.put(
        CapacityRow(
            partner_id=fact.partner_id,
            measure=fact.measure,
            amount=fact.amount,
            unit=fact.unit,
            vintage=fact.vintage,
            source=WordsAt(recorded.position, fact.source),
        )
    )


def capacities_of(shelf: Shelf, partner_id: str) -> Sequence[CapacityRow]:
    """Return the capacities of a partner."""
    page = shelf.page(capacities, partner_id=partner_id, is_newest_first=False)
    return [placed.row for placed in page.rows]


capacities = View("capacities", 1, CapacityRow, (CapacityDeclared,), apply)
