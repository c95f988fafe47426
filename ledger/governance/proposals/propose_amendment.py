"""Propose an amendment: the text as another partner would have it, and why."""

from dataclasses import dataclass, replace

from ledger.governance.proposals.events import AmendmentProposed
from ledger.governance.proposals.forum import (
    NO_FORUM,
    Forum,
    ForumFact,
    evolve_forum,
    forum_of,
    require_speaking,
    require_text_open,
)
from ledger.governance.proposals.refusals import (
    AmendmentExists,
    NotTheNextVersion,
    OwnAmendment,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import AmendmentId, PartnerId, ProposalId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class ProposeAmendment(Command):
    """A partner writes the proposal as it would have it, from the version it read."""

    proposal_id: ProposalId
    amendment_id: AmendmentId
    partner_id: PartnerId
    text_version: int
    text: Words
    reason: Words


@dataclass(frozen=True)
class Talk:
    """The proposal, and whether this name is taken."""

    forum: Forum = NO_FORUM
    is_taken: bool = False


def boundary(command: ProposeAmendment) -> Boundary:
    """Depend on the proposal, on who speaks, on this name."""
    return (
        *forum_of(command.proposal_id, command.partner_id),
        facts(AmendmentProposed, amendment_id=command.amendment_id),
    )


def evolve(talk: Talk, fact: ForumFact | AmendmentProposed) -> Talk:
    """Remember proposal, speaker and name."""
    match fact:
        case AmendmentProposed():
            return replace(talk, is_taken=True)
        case _:
            return replace(talk, forum=evolve_forum(talk.forum, fact))


def decide(
    talk: Talk, command: ProposeAmendment, acting: Acting
) -> list[AmendmentProposed]:
    """Take an amendment to the last version, while no vote is open on it."""
    table = require_speaking(talk.forum, command.partner_id, acting)
    if table.partner_id == command.partner_id:
        raise OwnAmendment
    require_text_open(talk.forum)
    if command.text_version != table.version:
        raise NotTheNextVersion
    if talk.is_taken:
        raise AmendmentExists
    return [
        AmendmentProposed(
            proposal_id=command.proposal_id,
            amendment_id=command.amendment_id,
            partner_id=command.partner_id,
            text_version=command.text_version,
            text=command.text,
            reason=command.reason,
        )
    ]


propose_amendment = Decider(boundary, Talk(), evolve, decide)
