"""Answer an appeal: the board says whether it upholds it, and why."""

from dataclasses import dataclass

from ledger.governance.decisions.events import AppealAnswered
from ledger.governance.decisions.life import (
    NO_LIFE,
    Life,
    evolve_life,
    life_of,
    require_decision,
)
from ledger.governance.decisions.refusals import OwnAppeal, UnknownAppeal
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import AppealId, DecisionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class AnswerAppeal(Command):
    """A member of the board answers for it."""

    decision_id: DecisionId
    partner_id: PartnerId
    appeal_id: AppealId
    answer: Words
    is_upheld: bool = False


def boundary(command: AnswerAppeal) -> Boundary:
    """Depend on the decision and on who acts."""
    return life_of(command.decision_id, command.partner_id)


def decide(life: Life, command: AnswerAppeal, acting: Acting) -> list[AppealAnswered]:
    """Let somebody from another partner answer, once."""
    require_decision(life, command.partner_id, acting)
    appealing = life.appeals.get(command.appeal_id)
    if appealing is None:
        raise UnknownAppeal
    if appealing == command.partner_id:
        raise OwnAppeal
    return [
        AppealAnswered(
            decision_id=command.decision_id,
            appeal_id=command.appeal_id,
            partner_id=command.partner_id,
            is_upheld=command.is_upheld,
            answer=command.answer,
        )
    ]


answer_appeal = Decider(boundary, NO_LIFE, evolve_life, decide)
