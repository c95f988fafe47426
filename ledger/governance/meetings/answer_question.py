"""Answer a question: it is closed with its answer."""

from dataclasses import dataclass

from ledger.governance.meetings.asking import (
    NO_ASKING,
    Asking,
    asking_of,
    evolve_asking,
    require_open_question,
)
from ledger.governance.meetings.events import QuestionAnswered
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId, QuestionId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class AnswerQuestion(Command):
    """Whoever serves the commons answers for it."""

    question_id: QuestionId
    partner_id: PartnerId
    answer: Words


def boundary(command: AnswerQuestion) -> Boundary:
    """Depend on the question, and on who answers."""
    return asking_of(command.question_id, command.partner_id)


def decide(
    asking: Asking, command: AnswerQuestion, acting: Acting
) -> list[QuestionAnswered]:
    """Answer what is open."""
    require_open_question(asking, command.partner_id, acting)
    return [
        QuestionAnswered(
            question_id=command.question_id,
            partner_id=command.partner_id,
            answer=command.answer,
        )
    ]


answer_question = Decider(boundary, NO_ASKING, evolve_asking, decide)
