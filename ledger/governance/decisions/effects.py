"""Effects: what follows from a decision by rule, once, or is refused once."""

from dataclasses import dataclass, replace
from typing import Final

from ledger.governance.decisions.events import DecisionRecorded, EffectRefused
from ledger.governance.decisions.refusals import (
    EffectDone,
    EffectOfAnotherKind,
    UnknownDecision,
)
from ledger.governance.proposals.subjects import Subject
from ledger.kernel.decider import Facts, facts
from ledger.kernel.identifiers import DecisionId

EFFECT: Final = (DecisionRecorded, EffectRefused)
EffectFact = DecisionRecorded | EffectRefused


@dataclass(frozen=True)
class Effect:
    """The decision, and whether what follows from it was refused."""

    decision: DecisionRecorded | None = None
    is_refused: bool = False


NO_EFFECT: Final = Effect()


def effect_of(decision_id: DecisionId) -> Facts:
    """Depend on the decision, and on what was refused of it."""
    return facts(*EFFECT, decision_id=decision_id)


def evolve_effect(effect: Effect, fact: EffectFact) -> Effect:
    """Remember both."""
    match fact:
        case DecisionRecorded():
            return replace(effect, decision=fact)
        case EffectRefused():
            return replace(effect, is_refused=True)


def subject_of(effect: Effect, kind: type[Subject]) -> Subject:
    """Return what the decision changes; refuse another kind, or a second time."""
    if effect.decision is None:
        raise UnknownDecision
    if effect.is_refused:
        raise EffectDone
    if not isinstance(effect.decision.subject, kind):
        raise EffectOfAnotherKind
    return effect.decision.subject
