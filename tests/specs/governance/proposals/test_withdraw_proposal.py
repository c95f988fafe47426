"""Withdraw a proposal."""

from ledger.governance.proposals.refusals import (
    NotYourProposal,
    ProposalIsDecided,
    ProposalIsWithdrawn,
    ProposalUnderVote,
    UnknownProposal,
)
from ledger.governance.proposals.withdraw_proposal import WithdrawProposal
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Command
from tests.agora import (
    BEFORE,
    DECIDED,
    DRAFTED,
    ON_THE_TABLE,
    REASON,
    UNDER_VOTE,
    WITHDRAWN,
    asked,
)
from tests.cast import BRUMES, LITTORAL
from tests.spec import given


def withdrawing(partner_id: PartnerId = LITTORAL) -> Command:
    return asked(WithdrawProposal, partner_id, reason=REASON)


def test_its_author_takes_it_back() -> None:
    """Drafted or published."""
    given(*ON_THE_TABLE).when(withdrawing()).then(WITHDRAWN)
    given(*BEFORE, DRAFTED).when(withdrawing()).then(WITHDRAWN)


def test_nobody_else_does() -> None:
    """It is not theirs."""
    given(*ON_THE_TABLE).when(withdrawing(BRUMES)).refused(NotYourProposal)


def test_a_vote_that_is_open_goes_on() -> None:
    """Whoever has voted is not sent home."""
    given(*UNDER_VOTE).when(withdrawing()).refused(ProposalUnderVote)
    given(*DECIDED).when(withdrawing()).refused(ProposalIsDecided)


def test_it_is_withdrawn_once() -> None:
    """And only what is there."""
    given(*BEFORE).when(withdrawing()).refused(UnknownProposal)
    story = given(*ON_THE_TABLE, WITHDRAWN)
    story.when(withdrawing()).refused(ProposalIsWithdrawn)
