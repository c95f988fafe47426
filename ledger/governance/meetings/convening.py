"""Convening: what any convocation keeps to."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from ledger.governance.meetings.events import AgendaItem
from ledger.governance.meetings.refusals import AgendaMissing, MeetingInPast

ITEMS: Final = range(1, 51)
AHEAD_MAX: Final = timedelta(days=366)


def check_moment(starts_at: datetime, now: datetime) -> None:
    """Refuse a meeting that has begun, or that nobody can foresee."""
    if not now < starts_at <= now + AHEAD_MAX:
        raise MeetingInPast


def check_agenda(agenda: Sequence[AgendaItem]) -> None:
    """Refuse a meeting about nothing, or about too much."""
    if len(agenda) not in ITEMS:
        raise AgendaMissing
