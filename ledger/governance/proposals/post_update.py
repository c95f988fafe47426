"""Post an update: the author tells how a proposal stands, even once it is decided."""

from dataclasses import dataclass

from ledger.governance.proposals.events import UpdatePosted
from ledger.governance.proposals.forum import (
    NO_FORUM,
    Forum,
    evolve_forum,
    forum_of,
)
from ledger.governance.proposals.refusals import (
    NotYourProposal,
    ProposalNotOpen,
    UnknownProposal,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId, ProposalId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.standing import require_standing, standing_in


@dataclass(frozen=True, kw_only=True)
class PostUpdate(Command):
    """The author tells everybody how things stand."""

    proposal_id: ProposalId
    partner_id: PartnerId
    text: Words


def boundary(command: PostUpdate) -> Boundary:
    """Depend on the proposal and its author."""
    return forum_of(command.proposal_id, command.partner_id)


def decide(forum: Forum, command: PostUpdate, acting: Acting) -> list[UpdatePosted]:
    """Let the author of what was published tell of it at any time."""
    own = standing_in(forum.standings, command.partner_id)
    require_standing(acting, command.partner_id, own)
    if forum.table.partner_id is None:
        raise UnknownProposal
    if forum.table.partner_id != command.partner_id:
        raise NotYourProposal
    if not forum.table.version:
        raise ProposalNotOpen
    return [
        UpdatePosted(
            proposal_id=command.proposal_id,
            partner_id=command.partner_id,
            text=command.text,
        )
    ]


post_update = Decider(boundary, NO_FORUM, evolve_forum, decide)
