"""Implement a decision: tell how far it is put into practice, step by step."""

from dataclasses import dataclass
from typing import Final

from ledger.governance.decisions.events import DecisionImplemented, Progress
from ledger.governance.decisions.life import (
    NO_LIFE,
    Life,
    evolve_life,
    life_of,
    require_decision,
)
from ledger.governance.decisions.refusals import NotYourDecision, StepsMissing
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import DecisionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.roles import SERVING

STEPS: Final = range(1, 21)
WEIGHTS: Final = range(1, 101)
PERCENTS: Final = range(101)


@dataclass(frozen=True, kw_only=True)
class ImplementDecision(Command):
    """Whoever proposed it, or serves the commons, tells how far it is."""

    decision_id: DecisionId
    partner_id: PartnerId
    steps: tuple[Progress, ...]


def boundary(command: ImplementDecision) -> Boundary:
    """Depend on the decision and on who acts."""
    return life_of(command.decision_id, command.partner_id)


def decide(
    life: Life, command: ImplementDecision, acting: Acting
) -> list[DecisionImplemented]:
    """Take all the steps anew: what was told before stays in the history."""
    decision = require_decision(life, command.partner_id, acting)
    if acting.capacity not in SERVING and command.partner_id != decision.author_id:
        raise NotYourDecision
    if len(command.steps) not in STEPS:
        raise StepsMissing
    for one in command.steps:
        if one.weight not in WEIGHTS or one.percent not in PERCENTS:
            raise StepsMissing
    return [
        DecisionImplemented(
            decision_id=command.decision_id,
            partner_id=command.partner_id,
            steps=command.steps,
        )
    ]


implement_decision = Decider(boundary, NO_LIFE, evolve_life, decide)
