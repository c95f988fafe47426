"""Escalate to strategy."""

from datetime import date, timedelta

import msgspec
import pytest

from ledger.commons.evaluations.escalate_to_strategy import (
    QUESTIONS_MAX,
    EscalateToStrategy,
)
from ledger.commons.evaluations.refusals import (
    AnswerDueTooLate,
    AnswerDueTooSoon,
    EscalationExists,
    TooManyQuestions,
)
from ledger.kernel.identifiers import EscalationId, PartnerId
from tests.cast import PONT, SOURCES
from tests.porch import (
    BENCH,
    BENCH_OPENED,
    BOARD_ANSWERS,
    FENCE,
    GATE,
    IN_APRIL,
    OPENED,
    PONT_ASKS,
    PORCH,
    QUESTION,
    asked,
)
from tests.spec import given
from tests.workshop import TODAY

DAY = timedelta(days=1)


def asking(partner_id: PartnerId = PONT, /, **content: object) -> EscalateToStrategy:
    """Return the command to bring a question before the board."""
    plain: dict[str, object] = {
        "evaluation_id": PORCH,
        "escalation_id": GATE,
        "question": QUESTION,
        "due_on": IN_APRIL,
    }
    command: EscalateToStrategy = asked(
        EscalateToStrategy, partner_id, **(plain | content)
    )
    return command


def test_a_question_comes_before_the_board() -> None:
    """From any partner, with the day its answer is due."""
    given(*OPENED).when(asking()).then(PONT_ASKS)
    by_sources = msgspec.structs.replace(PONT_ASKS, partner_id=SOURCES)
    given(*OPENED).when(asking(SOURCES)).then(by_sources)


def test_the_board_has_time_to_answer() -> None:
    """An answer is not due in the past, nor today; tomorrow, if it must be."""
    for day in (date(1999, 1, 1), TODAY - DAY, TODAY):
        given(*OPENED).when(asking(due_on=day)).refused(AnswerDueTooSoon)
    tomorrow = msgspec.structs.replace(PONT_ASKS, due_on=TODAY + DAY)
    given(*OPENED).when(asking(due_on=TODAY + DAY)).then(tomorrow)


@pytest.mark.parametrize("day", [TODAY + 367 * DAY, date(2126, 4, 20), date.max])
def test_an_answer_is_due_within_a_year(day: date) -> None:
    """Later is most often a slip in the year."""
    given(*OPENED).when(asking(due_on=day)).refused(AnswerDueTooLate)
    given(*OPENED).ledger.handle(asking(due_on=TODAY + 366 * DAY))


def test_each_question_is_asked_once() -> None:
    """A name stands for one question, in whatever evaluation, by whomever."""
    history = (*OPENED, BENCH_OPENED, PONT_ASKS)
    given(*history).when(asking(question=QUESTION, due_on=TODAY + DAY)).refused(
        EscalationExists
    )
    given(*history).when(asking(SOURCES, evaluation_id=BENCH)).refused(EscalationExists)
    given(*history, BOARD_ANSWERS).when(asking(SOURCES)).refused(EscalationExists)


def test_several_questions_come_from_one_evaluation() -> None:
    """Answered or not, one is no obstacle to the next."""
    another = msgspec.structs.replace(PONT_ASKS, escalation_id=FENCE)
    command = asking(escalation_id=FENCE)
    given(*OPENED, PONT_ASKS).when(command).then(another)


def test_an_evaluation_brings_so_many_questions_at_most() -> None:
    """Answered or not; those of another evaluation do not count."""
    asked_before = [
        msgspec.structs.replace(PONT_ASKS, escalation_id=EscalationId(f"q{number}"))
        for number in range(QUESTIONS_MAX)
    ]
    of_bench = [
        msgspec.structs.replace(one, evaluation_id=BENCH) for one in asked_before
    ]
    given(*OPENED, *asked_before).when(asking()).refused(TooManyQuestions)
    given(*OPENED, *asked_before[1:]).when(asking()).then(PONT_ASKS)
    given(*OPENED, BENCH_OPENED, *of_bench).when(asking()).then(PONT_ASKS)
