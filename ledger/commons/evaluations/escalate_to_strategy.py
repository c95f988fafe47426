"""Escalate to strategy: an evaluation brings a question before the board.

The question is words for the public. It may come while the evaluation runs, or
of its conclusion.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from ledger.commons.evaluations.events import EscalatedToStrategy
from ledger.commons.evaluations.inquiry import (
    NO_INQUIRY,
    Inquiry,
    InquiryFact,
    evolve_inquiry,
    inquiry_of,
    require_known,
)
from ledger.commons.evaluations.refusals import (
    AnswerDueTooLate,
    AnswerDueTooSoon,
    EscalationExists,
    TooManyQuestions,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import EscalationId, EvaluationId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words

QUESTIONS_MAX: Final = 20
"""How many questions one evaluation brings before the board, answered or not."""

DUE_DAYS_MAX: Final = timedelta(days=366)
"""How far ahead an answer may be due: further is most often a slip in the year."""


@dataclass(frozen=True, kw_only=True)
class EscalateToStrategy(Command):
    """A partner asks the board what only the board can answer, by a day."""

    evaluation_id: EvaluationId
    escalation_id: EscalationId
    partner_id: PartnerId
    question: Words
    due_on: date


@dataclass(frozen=True)
class Asking:
    """The evaluation, and under which names which evaluation asked a question."""

    inquiry: Inquiry = NO_INQUIRY
    asked: Mapping[EscalationId, EvaluationId] = field(
        default_factory=dict[EscalationId, EvaluationId]
    )


def boundary(command: EscalateToStrategy) -> Boundary:
    """Depend on the evaluation and its questions, who asks, this name anywhere."""
    return (
        *inquiry_of(command.evaluation_id, command.partner_id),
        facts(EscalatedToStrategy, evaluation_id=command.evaluation_id),
        facts(EscalatedToStrategy, escalation_id=command.escalation_id),
    )


def evolve(asking: Asking, fact: InquiryFact | EscalatedToStrategy) -> Asking:
    """Remember the evaluation, the standing and what was asked."""
    match fact:
        case EscalatedToStrategy(escalation_id=name, evaluation_id=about):
            return replace(asking, asked={**asking.asked, name: about})
        case _:
            return replace(asking, inquiry=evolve_inquiry(asking.inquiry, fact))


def decide(
    asking: Asking, command: EscalateToStrategy, acting: Acting
) -> list[EscalatedToStrategy]:
    """Let any active partner ask, and leave the board time to answer."""
    require_known(asking.inquiry, command.partner_id, acting)
    if command.escalation_id in asking.asked:
        raise EscalationExists
    if [*asking.asked.values()].count(command.evaluation_id) >= QUESTIONS_MAX:
        raise TooManyQuestions
    today = day_in_paris(command.at)
    if command.due_on <= today:
        raise AnswerDueTooSoon
    if command.due_on - today > DUE_DAYS_MAX:
        raise AnswerDueTooLate
    return [
        EscalatedToStrategy(
            evaluation_id=command.evaluation_id,
            escalation_id=command.escalation_id,
            partner_id=command.partner_id,
            question=command.question,
            due_on=command.due_on,
        )
    ]


escalate_to_strategy = Decider(boundary, Asking(), evolve, decide)
