"""Due dates: the days on which a rule has something to do."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar, Final

from ledger.kernel.codec import Recorded
from ledger.kernel.quantities import day_in_paris
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


class DueRow(Row, frozen=True, kw_only=True, gc=False):
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
            # A mandate granted late would be reminded of at once, several times.
            first = max(start, day_in_paris(recorded.recorded_at))
            for days, due in _reminders(end):
                if due >= first:
                    rows.put(
                        DueRow(
                            mandate_id=mandate,
                            days_left=days,
                            due_on=due.isoformat(),
                            ends_on=due + timedelta(days=days),
                            cause=recorded.position,
                        )
                    )
        case MandateWithdrawn(mandate_id=mandate):
            for days in DAYS_BEFORE:
                rows.drop(mandate, str(days))
        case MandateEndAnnounced(mandate_id=mandate, days_left=days):
            rows.drop(mandate, str(days))


def _reminders(end: date | None) -> Iterable[tuple[int, date]]:
    if end is None:
        return ()
    return [(days, end - timedelta(days=days)) for days in DAYS_BEFORE]


def due_on(shelf: Shelf, day: date) -> Sequence[DueRow]:
    """Return what is due on this very day."""
    page = shelf.page(due_dates, due_on=day.isoformat(), limit=DUE_MAX)
    return [placed.row for placed in page.rows]


due_dates = View("due_dates", 2, DueRow, facts_of(Followed), apply)
