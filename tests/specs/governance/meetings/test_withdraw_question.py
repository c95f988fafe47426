"""Withdraw a question."""

from ledger.governance.meetings.events import QuestionWithdrawn
from ledger.governance.meetings.refusals import NotYourQuestion
from ledger.governance.meetings.withdraw_question import WithdrawQuestion
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Command
from tests.cast import BRUMES, LITTORAL, PONT
from tests.parlour import BEFORE, CITIZENS, HOW, RAISED, REASON, TAKEN_BACK, asked
from tests.spec import given


def withdrawing(partner_id: PartnerId = BRUMES) -> Command:
    return asked(WithdrawQuestion, partner_id, question_id=HOW, reason=REASON)


def test_whoever_asked_no_longer_asks() -> None:
    """Nobody loses somebody else's question, be they the secretary."""
    given(*BEFORE, RAISED).when(withdrawing()).then(TAKEN_BACK)
    given(*BEFORE, RAISED).when(withdrawing(LITTORAL)).refused(NotYourQuestion)
    given(*BEFORE, RAISED).when(withdrawing(PONT)).refused(NotYourQuestion)


def test_a_citizens_question_is_withdrawn_by_whoever_serves_the_commons() -> None:
    """For whoever asked has no account."""
    given(*BEFORE, CITIZENS).when(withdrawing(BRUMES)).refused(NotYourQuestion)
    gone = QuestionWithdrawn(question_id=HOW, partner_id=PONT, reason=REASON)
    given(*BEFORE, CITIZENS).when(withdrawing(PONT)).then(gone)
