"""Draft a proposal: partners may read it and help, before everybody does."""

from dataclasses import dataclass

from ledger.governance.proposals.events import ProposalDrafted
from ledger.governance.proposals.forum import (
    NO_FORUM,
    Forum,
    evolve_forum,
    forum_of,
)
from ledger.governance.proposals.refusals import ProposalExists
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId, ProposalId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.standing import require_standing, standing_in


@dataclass(frozen=True, kw_only=True)
class DraftProposal(Command):
    """A partner begins a proposal."""

    proposal_id: ProposalId
    partner_id: PartnerId
    title: Words
    text: Words


def boundary(command: DraftProposal) -> Boundary:
    """Depend on the partner and on this name."""
    return forum_of(command.proposal_id, command.partner_id)


def decide(
    forum: Forum, command: DraftProposal, acting: Acting
) -> list[ProposalDrafted]:
    """Let any active partner begin one."""
    own = standing_in(forum.standings, command.partner_id)
    require_standing(acting, command.partner_id, own)
    if forum.table.partner_id is not None:
        raise ProposalExists
    return [
        ProposalDrafted(
            proposal_id=command.proposal_id,
            partner_id=command.partner_id,
            title=command.title,
            text=command.text,
        )
    ]


draft_proposal = Decider(boundary, NO_FORUM, evolve_forum, decide)
