"""Withdraw a question: whoever asked no longer asks."""

from dataclasses import dataclass

from ledger.governance.meetings.asking import (
    NO_ASKING,
    Asking,
    asking_of,
    evolve_asking,
    require_open_question,
)
from ledger.governance.meetings.events import QuestionWithdrawn
from ledger.governance.meetings.refusals import NotYourQuestion
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId, QuestionId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.roles import SERVING
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class WithdrawQuestion(Command):
    """The partner that asked takes it back; a citizen's, whoever let it in."""

    question_id: QuestionId
    partner_id: PartnerId
    reason: Words | None = None


def boundary(command: WithdrawQuestion) -> Boundary:
    """Depend on the question, and on who acts."""
    return asking_of(command.question_id, command.partner_id)


def decide(
    asking: Asking, command: WithdrawQuestion, acting: Acting
) -> list[QuestionWithdrawn]:
    """Let its own partner withdraw it: nobody loses somebody else's question."""
    found = require_open_question(asking, command.partner_id, acting)
    is_own = found.partner_id == command.partner_id and not found.is_citizens
    if not is_own and not (found.is_citizens and acting.capacity in SERVING):
        raise NotYourQuestion
    return [
        QuestionWithdrawn(
            question_id=command.question_id,
            partner_id=command.partner_id,
            reason=command.reason,
        )
    ]


withdraw_question = Decider(boundary, NO_ASKING, evolve_asking, decide)
