"""Ratify a decision: a partner's own body deliberated, so that it binds it."""

from dataclasses import dataclass
from datetime import date

from ledger.governance.decisions.events import DecisionRatified
from ledger.governance.decisions.life import (
    NO_LIFE,
    Life,
    evolve_life,
    life_of,
    require_decision,
)
from ledger.governance.decisions.refusals import (
    DeliberationInFuture,
    EnforceableBeforeDeliberation,
    RatificationNotAsked,
    RatifiedAlready,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import DecisionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class RatifyDecision(Command):
    """A partner names its deliberation, and the day from which it is enforceable."""

    decision_id: DecisionId
    partner_id: PartnerId
    reference: Words
    deliberated_on: date
    enforceable_on: date


def boundary(command: RatifyDecision) -> Boundary:
    """Depend on the decision and on who acts."""
    return life_of(command.decision_id, command.partner_id)


def decide(
    life: Life, command: RatifyDecision, acting: Acting
) -> list[DecisionRatified]:
    """Take it once, from a partner whose body the decision names."""
    decision = require_decision(life, command.partner_id, acting)
    if command.partner_id not in decision.bodies:
        raise RatificationNotAsked
    if command.partner_id in life.ratified:
        raise RatifiedAlready
    if command.deliberated_on > day_in_paris(command.at):
        raise DeliberationInFuture
    if command.enforceable_on < command.deliberated_on:
        raise EnforceableBeforeDeliberation
    return [
        DecisionRatified(
            decision_id=command.decision_id,
            partner_id=command.partner_id,
            reference=command.reference,
            deliberated_on=command.deliberated_on,
            enforceable_on=command.enforceable_on,
        )
    ]


ratify_decision = Decider(boundary, NO_LIFE, evolve_life, decide)
