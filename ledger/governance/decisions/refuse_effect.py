"""Refuse an effect: what should have followed was refused, for the board to see."""

from dataclasses import dataclass

from ledger.governance.decisions.effects import (
    NO_EFFECT,
    Effect,
    effect_of,
    evolve_effect,
)
from ledger.governance.decisions.events import EffectRefused
from ledger.governance.decisions.refusals import EffectDone, UnknownDecision
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import DecisionId
from ledger.kernel.messages import Acting, Command


@dataclass(frozen=True, kw_only=True)
class RefuseEffect(Command):
    """A rule notes the name of the refusal that it met."""

    decision_id: DecisionId
    refusal: str


def boundary(command: RefuseEffect) -> Boundary:
    """Depend on the decision."""
    return (effect_of(command.decision_id),)


def decide(
    effect: Effect, command: RefuseEffect, _acting: Acting
) -> list[EffectRefused]:
    """Note it once."""
    if effect.decision is None:
        raise UnknownDecision
    if effect.is_refused:
        raise EffectDone
    return [EffectRefused(decision_id=command.decision_id, refusal=command.refusal)]


refuse_effect = Decider(boundary, NO_EFFECT, evolve_effect, decide)
