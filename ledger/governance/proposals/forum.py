"""Forum: who speaks on a proposal, and whether there is still something to say."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from ledger.governance.proposals.refusals import (
    NotYourProposal,
    ProposalIsDecided,
    ProposalIsWithdrawn,
    ProposalNotOpen,
    ProposalUnderVote,
    UnknownProposal,
)
from ledger.governance.proposals.tabled import (
    NOT_TABLED,
    TABLED,
    Tabled,
    TabledFact,
    evolve_tabled,
    tabled,
)
from ledger.governance.voting.standing_votes import (
    NO_VOTES,
    UNDECIDED,
    Votes,
    VotesFact,
    evolve_votes,
    votes_on,
)
from ledger.kernel.decider import Boundary
from ledger.kernel.identifiers import PartnerId, ProposalId
from ledger.kernel.messages import Acting
from ledger.membership.partners.standing import (
    NOBODY_STANDS,
    PARTNERSHIP,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnerships_of,
    require_standing,
    standing_in,
)

ForumFact = PartnershipFact | TabledFact | VotesFact


@dataclass(frozen=True)
class Forum:
    """The proposal, its votes, and where those who speak stand."""

    table: Tabled = NOT_TABLED
    votes: Votes = field(default_factory=lambda: NO_VOTES)
    standings: Standings = field(default_factory=lambda: NOBODY_STANDS)

    @property
    def is_under_vote(self) -> bool:
        """Tell whether a vote is open on it."""
        return any(held.outcome is None for held in self.votes.values())

    @property
    def is_decided(self) -> bool:
        """Tell whether a vote has decided it."""
        outcomes = (held.outcome for held in self.votes.values())
        return any(one is not None and one not in UNDECIDED for one in outcomes)


NO_FORUM: Final = Forum()


def forum_of(proposal_id: ProposalId, *partner_ids: PartnerId) -> Boundary:
    """Depend on the proposal, its votes, and the standing of these partners."""
    return (
        tabled(proposal_id),
        votes_on(proposal_id),
        *partnerships_of(*partner_ids),
    )


def evolve_forum(forum: Forum, fact: ForumFact) -> Forum:
    """Remember proposal, votes and standings."""
    if isinstance(fact, PARTNERSHIP):
        return replace(forum, standings=evolve_standings(forum.standings, fact))
    if isinstance(fact, TABLED):
        return replace(forum, table=evolve_tabled(forum.table, fact))
    return replace(forum, votes=evolve_votes(forum.votes, fact))


def require_speaking(forum: Forum, partner_id: PartnerId, acting: Acting) -> Tabled:
    """Return a published proposal that is not decided; refuse any other."""
    own = standing_in(forum.standings, partner_id)
    require_standing(acting, partner_id, own)
    table = forum.table
    if table.partner_id is None:
        raise UnknownProposal
    if not table.version:
        raise ProposalNotOpen
    if table.is_withdrawn:
        raise ProposalIsWithdrawn
    if forum.is_decided:
        raise ProposalIsDecided
    return table


def require_author(forum: Forum, partner_id: PartnerId, acting: Acting) -> Tabled:
    """Return the proposal where this partner wrote it."""
    table = require_speaking(forum, partner_id, acting)
    if table.partner_id != partner_id:
        raise NotYourProposal
    return table


def require_text_open(forum: Forum) -> None:
    """Refuse to change the text that a vote is open on."""
    if forum.is_under_vote:
        raise ProposalUnderVote


Names = Mapping[str, PartnerId]
"""Who raised each thing of a kind, by its name."""
