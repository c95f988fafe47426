"""Objections: which of those raised on a proposal still stand.

One qualified as a preference no longer does, unless two mandates contest that:
then it stands until a meeting has looked at it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from ledger.governance.proposals.events import (
    ObjectionIntegrated,
    ObjectionQualified,
    ObjectionRaised,
    ObjectionWithdrawn,
    QualificationContested,
)
from ledger.kernel.decider import Facts, facts
from ledger.kernel.identifiers import MandateId, ObjectionId, PartnerId, ProposalId

OBJECTIONS: Final = (
    ObjectionRaised,
    ObjectionQualified,
    QualificationContested,
    ObjectionIntegrated,
    ObjectionWithdrawn,
)
ObjectionFact = (
    ObjectionRaised
    | ObjectionQualified
    | QualificationContested
    | ObjectionIntegrated
    | ObjectionWithdrawn
)
CONTESTING: Final = 2
"""Mandates that bring a qualification before a meeting."""


@dataclass(frozen=True)
class Objection:
    """Who objects, and what became of it."""

    mandate_id: MandateId
    partner_id: PartnerId
    is_preference: bool = False
    contesting: frozenset[MandateId] = frozenset()
    is_settled: bool = False

    @property
    def stands(self) -> bool:
        """Tell whether it withholds consent."""
        if self.is_settled:
            return False
        return not self.is_preference or len(self.contesting) >= CONTESTING


Objections = Mapping[ObjectionId, Objection]

NO_OBJECTIONS: Final[Objections] = {}


def objections_to(proposal_id: ProposalId) -> Facts:
    """Depend on the objections to a proposal."""
    return facts(*OBJECTIONS, proposal_id=proposal_id)


def evolve_objections(objections: Objections, fact: ObjectionFact) -> Objections:
    """Remember what was raised, qualified, contested and settled."""
    name = fact.objection_id
    match fact:
        case ObjectionRaised():
            return {**objections, name: Objection(fact.mandate_id, fact.partner_id)}
        case ObjectionQualified(is_objection=is_objection):
            # A second look, in a meeting, ends what was contested.
            changed = replace(
                objections[name],
                is_preference=not is_objection,
                contesting=frozenset[MandateId](),
            )
        case QualificationContested(mandate_id=mandate):
            contesting = objections[name].contesting | {mandate}
            changed = replace(objections[name], contesting=contesting)
        case ObjectionIntegrated() | ObjectionWithdrawn():
            changed = replace(objections[name], is_settled=True)
    return {**objections, name: changed}


def settled_mandates(objections: Objections) -> frozenset[MandateId]:
    """Return the mandates that raised objections of which none stands any more."""
    raised = {one.mandate_id for one in objections.values()}
    standing = {one.mandate_id for one in objections.values() if one.stands}
    return frozenset(raised - standing)
