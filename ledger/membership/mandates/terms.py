"""Terms: the days of a mandate, checked alike wherever one is granted."""

from datetime import date, timedelta
from typing import Final

from ledger.membership.mandates.refusals import (
    MandateDaysReversed,
    MandateEndPast,
    MandateTooLong,
)

YEARS_MAX: Final = 7
DAYS_MAX: Final = timedelta(days=366 * YEARS_MAX)


def check_days(starts_on: date, ends_on: date | None, today: date) -> None:
    """Refuse days that are reversed, already over, or more than seven years apart."""
    if ends_on is None:
        return
    if ends_on < starts_on:
        raise MandateDaysReversed
    if ends_on < today:
        raise MandateEndPast
    if ends_on - starts_on > DAYS_MAX:
        raise MandateTooLong
