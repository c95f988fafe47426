"""Share a reaction: what a partner thinks of a proposal, for everybody to read."""

from dataclasses import dataclass, replace

from ledger.governance.proposals.events import ReactionShared
from ledger.governance.proposals.forum import (
    NO_FORUM,
    Forum,
    ForumFact,
    evolve_forum,
    forum_of,
    require_speaking,
)
from ledger.governance.proposals.refusals import ReactionExists
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import PartnerId, ProposalId, ReactionId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class ShareReaction(Command):
    """A partner says what it thinks."""

    proposal_id: ProposalId
    reaction_id: ReactionId
    partner_id: PartnerId
    text: Words


@dataclass(frozen=True)
class Talk:
    """The proposal, and whether this name is taken."""

    forum: Forum = NO_FORUM
    is_taken: bool = False


def boundary(command: ShareReaction) -> Boundary:
    """Depend on the proposal, on who speaks, on this name."""
    return (
        *forum_of(command.proposal_id, command.partner_id),
        facts(ReactionShared, reaction_id=command.reaction_id),
    )


def evolve(talk: Talk, fact: ForumFact | ReactionShared) -> Talk:
    """Remember proposal, speaker and name."""
    match fact:
        case ReactionShared():
            return replace(talk, is_taken=True)
        case _:
            return replace(talk, forum=evolve_forum(talk.forum, fact))


def decide(talk: Talk, command: ShareReaction, acting: Acting) -> list[ReactionShared]:
    """Let any active partner speak, while the proposal is not decided."""
    require_speaking(talk.forum, command.partner_id, acting)
    if talk.is_taken:
        raise ReactionExists
    return [
        ReactionShared(
            proposal_id=command.proposal_id,
            reaction_id=command.reaction_id,
            partner_id=command.partner_id,
            text=command.text,
        )
    ]


share_reaction = Decider(boundary, Talk(), evolve, decide)
