"""Terms: the days of a mandate, checked alike wherever one is granted."""

from datetime import date
from typing import Final

from ledger.membership.mandates.refusals import (
    MandateDaysReversed,
    MandateEndPast,
    MandateTooLong,
)

YEARS_MAX: Final = 7


def check_days(starts_on: date, ends_on: date | None, today: date) -> None:
    """Refuse days that are reversed, already over, or more than seven years apart."""
    if ends_on is None:
        return
    if ends_on < starts_on:
        raise MandateDaysReversed
    if ends_on < today:
        raise MandateEndPast
    if _years_later(starts_on) <= (ends_on.year, ends_on.month, ends_on.day):
        raise MandateTooLong


def _years_later(day: date) -> tuple[int, int, int]:
    """Return the first day too late: 29 February has no anniversary to be."""
    return (day.year + YEARS_MAX, day.month, day.day)
