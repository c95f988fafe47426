"""Withdraw an objection: whoever raised it no longer objects."""

from dataclasses import dataclass

from ledger.governance.proposals.dispute import (
    NO_DISPUTE,
    Dispute,
    dispute_on,
    evolve_dispute,
    require_own_objection,
)
from ledger.governance.proposals.events import ObjectionWithdrawn
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import ObjectionId, PartnerId, ProposalId
from ledger.kernel.messages import Acting, Command


@dataclass(frozen=True, kw_only=True)
class WithdrawObjection(Command):
    """A partner takes back what it objected."""

    proposal_id: ProposalId
    objection_id: ObjectionId
    partner_id: PartnerId


def boundary(command: WithdrawObjection) -> Boundary:
    """Depend on the proposal, its objections, and who speaks."""
    return dispute_on(command.proposal_id, command.partner_id)


def decide(
    dispute: Dispute, command: WithdrawObjection, acting: Acting
) -> list[ObjectionWithdrawn]:
    """Let its partner take it back, once."""
    name = command.objection_id
    require_own_objection(dispute, command.partner_id, name, acting)
    return [
        ObjectionWithdrawn(
            proposal_id=command.proposal_id,
            objection_id=command.objection_id,
            partner_id=command.partner_id,
        )
    ]


withdraw_objection = Decider(boundary, NO_DISPUTE, evolve_dispute, decide)
