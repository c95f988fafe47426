"""Amend the charter: a decision on it takes effect by itself."""

from dataclasses import dataclass, replace

from ledger.governance.charter.events import CharterAmended
from ledger.governance.charter.in_force import (
    CHARTER,
    NO_CHARTER,
    Charter,
    CharterFact,
    check_numbers,
    evolve_charter,
    the_charter,
)
from ledger.governance.decisions.effects import (
    NO_EFFECT,
    Effect,
    EffectFact,
    effect_of,
    evolve_effect,
    subject_of,
)
from ledger.governance.decisions.refusals import EffectDone
from ledger.governance.proposals.checking import check_articles
from ledger.governance.proposals.subjects import CharterChange
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import DecisionId
from ledger.kernel.messages import Acting, Command


@dataclass(frozen=True, kw_only=True)
class AmendCharter(Command):
    """A decision on the charter takes effect."""

    decision_id: DecisionId


@dataclass(frozen=True)
class Amending:
    """The decision, and the charter before it."""

    effect: Effect = NO_EFFECT
    charter: Charter = NO_CHARTER


def boundary(command: AmendCharter) -> Boundary:
    """Depend on the decision and on the charter."""
    return (effect_of(command.decision_id), the_charter())


def evolve(amending: Amending, fact: EffectFact | CharterFact) -> Amending:
    """Remember both."""
    if isinstance(fact, CHARTER):
        return replace(amending, charter=evolve_charter(amending.charter, fact))
    return replace(amending, effect=evolve_effect(amending.effect, fact))


def decide(
    amending: Amending, command: AmendCharter, _acting: Acting
) -> list[CharterAmended]:
    """Make the next version once: the first one, where there was none."""
    change = subject_of(amending.effect, CharterChange)
    decision = amending.effect.decision
    assert decision is not None, "it was refused without one"
    assert isinstance(change, CharterChange), "another kind was refused"
    if command.decision_id in amending.charter.done:
        raise EffectDone
    check_articles(change.articles)
    check_numbers(amending.charter, change.articles)
    return [
        CharterAmended(
            decision_id=command.decision_id,
            partner_id=decision.author_id,
            charter_version=amending.charter.version + 1,
            articles=change.articles,
        )
    ]


amend_charter = Decider(boundary, Amending(), evolve, decide)
