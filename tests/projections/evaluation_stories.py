"""Evaluation stories: what the random histories tell about evaluations."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from ledger.commons.evaluations.answer_escalation import AnswerEscalation
from ledger.commons.evaluations.conclude_evaluation import ConcludeEvaluation
from ledger.commons.evaluations.countersign_account import CountersignAccount
from ledger.commons.evaluations.escalate_to_strategy import EscalateToStrategy
from ledger.commons.evaluations.events import (
    CourseStep,
    EvaluationOpened,
    Level,
    Source,
)
from ledger.commons.evaluations.give_account import GiveAccount
from ledger.commons.evaluations.open_evaluation import OpenEvaluation
from ledger.commons.evaluations.trace_life_course import TraceLifeCourse
from ledger.kernel.identifiers import (
    AccountId,
    CourseId,
    EscalationId,
    EvaluationId,
    ResourceId,
)
from ledger.kernel.messages import Capacity, Command, Fact
from ledger.kernel.words import Audience, Words, write
from tests.cast import LITTORAL, acting_for, mandate, words
from tests.projections.project_stories import BODIES, PEOPLE, PROJECTS
from tests.spec import NOON

EVALUATIONS: Final = tuple(EvaluationId(f"evaluation{i}") for i in range(2))
LEVELS, SOURCES = tuple(Level), tuple(Source)
MADE: Final = 3
"""Out of nine steps, how many ask a question of the board; the rest answer one."""


def evaluation_begun() -> Sequence[Fact]:
    """Return a seat on the board, and an evaluation that a partner opened."""
    opened = EvaluationOpened(
        evaluation_id=EVALUATIONS[0],
        partner_id=LITTORAL,
        title=words("what changes?"),
        expected=words("something"),
        project_id=PROJECTS[0],
    )
    return [mandate(PEOPLE[LITTORAL], LITTORAL, Capacity.BOARD_MEMBER), opened]


def evaluation_command(step: tuple[int, int, int, int], number: int) -> Command:
    """Return the command about an evaluation that a step of a story stands for."""
    what, who, which, amount = step
    body = BODIES[who]
    said = write("text", "because", Audience.PARTNERS)
    given: dict[str, Any] = {
        "actor": acting_for(PEOPLE[body], body),
        "at": NOON,
        "key": f"step-{number}",
        "words": (said,),
        "partner_id": body,
    }
    text = said.reference
    if what == LIFE_COURSE:
        return _trace(given, amount, text, number)
    given["evaluation_id"] = EVALUATIONS[which % len(EVALUATIONS)]
    match what:
        case 24:
            return _open(given, amount, text)
        case 25 | 26:
            return _tell(given, amount, text)
        case 27:
            return CountersignAccount(**given, account_id=_account(amount))
        case 28:
            return _ask_or_answer(given, amount, text)
        case _:
            return ConcludeEvaluation(**given, observed=text, learned=text)


LIFE_COURSE: Final = 30
LAST: Final = 30
"""The highest number that a step about evaluations bears."""


def _account(amount: int) -> AccountId:
    return AccountId(f"account{amount % 4}")


def _open(given: dict[str, Any], amount: int, text: Words) -> Command:
    about: dict[str, Any] = {}
    if amount % 3 == 1:
        about = {"project_id": PROJECTS[0]}
    if amount % 3 == 2:
        about = {"resource_id": ResourceId("resource0")}
    return OpenEvaluation(**given, title=text, expected=text, **about)


def _tell(given: dict[str, Any], amount: int, text: Words) -> Command:
    source = SOURCES[amount % len(SOURCES)]
    return GiveAccount(
        **given,
        account_id=_account(amount),
        level=LEVELS[amount % len(LEVELS)],
        source=source,
        happened=text,
        surprised=text if amount % 2 else None,
        pseudonym=None if source is Source.OWN else text,
        has_consent=source is not Source.OWN,
    )


def _ask_or_answer(given: dict[str, Any], amount: int, text: Words) -> Command:
    name = EscalationId(f"question{amount % 3}")
    if amount <= MADE:
        due = NOON.date() + timedelta(days=amount)
        return EscalateToStrategy(
            **given, escalation_id=name, question=text, due_on=due
        )
    seat = acting_for(PEOPLE[LITTORAL], LITTORAL, Capacity.BOARD_MEMBER)
    told: dict[str, Any] = {**given, "actor": seat, "partner_id": LITTORAL}
    return AnswerEscalation(**told, escalation_id=name, answer=text)


def _trace(given: dict[str, Any], amount: int, text: Words, number: int) -> Command:
    ways = [PROJECTS[n % len(PROJECTS)] for n in range(amount)]
    steps = tuple(CourseStep(project_id=name, text=text) for name in ways)
    return TraceLifeCourse(
        **given,
        course_id=CourseId(f"course{number}"),
        title=text,
        steps=steps,
        has_consent=True,
    )
