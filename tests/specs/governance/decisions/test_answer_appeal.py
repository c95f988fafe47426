"""Answer an appeal, for the board."""

from msgspec.structs import replace

from ledger.governance.decisions.answer_appeal import AnswerAppeal
from ledger.governance.decisions.refusals import (
    DecisionIsOver,
    OwnAppeal,
    UnknownAppeal,
)
from ledger.kernel.identifiers import PartnerId
from tests.cast import BRUMES, LITTORAL
from tests.chamber import (
    ANSWER,
    ANSWERED,
    APPEAL,
    APPEALED,
    HELD,
    SECOND_APPEAL,
    SUPERSEDED,
    TWIN,
    from_the_board,
)
from tests.spec import given


def answering(partner_id: PartnerId = LITTORAL, /, **content: object) -> AnswerAppeal:
    answers = {"appeal_id": APPEAL, "is_upheld": False, "answer": ANSWER, **content}
    made = from_the_board(AnswerAppeal, partner_id, **answers)
    assert isinstance(made, AnswerAppeal)
    return made


def test_the_board_says_whether_it_upholds_it() -> None:
    """And why."""
    given(*HELD, APPEALED).when(answering()).then(ANSWERED)
    upheld = replace(ANSWERED, is_upheld=True)
    given(*HELD, APPEALED).when(answering(is_upheld=True)).then(upheld)


def test_an_appeal_is_answered_once() -> None:
    """And only one that was made, on this decision."""
    given(*HELD, APPEALED, ANSWERED).when(answering()).refused(UnknownAppeal)
    given(*HELD).when(answering()).refused(UnknownAppeal)
    elsewhere = answering(decision_id=TWIN)
    given(*HELD, APPEALED).when(elsewhere).refused(UnknownAppeal)


def test_nobody_answers_their_own_partners_appeal() -> None:
    """A member of the board from another partner does."""
    theirs = replace(APPEALED, appeal_id=SECOND_APPEAL, partner_id=BRUMES)
    story = given(*HELD, APPEALED, theirs)
    story.when(answering(BRUMES, appeal_id=SECOND_APPEAL)).refused(OwnAppeal)
    story.when(answering(BRUMES)).then(replace(ANSWERED, partner_id=BRUMES))


def test_an_appeal_against_what_ended_needs_no_answer() -> None:
    """Another decision took its place."""
    story = given(*HELD, APPEALED, SUPERSEDED)
    story.when(answering()).refused(DecisionIsOver)
