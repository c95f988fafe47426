"""Withdraw a proposal: its author no longer asks for it."""

from dataclasses import dataclass

from ledger.governance.proposals.events import ProposalWithdrawn
from ledger.governance.proposals.forum import (
    NO_FORUM,
    Forum,
    evolve_forum,
    forum_of,
)
from ledger.governance.proposals.refusals import (
    NotYourProposal,
    ProposalIsDecided,
    ProposalIsWithdrawn,
    ProposalUnderVote,
    UnknownProposal,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId, ProposalId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.standing import require_standing, standing_in


@dataclass(frozen=True, kw_only=True)
class WithdrawProposal(Command):
    """The author takes a proposal back, drafted or published."""

    proposal_id: ProposalId
    partner_id: PartnerId
    reason: Words | None = None


def boundary(command: WithdrawProposal) -> Boundary:
    """Depend on the proposal, its votes and its author."""
    return forum_of(command.proposal_id, command.partner_id)


def decide(
    forum: Forum, command: WithdrawProposal, acting: Acting
) -> list[ProposalWithdrawn]:
    """Let its author end it before a vote opens; a vote that is open goes on."""
    own = standing_in(forum.standings, command.partner_id)
    require_standing(acting, command.partner_id, own)
    if forum.table.partner_id is None:
        raise UnknownProposal
    if forum.table.partner_id != command.partner_id:
        raise NotYourProposal
    if forum.table.is_withdrawn:
        raise ProposalIsWithdrawn
    if forum.is_under_vote:
        raise ProposalUnderVote
    if forum.is_decided:
        raise ProposalIsDecided
    return [
        ProposalWithdrawn(
            proposal_id=command.proposal_id,
            partner_id=command.partner_id,
            reason=command.reason,
        )
    ]


withdraw_proposal = Decider(boundary, NO_FORUM, evolve_forum, decide)
