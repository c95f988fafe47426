"""Reviewing: the day on which a decision is looked at again."""

from datetime import date
from typing import Final

from ledger.governance.decisions.events import DecisionRecorded
from ledger.governance.decisions.refusals import (
    ReviewDateMissing,
    ReviewDateOutOfBounds,
)

YEARS_MAX: Final = 5


def check_review_date(
    decision: DecisionRecorded, review_on: date | None, today: date
) -> None:
    """Refuse a decision that nobody would ever look at again, if its rule minds."""
    if review_on is None:
        if decision.rule.needs_review_date:
            raise ReviewDateMissing
        return
    last = (today.year + YEARS_MAX, today.month, today.day)
    if not today < review_on or (review_on.year, review_on.month, review_on.day) > last:
        raise ReviewDateOutOfBounds
