"""Supersede a decision: say that a later one took its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from ledger.governance.decisions.events import (
    DecisionRecorded,
    DecisionRevisited,
    DecisionSuperseded,
    ReviewOutcome,
)
from ledger.governance.decisions.refusals import (
    DecisionIsOver,
    SupersedesItself,
    UnknownDecision,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import DecisionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)

ENDING: Final = (DecisionRecorded, DecisionSuperseded, DecisionRevisited)


@dataclass(frozen=True, kw_only=True)
class SupersedeDecision(Command):
    """Whoever serves the commons links a decision to the one it replaces."""

    decision_id: DecisionId
    superseding_id: DecisionId
    partner_id: PartnerId


@dataclass(frozen=True)
class Both:
    """Which decisions are recorded, in which order, and which have ended."""

    partnership: Partnership = Partnership.UNKNOWN
    order: Mapping[DecisionId, int] = field(default_factory=dict[DecisionId, int])
    over: frozenset[DecisionId] = frozenset()


def boundary(command: SupersedeDecision) -> Boundary:
    """Depend on both decisions, and on who acts."""
    return (
        partnership_of(command.partner_id),
        facts(*ENDING, decision_id=command.decision_id),
        facts(*ENDING, decision_id=command.superseding_id),
    )


def evolve(
    both: Both,
    fact: PartnershipFact | DecisionRecorded | DecisionSuperseded | DecisionRevisited,
) -> Both:
    """Remember the order in which they were recorded, and which hold no longer."""
    if isinstance(fact, PARTNERSHIP):
        return replace(both, partnership=evolve_partnership(fact))
    match fact:
        case DecisionRecorded(decision_id=name):
            return replace(both, order={**both.order, name: len(both.order)})
        case DecisionSuperseded(decision_id=name):
            return replace(both, over=both.over | {name})
        case DecisionRevisited(decision_id=name, outcome=outcome):
            if outcome is not ReviewOutcome.LAPSED:
                return both
            return replace(both, over=both.over | {name})


def decide(
    both: Both, command: SupersedeDecision, acting: Acting
) -> list[DecisionSuperseded]:
    """Let a later decision that holds take the place of an earlier one."""
    require_standing(acting, command.partner_id, both.partnership)
    old, new = command.decision_id, command.superseding_id
    if old not in both.order or new not in both.order:
        raise UnknownDecision
    if both.order[old] >= both.order[new]:
        raise SupersedesItself
    if both.over & {old, new}:
        raise DecisionIsOver
    return [DecisionSuperseded(decision_id=old, superseding_id=new)]


supersede_decision = Decider(boundary, Both(), evolve, decide)
