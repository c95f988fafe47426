"""Decline an amendment: the author leaves it aside, and says why."""

from dataclasses import dataclass, field, replace

from ledger.governance.proposals.amendments import (
    AMENDMENTS,
    NO_AMENDMENTS,
    AmendmentFact,
    Amendments,
    amendments_to,
    evolve_amendments,
    require_waiting,
)
from ledger.governance.proposals.events import AmendmentDeclined
from ledger.governance.proposals.forum import (
    NO_FORUM,
    Forum,
    ForumFact,
    evolve_forum,
    forum_of,
    require_author,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import AmendmentId, PartnerId, ProposalId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class DeclineAmendment(Command):
    """The author leaves an amendment aside."""

    proposal_id: ProposalId
    amendment_id: AmendmentId
    partner_id: PartnerId
    reason: Words


@dataclass(frozen=True)
class Desk:
    """The proposal and its amendments."""

    forum: Forum = NO_FORUM
    amendments: Amendments = field(default_factory=lambda: NO_AMENDMENTS)


def boundary(command: DeclineAmendment) -> Boundary:
    """Depend on the proposal, its author and its amendments."""
    return (
        *forum_of(command.proposal_id, command.partner_id),
        amendments_to(command.proposal_id),
    )


def evolve(desk: Desk, fact: ForumFact | AmendmentFact) -> Desk:
    """Remember both."""
    if isinstance(fact, AMENDMENTS):
        changed = evolve_amendments(desk.amendments, fact)
        return replace(desk, amendments=changed)
    return replace(desk, forum=evolve_forum(desk.forum, fact))


def decide(
    desk: Desk, command: DeclineAmendment, acting: Acting
) -> list[AmendmentDeclined]:
    """Let the author answer each amendment once, with a reason."""
    require_author(desk.forum, command.partner_id, acting)
    require_waiting(desk.amendments, command.amendment_id)
    return [
        AmendmentDeclined(
            proposal_id=command.proposal_id,
            amendment_id=command.amendment_id,
            partner_id=command.partner_id,
            reason=command.reason,
        )
    ]


decline_amendment = Decider(boundary, Desk(), evolve, decide)
