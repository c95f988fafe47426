"""What may be done on the porch, by whom, and what must have happened before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from ledger.commons.evaluations.answer_escalation import AnswerEscalation
from ledger.commons.evaluations.conclude_evaluation import ConcludeEvaluation
from ledger.commons.evaluations.countersign_account import CountersignAccount
from ledger.commons.evaluations.escalate_to_strategy import EscalateToStrategy
from ledger.commons.evaluations.events import Level, Source
from ledger.commons.evaluations.give_account import GiveAccount
from ledger.commons.evaluations.open_evaluation import OpenEvaluation
from ledger.commons.evaluations.trace_life_course import TraceLifeCourse
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Capacity, Command, Fact
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES, acting_for, mandate
from tests.orchard import ORCHARD
from tests.porch import (
    ANSWER,
    AWA,
    EVENING,
    EXPECTED,
    FENCE,
    GATE,
    HAPPENED,
    IN_APRIL,
    LEARNED,
    MORNING,
    OBSERVED,
    PORCH,
    QUESTION,
    STARTED,
    THROUGH_BOTH,
    TITLE,
    TOLD,
    asked,
)
from tests.workshop import PERSON_OF

REPRESENTING = {Capacity.REPRESENTATIVE, Capacity.ALTERNATE}
ASKING = REPRESENTING | {Capacity.CONTRIBUTOR}
TAKING_PART = ASKING | {Capacity.PARTICIPANT}
BOARD = {Capacity.BOARD_MEMBER}


@dataclass(frozen=True)
class Deed:
    """A command, who may ask for it, and what must have happened before."""

    command: type[Command]
    partner_id: PartnerId
    capacities: set[Capacity]
    content: dict[str, Any]
    before: Sequence[Fact] = TOLD

    def asked(self, capacity: Capacity | None = None, **content: object) -> Command:
        """Return the command, as somebody asks it in that capacity."""
        person = PERSON_OF[self.partner_id]
        actor = acting_for(person, self.partner_id, capacity or min(self.capacities))
        merged = {"actor": actor, **self.content, **content}
        command = asked(self.command, self.partner_id, **merged)
        assert isinstance(command, Command)
        return command

    @property
    def history(self) -> tuple[Fact, ...]:
        """Return what happened before, and every capacity held."""
        person = PERSON_OF[self.partner_id]
        held = [
            mandate(person, self.partner_id, role)
            for role in Capacity
            if role is not Capacity.REPRESENTATIVE
        ]
        return (*self.before, *held)


OPENING: Final = Deed(
    OpenEvaluation,
    LITTORAL,
    ASKING,
    {
        "evaluation_id": PORCH,
        "title": TITLE,
        "expected": EXPECTED,
        "project_id": ORCHARD,
    },
    STARTED,
)
TRACING: Final = Deed(
    TraceLifeCourse,
    SOURCES,
    TAKING_PART,
    {"course_id": AWA, "title": TITLE, "steps": THROUGH_BOTH, "has_consent": True},
)
TELLING: Final = Deed(
    GiveAccount,
    BRUMES,
    TAKING_PART,
    {
        "evaluation_id": PORCH,
        "account_id": EVENING,
        "level": Level.PERSON,
        "source": Source.OWN,
        "happened": HAPPENED,
    },
)
SIGNING: Final = Deed(
    CountersignAccount,
    SOURCES,
    TAKING_PART,
    {"evaluation_id": PORCH, "account_id": MORNING},
)
CONCLUDING: Final = Deed(
    ConcludeEvaluation,
    LITTORAL,
    REPRESENTING | BOARD,
    {"evaluation_id": PORCH, "observed": OBSERVED, "learned": LEARNED},
)
RUNNING_DEEDS: Final = [TELLING, SIGNING, CONCLUDING]
"""What is done only while an evaluation runs."""

LASTING_DEEDS: Final = [
    Deed(
        EscalateToStrategy,
        LITTORAL,
        REPRESENTING,
        {
            "evaluation_id": PORCH,
            "escalation_id": FENCE,
            "question": QUESTION,
            "due_on": IN_APRIL,
        },
    ),
    Deed(
        AnswerEscalation,
        LITTORAL,
        BOARD,
        {"evaluation_id": PORCH, "escalation_id": GATE, "answer": ANSWER},
    ),
]
"""What is done while it runs, and of its conclusion."""

DEEDS: Final = [*RUNNING_DEEDS, *LASTING_DEEDS]
EVERYTHING: Final = [*DEEDS, OPENING, TRACING]


def named(told: Deed | Fact) -> str:
    """Return the name under which a test tells of it."""
    kind = told.command if isinstance(told, Deed) else type(told)
    return kind.__name__


THIRD: Final = PONT
"""A partner that none of these deeds acts for."""
