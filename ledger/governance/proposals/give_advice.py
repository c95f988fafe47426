"""Give advice: the author of a proposal owes an answer to it."""

from dataclasses import dataclass, replace

from ledger.governance.proposals.events import AdviceGiven
from ledger.governance.proposals.forum import (
    NO_FORUM,
    Forum,
    ForumFact,
    evolve_forum,
    forum_of,
    require_speaking,
)
from ledger.governance.proposals.refusals import AdviceExists, OwnAdvice
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import AdviceId, PartnerId, ProposalId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class GiveAdvice(Command):
    """A partner advises the author."""

    proposal_id: ProposalId
    advice_id: AdviceId
    partner_id: PartnerId
    text: Words


@dataclass(frozen=True)
class Talk:
    """The proposal, and whether this name is taken."""

    forum: Forum = NO_FORUM
    is_taken: bool = False


def boundary(command: GiveAdvice) -> Boundary:
    """Depend on the proposal, on who speaks, on this name."""
    return (
        *forum_of(command.proposal_id, command.partner_id),
        facts(AdviceGiven, advice_id=command.advice_id),
    )


def evolve(talk: Talk, fact: ForumFact | AdviceGiven) -> Talk:
    """Remember proposal, speaker and name."""
    match fact:
        case AdviceGiven():
            return replace(talk, is_taken=True)
        case _:
            return replace(talk, forum=evolve_forum(talk.forum, fact))


def decide(talk: Talk, command: GiveAdvice, acting: Acting) -> list[AdviceGiven]:
    """Let any other active partner advise, while the proposal is not decided."""
    table = require_speaking(talk.forum, command.partner_id, acting)
    if table.partner_id == command.partner_id:
        raise OwnAdvice
    if talk.is_taken:
        raise AdviceExists
    return [
        AdviceGiven(
            proposal_id=command.proposal_id,
            advice_id=command.advice_id,
            partner_id=command.partner_id,
            text=command.text,
        )
    ]


give_advice = Decider(boundary, Talk(), evolve, decide)
