"""Qualify an objection: it names a harm to what is shared, or a preference."""

from dataclasses import dataclass

from ledger.governance.proposals.dispute import (
    NO_DISPUTE,
    Dispute,
    dispute_on,
    evolve_dispute,
    require_standing_objection,
)
from ledger.governance.proposals.events import ObjectionQualified
from ledger.governance.proposals.refusals import OwnQualification
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import ObjectionId, PartnerId, ProposalId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class QualifyObjection(Command):
    """The facilitator, or the board, says which it is, and why."""

    proposal_id: ProposalId
    objection_id: ObjectionId
    partner_id: PartnerId
    is_objection: bool
    reasons: Words


def boundary(command: QualifyObjection) -> Boundary:
    """Depend on the proposal, its objections, and who speaks."""
    return dispute_on(command.proposal_id, command.partner_id)


def decide(
    dispute: Dispute, command: QualifyObjection, acting: Acting
) -> list[ObjectionQualified]:
    """Let somebody whom it does not concern say it; again, after it was contested."""
    name = command.objection_id
    found = require_standing_objection(dispute, command.partner_id, name, acting)
    concerned = {found.partner_id, dispute.forum.table.partner_id}
    if command.partner_id in concerned:
        raise OwnQualification
    return [
        ObjectionQualified(
            proposal_id=command.proposal_id,
            objection_id=command.objection_id,
            partner_id=command.partner_id,
            is_objection=command.is_objection,
            reasons=command.reasons,
        )
    ]


qualify_objection = Decider(boundary, NO_DISPUTE, evolve_dispute, decide)
