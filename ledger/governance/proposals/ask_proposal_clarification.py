"""Ask what a proposal means: its author answers for everybody to read."""

from dataclasses import dataclass, replace

from ledger.governance.proposals.events import ProposalClarificationAsked
from ledger.governance.proposals.forum import (
    NO_FORUM,
    Forum,
    ForumFact,
    evolve_forum,
    forum_of,
    require_speaking,
)
from ledger.governance.proposals.refusals import PrecisionExists
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import PartnerId, PrecisionId, ProposalId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class AskProposalClarification(Command):
    """A partner asks its author."""

    proposal_id: ProposalId
    precision_id: PrecisionId
    partner_id: PartnerId
    question: Words


@dataclass(frozen=True)
class Talk:
    """The proposal, and whether this name is taken."""

    forum: Forum = NO_FORUM
    is_taken: bool = False


def boundary(command: AskProposalClarification) -> Boundary:
    """Depend on the proposal, on who speaks, on this name."""
    return (
        *forum_of(command.proposal_id, command.partner_id),
        facts(ProposalClarificationAsked, precision_id=command.precision_id),
    )


def evolve(talk: Talk, fact: ForumFact | ProposalClarificationAsked) -> Talk:
    """Remember proposal, speaker and name."""
    match fact:
        case ProposalClarificationAsked():
            return replace(talk, is_taken=True)
        case _:
            return replace(talk, forum=evolve_forum(talk.forum, fact))


def decide(
    talk: Talk, command: AskProposalClarification, acting: Acting
) -> list[ProposalClarificationAsked]:
    """Let any active partner ask, while the proposal is not decided."""
    require_speaking(talk.forum, command.partner_id, acting)
    if talk.is_taken:
        raise PrecisionExists
    return [
        ProposalClarificationAsked(
            proposal_id=command.proposal_id,
            precision_id=command.precision_id,
            partner_id=command.partner_id,
            question=command.question,
        )
    ]


ask_proposal_clarification = Decider(boundary, Talk(), evolve, decide)
