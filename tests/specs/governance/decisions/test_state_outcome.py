"""State what was decided."""

from datetime import date

import pytest
from msgspec.structs import replace

from ledger.governance.decisions.refusals import (
    DecisionIsOver,
    OutcomeStatedAlready,
    ReviewDateMissing,
    ReviewDateOutOfBounds,
    UnknownDecision,
)
from ledger.governance.decisions.state_outcome import StateOutcome
from ledger.governance.proposals.subjects import Orientation
from ledger.membership.partners.events import PartnershipSuspended
from ledger.membership.partners.refusals import NotYourPartner, YourPartnerNotActive
from tests.cast import BRUMES, LITTORAL, words
from tests.chamber import (
    BOARD,
    HELD,
    IN_MAY,
    LAPSED,
    PARTNERS,
    RULE,
    STATED,
    SUMMARY,
    SUPERSEDED,
    TOLD,
    TWIN_DECIDED,
    deciding,
    from_the_board,
)
from tests.spec import given
from tests.workshop import TODAY


def stating(**content: object) -> StateOutcome:
    answers = {"summary": SUMMARY, "review_on": IN_MAY, **content}
    made = from_the_board(StateOutcome, **answers)
    assert isinstance(made, StateOutcome)
    return made


def test_what_was_decided_is_told_with_the_day_it_is_looked_at_again() -> None:
    """By whoever serves the commons."""
    given(*HELD).when(stating()).then(STATED)


def test_it_is_told_once() -> None:
    """What it comes to later is another fact."""
    given(*TOLD).when(stating()).refused(OutcomeStatedAlready)


def test_what_nobody_decided_is_unknown() -> None:
    """Even beside a decision."""
    given(*PARTNERS, TWIN_DECIDED).when(stating()).refused(UnknownDecision)


def test_a_decision_that_ended_is_not_told() -> None:
    """Another one took its place, or its time has passed."""
    given(*HELD, SUPERSEDED).when(stating()).refused(DecisionIsOver)
    given(*TOLD, LAPSED).when(stating()).refused(DecisionIsOver)


def test_a_decision_is_looked_at_again() -> None:
    """Unless the rule it was made by asks for no date."""
    given(*HELD).when(stating(review_on=None)).refused(ReviewDateMissing)
    waived = deciding(Orientation(), replace(RULE, needs_review_date=False))
    story = given(*PARTNERS, waived)
    story.when(stating(review_on=None)).then(replace(STATED, review_on=None))


@pytest.mark.parametrize("day", [TODAY, date(2026, 3, 9), date(2031, 3, 11)])
def test_it_is_looked_at_after_today_and_within_five_years(day: date) -> None:
    """The tenth of March five years on is the last day."""
    given(*HELD).when(stating(review_on=day)).refused(ReviewDateOutOfBounds)
    last = date(2031, 3, 10)
    given(*HELD).when(stating(review_on=last)).then(replace(STATED, review_on=last))


def test_it_is_told_for_ones_own_partner() -> None:
    """And for one that takes part today."""
    story = given(*HELD)
    story.when(stating(actor=BOARD[BRUMES])).refused(NotYourPartner)
    asleep = PartnershipSuspended(partner_id=LITTORAL, reason=words("away"))
    given(*HELD, asleep).when(stating()).refused(YourPartnerNotActive)
