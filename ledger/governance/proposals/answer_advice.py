"""Answer an advice: the author says what became of it."""

from dataclasses import dataclass, replace

from ledger.governance.proposals.events import AdviceAnswered, AdviceGiven
from ledger.governance.proposals.forum import (
    NO_FORUM,
    Forum,
    ForumFact,
    evolve_forum,
    forum_of,
    require_author,
)
from ledger.governance.proposals.refusals import UnknownAdvice
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import AdviceId, PartnerId, ProposalId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class AnswerAdvice(Command):
    """The author answers an advice."""

    proposal_id: ProposalId
    advice_id: AdviceId
    partner_id: PartnerId
    answer: Words


@dataclass(frozen=True)
class Owed:
    """The proposal, on which proposals something of this name waits, and where not."""

    forum: Forum = NO_FORUM
    waiting: frozenset[ProposalId] = frozenset()


def boundary(command: AnswerAdvice) -> Boundary:
    """Depend on the proposal, its author, and what is to be answered."""
    return (
        *forum_of(command.proposal_id, command.partner_id),
        facts(AdviceGiven, AdviceAnswered, advice_id=command.advice_id),
    )


def evolve(owed: Owed, fact: ForumFact | AdviceGiven | AdviceAnswered) -> Owed:
    """Remember proposal, author, and whether an answer is owed."""
    match fact:
        case AdviceGiven(proposal_id=name):
            return replace(owed, waiting=owed.waiting | {name})
        case AdviceAnswered(proposal_id=name):
            return replace(owed, waiting=owed.waiting - {name})
        case _:
            return replace(owed, forum=evolve_forum(owed.forum, fact))


def decide(owed: Owed, command: AnswerAdvice, acting: Acting) -> list[AdviceAnswered]:
    """Let the author answer each advice once."""
    require_author(owed.forum, command.partner_id, acting)
    if command.proposal_id not in owed.waiting:
        raise UnknownAdvice
    return [
        AdviceAnswered(
            proposal_id=command.proposal_id,
            advice_id=command.advice_id,
            partner_id=command.partner_id,
            answer=command.answer,
        )
    ]


answer_advice = Decider(boundary, Owed(), evolve, decide)
