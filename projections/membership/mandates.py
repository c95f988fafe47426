"""Mandates: who may act for whom; whether one holds on a day is the reader's sum."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from msgspec.structs import replace

from ledger.kernel.codec import Recorded
from ledger.kernel.messages import Capacity
from ledger.membership.mandates.events import (
    Designation,
    MandateGranted,
    MandateWithdrawn,
)
from projections.rows import Row, Rows
from projections.shelf import Shelf
from projections.view import View, facts_of

Followed = MandateGranted | MandateWithdrawn
MANDATES_MAX = 1_000


class MandateRow(Row, frozen=True, kw_only=True, gc=False):
    """A mandate with its days, the last one included."""

    key: ClassVar[tuple[str, ...]] = ("mandate_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("person_id",),
        ("partner_id",),
        ("capacity",),
    )

    mandate_id: str
    partner_id: str
    person_id: str
    capacity: Capacity
    designation: Designation
    starts_on: date
    ends_on: date | None = None
    granted_at: int
    withdrawn_at: datetime | None = None

    def is_in_force(self, day: date) -> bool:
        """Tell whether the mandate holds on that day."""
        if self.withdrawn_at is not None or day < self.starts_on:
            return False
        return self.ends_on is None or day <= self.ends_on


def apply(rows: Rows[MandateRow], recorded: Recorded[Any]) -> None:
    """Note what was granted and what was withdrawn."""
    fact: Followed = recorded.fact
    match fact:
        case MandateGranted():
            rows.put(
                MandateRow(
                    mandate_id=fact.mandate_id,
                    partner_id=fact.partner_id,
                    person_id=fact.person_id,
                    capacity=fact.capacity,
                    designation=fact.designation,
                    starts_on=fact.starts_on,
                    ends_on=fact.ends_on,
                    granted_at=recorded.position,
                )
            )
        case MandateWithdrawn(mandate_id=mandate):
            if (row := rows.get(mandate)) is not None:
                rows.put(replace(row, withdrawn_at=recorded.recorded_at))


def mandates_of_person(shelf: Shelf, person_id: str) -> Sequence[MandateRow]:
    """Return every mandate that a person was given, oldest first."""
    page = shelf.page(
        mandates, person_id=person_id, limit=MANDATES_MAX, is_newest_first=False
    )
    return [placed.row for placed in page.rows]


def mandates_of_partner(shelf: Shelf, partner_id: str) -> Sequence[MandateRow]:
    """Return every mandate that a partner gave, oldest first."""
    page = shelf.page(
        mandates, partner_id=partner_id, limit=MANDATES_MAX, is_newest_first=False
    )
    return [placed.row for placed in page.rows]


def mandates_of_capacity(shelf: Shelf, capacity: Capacity) -> Sequence[MandateRow]:
    """Return every mandate that was given in a capacity, newest first."""
    page = shelf.page(mandates, capacity=capacity, limit=MANDATES_MAX)
    return [placed.row for placed in page.rows]


mandates = View("mandates", 2, MandateRow, facts_of(Followed), apply)
