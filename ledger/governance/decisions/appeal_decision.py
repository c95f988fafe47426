"""Appeal a decision: ask for it to be looked at again, and say why."""

from dataclasses import dataclass

from ledger.governance.decisions.events import DecisionAppealed
from ledger.governance.decisions.life import (
    NO_LIFE,
    Life,
    evolve_life,
    life_of,
    require_decision,
)
from ledger.governance.decisions.refusals import AppealExists, AppealWaits
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import AppealId, DecisionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class AppealDecision(Command):
    """A partner asks the board to look again."""

    decision_id: DecisionId
    partner_id: PartnerId
    appeal_id: AppealId
    reasons: Words


def boundary(command: AppealDecision) -> Boundary:
    """Depend on the decision and on who acts."""
    return life_of(command.decision_id, command.partner_id)


def decide(
    life: Life, command: AppealDecision, acting: Acting
) -> list[DecisionAppealed]:
    """Let any active partner appeal, one appeal at a time."""
    require_decision(life, command.partner_id, acting)
    if command.appeal_id in life.made:
        raise AppealExists
    if command.partner_id in life.appeals.values():
        raise AppealWaits
    return [
        DecisionAppealed(
            decision_id=command.decision_id,
            appeal_id=command.appeal_id,
            partner_id=command.partner_id,
            reasons=command.reasons,
        )
    ]


appeal_decision = Decider(boundary, NO_LIFE, evolve_life, decide)
