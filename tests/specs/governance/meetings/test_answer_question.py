"""Answer a question."""

from ledger.governance.meetings.answer_question import AnswerQuestion
from ledger.governance.meetings.refusals import QuestionIsClosed, UnknownQuestion
from ledger.kernel.messages import Command
from tests.parlour import (
    ANSWER,
    ANSWERED,
    BEFORE,
    CARRIED,
    HOW,
    RAISED,
    TAKEN_BACK,
    asked,
)
from tests.spec import given


def answering() -> Command:
    return asked(AnswerQuestion, question_id=HOW, answer=ANSWER)


def test_an_open_question_gets_its_answer() -> None:
    """Carried over or not."""
    given(*BEFORE, RAISED).when(answering()).then(ANSWERED)
    given(*BEFORE, RAISED, CARRIED).when(answering()).then(ANSWERED)


def test_what_is_closed_or_unknown_gets_none() -> None:
    """Answered once, or withdrawn."""
    given(*BEFORE).when(answering()).refused(UnknownQuestion)
    for end in (ANSWERED, TAKEN_BACK):
        given(*BEFORE, RAISED, end).when(answering()).refused(QuestionIsClosed)
