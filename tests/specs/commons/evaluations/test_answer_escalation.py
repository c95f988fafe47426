"""Answer an escalation."""

from datetime import UTC, datetime

import msgspec
import pytest

from ledger.application import Ledger
from ledger.commons.evaluations.answer_escalation import AnswerEscalation
from ledger.commons.evaluations.refusals import (
    EscalationIsAnswered,
    OwnQuestion,
    UnknownEscalation,
)
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Capacity
from tests.cast import LITTORAL, PONT, acting_for, mandate
from tests.porch import (
    ANSWER,
    BENCH_OPENED,
    BOARD_ANSWERS,
    GATE,
    HEDGE,
    OPENED,
    PONT_ASKS,
    PORCH,
    TOLD,
    asked,
    of_bench,
)
from tests.rivals import ContestedStore, once
from tests.spec import SECRET, given
from tests.workshop import PERSON_OF

SEATS = tuple(
    mandate(PERSON_OF[body], body, Capacity.BOARD_MEMBER) for body in (LITTORAL, PONT)
)


def answering(
    partner_id: PartnerId = LITTORAL, /, **content: object
) -> AnswerEscalation:
    """Return a board member's command to answer what Pont asked."""
    seat = acting_for(PERSON_OF[partner_id], partner_id, Capacity.BOARD_MEMBER)
    plain: dict[str, object] = {
        "actor": seat,
        "evaluation_id": PORCH,
        "escalation_id": GATE,
        "answer": ANSWER,
    }
    command: AnswerEscalation = asked(AnswerEscalation, partner_id, **(plain | content))
    return command


def test_the_board_answers() -> None:
    """The answer bears its day."""
    given(*TOLD, *SEATS).when(answering()).then(BOARD_ANSWERS)


def test_a_late_answer_is_an_answer() -> None:
    """What was due in April is still owed in June."""
    june = datetime(2026, 6, 2, 9, tzinfo=UTC)
    late = msgspec.structs.replace(BOARD_ANSWERS, answered_on=june.date())
    given(*TOLD, *SEATS).when(answering(at=june)).then(late)


def test_nobody_answers_their_own_question() -> None:
    """It would leave the strategy out of it."""
    given(*TOLD, *SEATS).when(answering(PONT)).refused(OwnQuestion)


def test_a_question_is_answered_once() -> None:
    """Asked again, it is another question."""
    history = (*TOLD, *SEATS, BOARD_ANSWERS)
    given(*history).when(answering()).refused(EscalationIsAnswered)


def test_a_question_belongs_to_its_evaluation() -> None:
    """One that nobody asked, or that another evaluation asked, is not this one's."""
    given(*OPENED, *SEATS).when(answering()).refused(UnknownEscalation)
    elsewhere = (BENCH_OPENED, of_bench(PONT_ASKS))
    crossed = answering(escalation_id=HEDGE)
    given(*OPENED, *SEATS, *elsewhere).when(crossed).refused(UnknownEscalation)


def test_two_answers_at_once_are_one() -> None:
    """The slower one reads the faster one's, and is refused."""
    store = ContestedStore(given(*TOLD, *SEATS))
    store.rival = once(store, BOARD_ANSWERS)
    with pytest.raises(EscalationIsAnswered):
        Ledger(store, secret=SECRET, clock=store.clock).handle(answering())
