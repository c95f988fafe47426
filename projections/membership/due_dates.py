"""Due dates: the days on which a rule has something to do."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, ClassVar, Final

from ledger.kernel.codec import Recorded
from ledger.membership.mandates.announce_mandate_end import DAYS_BEFORE
from ledger.membership.mandates.events import (
    MandateEndAnnounced,
    MandateGranted,
    MandateWithdrawn,
)
from projections.rows import Row, Rows
from projections.shelf import Shelf
from projections.view import View, facts_of

Followed = MandateGranted | MandateWithdrawn | MandateEndAnnounced
DUE_MAX: Final = 1_000


class DueRow(Row, frozen=True, kw_only=True):
    """A reminder to give; ``cause`` is the position of the fact it follows from."""

    key: ClassVar[tuple[str, ...]] = ("mandate_id", "days_left")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("due_on",),)

    mandate_id: str
    days_left: int
    due_on: str
    ends_on: date
    cause: int


def apply(rows: Rows[DueRow], recorded: Recorded[Any]) -> None:
    """Set the days when a mandate is granted, clear them when they have served."""
    fact: Followed = recorded.fact
    match fact:
        case MandateGranted(mandate_id=mandate, starts_on=start, ends_on=end):
            for days in DAYS_BEFORE if end is not None else ():
                assert end is not None
                due = end - timedelta(days=days)
                if due >= start:
                    rows.put(
                        DueRow(
                            mandate_id=mandate,
                            days_left=days,
                            due_on=due.isoformat(),
                            ends_on=end,
                            cause=recorded.position,
                        )
                    )
        case MandateWithdrawn(mandate_id=mandate):
            for days in DAYS_BEFORE:
                rows.drop(mandate, str(days))
        case MandateEndAnnounced(mandate_id=mandate, days_left=days):
            rows.drop(mandate, str(days))


def due_on(shelf: Shelf, day: date) -> Sequence[DueRow]:
    """Return what is due on this very day."""
    page = shelf.page(due_dates, due_on=day.isoformat(), limit=DUE_MAX)
    return [placed.row for placed in page.rows]


due_dates = View("due_dates", 1, DueRow, facts_of(Followed), apply)
