"""Revisit a decision at its review date."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from ledger.governance.decisions.events import DecisionRevisited, ReviewOutcome
from ledger.governance.decisions.refusals import (
    DecisionIsOver,
    ReviewDateMissing,
    ReviewDateOutOfBounds,
    ReviewNotDue,
)
from ledger.governance.decisions.revisit_decision import RevisitDecision
from ledger.governance.proposals.subjects import Orientation
from tests.cast import LITTORAL
from tests.chamber import (
    ACCOUNT,
    GREEN,
    HELD,
    IN_2027,
    LAPSED,
    MAY_FOURTH,
    PARTNERS,
    RULE,
    STATED,
    TOLD,
    deciding,
    from_the_board,
)
from tests.spec import given

GOES_ON = DecisionRevisited(
    decision_id=GREEN,
    partner_id=LITTORAL,
    outcome=ReviewOutcome.CONFIRMED,
    account=ACCOUNT,
    review_on=IN_2027,
)


def revisiting(**content: object) -> RevisitDecision:
    answers = {
        "at": MAY_FOURTH,
        "outcome": ReviewOutcome.CONFIRMED,
        "account": ACCOUNT,
        "review_on": IN_2027,
        **content,
    }
    made = from_the_board(RevisitDecision, **answers)
    assert isinstance(made, RevisitDecision)
    return made


@pytest.mark.parametrize("outcome", [ReviewOutcome.CONFIRMED, ReviewOutcome.AMENDED])
def test_what_goes_on_is_looked_at_again(outcome: ReviewOutcome) -> None:
    """From its day on, with an account of what it came to."""
    story = given(*TOLD)
    story.when(revisiting(outcome=outcome)).then(replace(GOES_ON, outcome=outcome))


def test_what_lapses_is_not_looked_at_again() -> None:
    """Whatever day is given; nothing is done with it any more."""
    lapse = revisiting(outcome=ReviewOutcome.LAPSED)
    given(*TOLD).when(lapse).then(LAPSED)
    given(*TOLD, LAPSED).when(revisiting()).refused(DecisionIsOver)


@pytest.mark.parametrize(
    ("at", "is_due"),
    [
        (datetime(2026, 5, 3, 21, 59, tzinfo=UTC), False),
        (datetime(2026, 5, 3, 22, 0, tzinfo=UTC), True),
    ],
)
def test_it_is_due_from_midnight_in_paris(at: datetime, *, is_due: bool) -> None:
    """On the day that was told, and no sooner."""
    when = given(*TOLD).when(revisiting(at=at))
    if is_due:
        when.then(GOES_ON)
    else:
        when.refused(ReviewNotDue)


def test_without_a_date_nothing_is_due() -> None:
    """Before the outcome is told, or where its rule asks for no date."""
    given(*HELD).when(revisiting()).refused(ReviewNotDue)
    undated = replace(STATED, review_on=None)
    given(*HELD, undated).when(revisiting()).refused(ReviewNotDue)


def test_the_next_date_replaces_the_one_before() -> None:
    """Twice in a row is once too often."""
    given(*TOLD, GOES_ON).when(revisiting()).refused(ReviewNotDue)


def test_the_next_date_is_after_today() -> None:
    """And is given, unless the rule waives it."""
    story = given(*TOLD)
    story.when(revisiting(review_on=None)).refused(ReviewDateMissing)
    past = revisiting(review_on=date(2026, 5, 4))
    story.when(past).refused(ReviewDateOutOfBounds)
    waived = deciding(Orientation(), replace(RULE, needs_review_date=False))
    free = given(*PARTNERS, waived, STATED)
    free.when(revisiting(review_on=None)).then(replace(GOES_ON, review_on=None))
