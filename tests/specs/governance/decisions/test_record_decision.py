"""Record a decision."""

from typing import Any

import pytest
from msgspec.structs import replace

from ledger.governance.decisions.record_decision import RecordDecision
from ledger.governance.decisions.refusals import DecisionExists, NothingDecided
from ledger.governance.proposals.events import ProposalReworded
from ledger.governance.proposals.subjects import RuleChange
from ledger.governance.rules.events import Kind
from ledger.governance.voting.events import (
    SessionVoteCountersigned,
    SessionVoteRecorded,
)
from ledger.governance.voting.outcomes import Outcome
from ledger.kernel.identifiers import MandateId, MeetingId, PartnerId
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.chamber import (
    CLOSED,
    DECIDED,
    GREEN_PROPOSAL,
    GREEN_VOTE,
    OPENED,
    PUBLISHED,
    RULE,
    SUMMARY,
    TEXT,
    TITLE,
    TWIN,
    TWIN_PROPOSAL,
    by_rule,
)
from tests.spec import given
from tests.workshop import TODAY

IN_SESSION = SessionVoteRecorded(
    vote_id=GREEN_VOTE,
    proposal_id=GREEN_PROPOSAL,
    meeting_id=MeetingId("spring"),
    partner_id=LITTORAL,
    mandate_id=MandateId("secretary"),
    text_version=1,
    kind=Kind.ORIENTATION,
    rules_version=1,
    rule=RULE,
    held_on=TODAY,
    counts=(),
    outcome=Outcome.ADOPTED,
    counted=(),
    working=(),
)


def recording(**content: Any) -> RecordDecision:  # noqa: ANN401  # any answer
    answers = {"proposal_id": GREEN_PROPOSAL, "vote_id": GREEN_VOTE, **content}
    made = by_rule(RecordDecision, **answers)
    assert isinstance(made, RecordDecision)
    return made


def signed(partner_id: PartnerId) -> SessionVoteCountersigned:
    return SessionVoteCountersigned(
        vote_id=GREEN_VOTE,
        proposal_id=GREEN_PROPOSAL,
        mandate_id=MandateId(partner_id),
        partner_id=partner_id,
    )


def test_what_a_vote_adopted_is_a_decision() -> None:
    """With what it changes, whom it binds, and the rule it was made by."""
    given(PUBLISHED, OPENED, CLOSED).when(recording()).then(DECIDED)


def test_what_was_retained_is_decided() -> None:
    """The options that won are named."""
    closed = replace(CLOSED, outcome=Outcome.RETAINED, retained=("b", "c"))
    story = given(PUBLISHED, OPENED, closed)
    story.when(recording()).then(replace(DECIDED, retained=("b", "c")))


def test_the_version_that_was_voted_on_is_decided() -> None:
    """Whatever was written after it was opened."""
    second = ProposalReworded(
        proposal_id=GREEN_PROPOSAL,
        partner_id=LITTORAL,
        text_version=2,
        subject=RuleChange(kind=Kind.RULE),
        title=TITLE,
        text=TEXT,
        summary=SUMMARY,
    )
    third = replace(second, text_version=3, subject=RuleChange(kind=Kind.CHARTER))
    opened = replace(OPENED, text_version=2, kind=Kind.RULE)
    story = given(PUBLISHED, second, third, opened, CLOSED)
    expected = replace(
        DECIDED, text_version=2, kind=Kind.RULE, subject=RuleChange(kind=Kind.RULE)
    )
    story.when(recording()).then(expected)


@pytest.mark.parametrize("outcome", sorted(set(Outcome)))
def test_only_what_adopts_decides(outcome: Outcome) -> None:
    """A vote that rejects, misses its quorum or is void leaves things as they are."""
    story = given(PUBLISHED, OPENED, replace(CLOSED, outcome=outcome))
    if outcome in {Outcome.ADOPTED, Outcome.RETAINED}:
        story.when(recording()).then(DECIDED)
    else:
        story.when(recording()).refused(NothingDecided)


def test_a_vote_that_goes_on_decides_nothing() -> None:
    """Nor one that nobody opened."""
    given(PUBLISHED, OPENED).when(recording()).refused(NothingDecided)
    given(PUBLISHED).when(recording()).refused(NothingDecided)


def test_a_vote_decides_its_own_proposal() -> None:
    """Another one, published beside it, is not decided by it."""
    other = replace(PUBLISHED, proposal_id=TWIN_PROPOSAL)
    story = given(PUBLISHED, other, OPENED, CLOSED)
    story.when(recording(proposal_id=TWIN_PROPOSAL)).refused(NothingDecided)


def test_a_vote_decides_once() -> None:
    """Whatever name a second decision would have."""
    story = given(PUBLISHED, OPENED, CLOSED, DECIDED)
    story.when(recording()).refused(DecisionExists)
    story.when(recording(decision_id=TWIN)).refused(DecisionExists)


def test_counts_of_a_room_hold_once_two_have_signed() -> None:
    """One signature is not enough."""
    one = given(PUBLISHED, IN_SESSION, signed(BRUMES))
    one.when(recording()).refused(NothingDecided)
    two = given(PUBLISHED, IN_SESSION, signed(BRUMES), signed(SOURCES))
    two.when(recording()).then(DECIDED)


def test_one_partner_signs_for_itself() -> None:
    """Two persons of the same partner are one signature."""
    story = given(PUBLISHED, IN_SESSION, signed(PONT), signed(PONT))
    story.when(recording()).refused(NothingDecided)
