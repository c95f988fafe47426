"""Review a decision, for the board."""

import pytest
from msgspec.structs import replace

from ledger.governance.decisions.events import BoardReview
from ledger.governance.decisions.refusals import (
    DecisionIsOver,
    GroundMissing,
    GroundNotListed,
    ReturnedOnce,
    UnknownDecision,
)
from ledger.governance.decisions.review_decision import ReviewDecision
from ledger.governance.rules.decision_rule import Ground
from tests.cast import BRUMES
from tests.chamber import (
    HELD,
    PARTNERS,
    REASONS,
    RETURNED,
    SUPERSEDED,
    from_the_board,
)
from tests.spec import given


def reviewing(**content: object) -> ReviewDecision:
    answers = {
        "review": BoardReview.RETURNED,
        "ground": Ground.LAW,
        "reasons": REASONS,
        **content,
    }
    made = from_the_board(ReviewDecision, **answers)
    assert isinstance(made, ReviewDecision)
    return made


def test_the_board_returns_a_decision_on_a_ground_that_its_rule_lists() -> None:
    """With its reasons."""
    given(*HELD).when(reviewing()).then(RETURNED)


def test_a_decision_is_confirmed_without_any_ground() -> None:
    """One that is given is not kept."""
    story = given(*HELD)
    confirmed = replace(RETURNED, review=BoardReview.CONFIRMED, ground=None)
    story.when(reviewing(review=BoardReview.CONFIRMED)).then(confirmed)
    bare = reviewing(review=BoardReview.CONFIRMED, ground=None, reasons=None)
    story.when(bare).then(replace(confirmed, reasons=None))


@pytest.mark.parametrize("review", [BoardReview.RETURNED, BoardReview.SUSPENDED])
def test_ground_and_reasons_are_given(review: BoardReview) -> None:
    """Or nobody knows what to mend."""
    story = given(*HELD)
    story.when(reviewing(review=review, ground=None)).refused(GroundMissing)
    story.when(reviewing(review=review, reasons=None)).refused(GroundMissing)


@pytest.mark.parametrize("review", [BoardReview.RETURNED, BoardReview.SUSPENDED])
def test_a_ground_that_the_rule_does_not_list_is_none(review: BoardReview) -> None:
    """The board cannot return what it merely dislikes."""
    other = reviewing(review=review, ground=Ground.MEANS)
    given(*HELD).when(other).refused(GroundNotListed)


def test_a_decision_is_returned_once() -> None:
    """After that it may be suspended or confirmed, by whoever sits on the board."""
    story = given(*HELD, RETURNED)
    story.when(reviewing()).refused(ReturnedOnce)
    confirmed = from_the_board(ReviewDecision, BRUMES, review=BoardReview.CONFIRMED)
    story.when(confirmed).then(
        replace(
            RETURNED,
            partner_id=BRUMES,
            review=BoardReview.CONFIRMED,
            ground=None,
            reasons=None,
        )
    )
    story.when(reviewing()).refused(ReturnedOnce)
    suspended = replace(RETURNED, review=BoardReview.SUSPENDED)
    story.when(reviewing(review=BoardReview.SUSPENDED)).then(suspended)


def test_only_a_decision_that_holds_is_reviewed() -> None:
    """None was made, or another took its place."""
    given(*PARTNERS).when(reviewing()).refused(UnknownDecision)
    given(*HELD, SUPERSEDED).when(reviewing()).refused(DecisionIsOver)
