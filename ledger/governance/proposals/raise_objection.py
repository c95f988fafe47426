"""Raise an objection: say what harm a proposal would do to what is shared.

It is open until a vote decides; a preference is no objection, and the facilitator
says which of both it is.
"""

from dataclasses import dataclass
from typing import Final

from ledger.governance.proposals.dispute import (
    NO_DISPUTE,
    Dispute,
    dispute_on,
    evolve_dispute,
)
from ledger.governance.proposals.events import ObjectionRaised
from ledger.governance.proposals.forum import require_speaking
from ledger.governance.proposals.refusals import ObjectionExists, TooManyObjections
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import ObjectionId, PartnerId, ProposalId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words

OBJECTIONS_MAX: Final = 5
"""What one partner may hold against a proposal at a time."""


@dataclass(frozen=True, kw_only=True)
class RaiseObjection(Command):
    """A mandate objects, and names the harm."""

    proposal_id: ProposalId
    objection_id: ObjectionId
    partner_id: PartnerId
    harm: Words


def boundary(command: RaiseObjection) -> Boundary:
    """Depend on the proposal, its objections, who speaks, and this name."""
    return (
        *dispute_on(command.proposal_id, command.partner_id),
        facts(ObjectionRaised, objection_id=command.objection_id),
    )


def decide(
    dispute: Dispute, command: RaiseObjection, acting: Acting
) -> list[ObjectionRaised]:
    """Take it from whoever represents an active partner, its author too."""
    require_speaking(dispute.forum, command.partner_id, acting)
    mandate = acting.actor.mandate_id
    assert mandate is not None, "the policy lets mandates through only"
    if command.objection_id in dispute.objections:
        raise ObjectionExists
    own = [
        one
        for one in dispute.objections.values()
        if one.partner_id == command.partner_id and not one.is_settled
    ]
    if len(own) >= OBJECTIONS_MAX:
        raise TooManyObjections
    return [
        ObjectionRaised(
            proposal_id=command.proposal_id,
            objection_id=command.objection_id,
            partner_id=command.partner_id,
            mandate_id=mandate,
            harm=command.harm,
        )
    ]


raise_objection = Decider(boundary, NO_DISPUTE, evolve_dispute, decide)
