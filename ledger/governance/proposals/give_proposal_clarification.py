"""Give a clarification: the author says what the proposal means."""

from dataclasses import dataclass, replace

from ledger.governance.proposals.events import (
    ProposalClarificationAsked,
    ProposalClarificationGiven,
)
from ledger.governance.proposals.forum import (
    NO_FORUM,
    Forum,
    ForumFact,
    evolve_forum,
    forum_of,
    require_author,
)
from ledger.governance.proposals.refusals import UnknownPrecision
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import PartnerId, PrecisionId, ProposalId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class GiveProposalClarification(Command):
    """The author answers a question."""

    proposal_id: ProposalId
    precision_id: PrecisionId
    partner_id: PartnerId
    answer: Words


@dataclass(frozen=True)
class Owed:
    """The proposal, on which proposals something of this name waits, and where not."""

    forum: Forum = NO_FORUM
    waiting: frozenset[ProposalId] = frozenset()


def boundary(command: GiveProposalClarification) -> Boundary:
    """Depend on the proposal, its author, and what is to be answered."""
    return (
        *forum_of(command.proposal_id, command.partner_id),
        facts(
            ProposalClarificationAsked,
            ProposalClarificationGiven,
            precision_id=command.precision_id,
        ),
    )


def evolve(
    owed: Owed,
    fact: ForumFact | ProposalClarificationAsked | ProposalClarificationGiven,
) -> Owed:
    """Remember proposal, author, and whether an answer is owed."""
    match fact:
        case ProposalClarificationAsked(proposal_id=name):
            return replace(owed, waiting=owed.waiting | {name})
        case ProposalClarificationGiven(proposal_id=name):
            return replace(owed, waiting=owed.waiting - {name})
        case _:
            return replace(owed, forum=evolve_forum(owed.forum, fact))


def decide(
    owed: Owed, command: GiveProposalClarification, acting: Acting
) -> list[ProposalClarificationGiven]:
    """Let the author answer each question once."""
    require_author(owed.forum, command.partner_id, acting)
    if command.proposal_id not in owed.waiting:
        raise UnknownPrecision
    return [
        ProposalClarificationGiven(
            proposal_id=command.proposal_id,
            precision_id=command.precision_id,
            partner_id=command.partner_id,
            answer=command.answer,
        )
    ]


give_proposal_clarification = Decider(boundary, Owed(), evolve, decide)
