"""Integrate an objection: whoever raised it finds the harm mended by an amendment."""

from dataclasses import dataclass, field, replace

from ledger.governance.proposals.amendments import (
    AMENDMENTS,
    NO_AMENDMENTS,
    AmendmentFact,
    Amendments,
    amendments_to,
    evolve_amendments,
)
from ledger.governance.proposals.dispute import (
    NO_DISPUTE,
    Dispute,
    DisputeFact,
    dispute_on,
    evolve_dispute,
    require_own_objection,
)
from ledger.governance.proposals.events import ObjectionIntegrated
from ledger.governance.proposals.refusals import AmendmentNotAccepted
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import AmendmentId, ObjectionId, PartnerId, ProposalId
from ledger.kernel.messages import Acting, Command


@dataclass(frozen=True, kw_only=True)
class IntegrateObjection(Command):
    """Whoever objected names the amendment that met the objection."""

    proposal_id: ProposalId
    objection_id: ObjectionId
    partner_id: PartnerId
    amendment_id: AmendmentId


@dataclass(frozen=True)
class Mending:
    """The proposal with its objections, and its amendments."""

    dispute: Dispute = NO_DISPUTE
    amendments: Amendments = field(default_factory=lambda: NO_AMENDMENTS)


def boundary(command: IntegrateObjection) -> Boundary:
    """Depend on the proposal, its objections and amendments, and who speaks."""
    return (
        *dispute_on(command.proposal_id, command.partner_id),
        amendments_to(command.proposal_id),
    )


def evolve(mending: Mending, fact: DisputeFact | AmendmentFact) -> Mending:
    """Remember both."""
    if isinstance(fact, AMENDMENTS):
        changed = evolve_amendments(mending.amendments, fact)
        return replace(mending, amendments=changed)
    return replace(mending, dispute=evolve_dispute(mending.dispute, fact))


def decide(
    mending: Mending, command: IntegrateObjection, acting: Acting
) -> list[ObjectionIntegrated]:
    """Let only who objected say so, of an amendment that the author accepted."""
    name = command.objection_id
    require_own_objection(mending.dispute, command.partner_id, name, acting)
    amendment = mending.amendments.get(command.amendment_id)
    if amendment is None or not amendment.is_accepted:
        raise AmendmentNotAccepted
    return [
        ObjectionIntegrated(
            proposal_id=command.proposal_id,
            objection_id=command.objection_id,
            partner_id=command.partner_id,
            amendment_id=command.amendment_id,
        )
    ]


integrate_objection = Decider(boundary, Mending(), evolve, decide)
