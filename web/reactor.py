"""The reactor: does what follows by rule, on its day or when a fact is recorded."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

from ledger.application import Ledger, TooContended
from ledger.kernel.identifiers import MandateId
from ledger.kernel.messages import Refusal
from ledger.kernel.quantities import day_in_paris
from ledger.membership.mandates.announce_mandate_end import DAYS_BEFORE
from ledger.reactions.when_mandate_nears_its_end_announce_it import reaction
from projections.governance.votes import votes_due
from projections.membership.due_dates import due_on
from projections.shelf import Shelf
from web.closing import GRACE, Openings, close_due
from web.effects import awaited_effects, take_effect

DAYS_BACK: Final = max(DAYS_BEFORE)
"""A reactor that stood still finds what fell due meanwhile, back to the first day."""


class Shelves(Protocol):
    """Opens the views as they are now."""

    def shelf(self) -> AbstractContextManager[Shelf]:
        """Open all views in one snapshot."""
        ...


def react(
    ledger: Ledger,
    views: Shelves,
    clock: Callable[[], datetime] | None = None,
    openings: Openings | None = None,
) -> int:
    """Do what is due, and return how many facts that recorded.

    Killed after a fact and before the next, it finds the fact done when it
    asks again: the key names the cause. What is refused is no longer due, or
    another reactor was faster.
    """
    now = clock or (lambda: datetime.now(UTC))
    today = day_in_paris(now())
    with views.shelf() as shelf:
        days = (today - timedelta(days=back) for back in range(DAYS_BACK, -1, -1))
        due = [row for day in days for row in due_on(shelf, day)]
        following = awaited_effects(shelf)
        ended = votes_due(shelf, now() - GRACE)
    recorded = sum(take_effect(ledger, row, now()) for row in following)
    recorded += close_due(ledger, ended, now(), openings)
    for row in due:
        if row.ends_on < today:
            continue
        command = reaction(
            mandate_id=MandateId(row.mandate_id),
            days_left=row.days_left,
            cause=row.cause,
            at=now(),
        )
        try:
            appended = ledger.handle(command)
        except (Refusal, TooContended):
            continue
        recorded += not appended.is_repeat
    return recorded
