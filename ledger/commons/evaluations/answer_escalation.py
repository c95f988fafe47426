"""Answer an escalation: the board answers what an evaluation asked it.

The answer is words for the public. Late is no refusal: an answer that comes
after its day is still owed.
"""

from dataclasses import dataclass

from ledger.commons.evaluations.escalations import Escalation, evolve_escalation
from ledger.commons.evaluations.events import EscalatedToStrategy, EscalationAnswered
from ledger.commons.evaluations.inquiry import inquiry_of, require_known
from ledger.commons.evaluations.refusals import (
    EscalationIsAnswered,
    OwnQuestion,
    UnknownEscalation,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import EscalationId, EvaluationId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class AnswerEscalation(Command):
    """A member of the board answers another partner's question."""

    evaluation_id: EvaluationId
    escalation_id: EscalationId
    partner_id: PartnerId
    answer: Words


def boundary(command: AnswerEscalation) -> Boundary:
    """Depend on the evaluation, this question, and the standing of who answers."""
    asked = facts(
        EscalatedToStrategy,
        EscalationAnswered,
        evaluation_id=command.evaluation_id,
        escalation_id=command.escalation_id,
    )
    return (*inquiry_of(command.evaluation_id, command.partner_id), asked)


def decide(
    escalation: Escalation, command: AnswerEscalation, acting: Acting
) -> list[EscalationAnswered]:
    """Let another partner's board member answer, once."""
    require_known(escalation.inquiry, command.partner_id, acting)
    if escalation.asker is None:
        raise UnknownEscalation
    if escalation.is_answered:
        raise EscalationIsAnswered
    if escalation.asker == command.partner_id:
        raise OwnQuestion
    return [
        EscalationAnswered(
            evaluation_id=command.evaluation_id,
            escalation_id=command.escalation_id,
            partner_id=command.partner_id,
            answered_on=day_in_paris(command.at),
            answer=command.answer,
        )
    ]


answer_escalation = Decider(boundary, Escalation(), evolve_escalation, decide)
