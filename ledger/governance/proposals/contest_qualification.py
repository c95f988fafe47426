"""Contest a qualification: two mandates bring it before the next meeting."""

from dataclasses import dataclass

from ledger.governance.proposals.dispute import (
    NO_DISPUTE,
    Dispute,
    dispute_on,
    evolve_dispute,
    require_standing_objection,
)
from ledger.governance.proposals.events import QualificationContested
from ledger.governance.proposals.refusals import (
    ObjectionNotQualified,
    QualificationContestedAlready,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import ObjectionId, PartnerId, ProposalId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class ContestQualification(Command):
    """A mandate holds that an objection was wrongly qualified."""

    proposal_id: ProposalId
    objection_id: ObjectionId
    partner_id: PartnerId
    reasons: Words


def boundary(command: ContestQualification) -> Boundary:
    """Depend on the proposal, its objections, and who speaks."""
    return dispute_on(command.proposal_id, command.partner_id)


def decide(
    dispute: Dispute, command: ContestQualification, acting: Acting
) -> list[QualificationContested]:
    """Let each mandate contest once that it is a preference."""
    name = command.objection_id
    found = require_standing_objection(dispute, command.partner_id, name, acting)
    mandate = acting.actor.mandate_id
    assert mandate is not None, "the policy lets mandates through only"
    if not found.is_preference:
        raise ObjectionNotQualified
    if mandate in found.contesting:
        raise QualificationContestedAlready
    return [
        QualificationContested(
            proposal_id=command.proposal_id,
            objection_id=command.objection_id,
            partner_id=command.partner_id,
            mandate_id=mandate,
            reasons=command.reasons,
        )
    ]


contest_qualification = Decider(boundary, NO_DISPUTE, evolve_dispute, decide)
