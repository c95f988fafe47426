"""Accept an amendment: the author makes it part of the proposal, reworded with it."""

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
from ledger.governance.proposals.checking import check_subject
from ledger.governance.proposals.events import AmendmentAccepted, ProposalReworded
from ledger.governance.proposals.forum import (
    NO_FORUM,
    Forum,
    ForumFact,
    evolve_forum,
    forum_of,
    require_author,
    require_text_open,
)
from ledger.governance.proposals.reword_proposal import check_same_kind, check_version
from ledger.governance.proposals.subjects import Subject
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import AmendmentId, PartnerId, ProposalId
from ledger.kernel.messages import Acting, Command, Fact
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class AcceptAmendment(Command):
    """The author rewords the version after ``text_version`` with an amendment."""

    proposal_id: ProposalId
    amendment_id: AmendmentId
    partner_id: PartnerId
    text_version: int
    subject: Subject
    title: Words
    text: Words
    summary: Words


@dataclass(frozen=True)
class Desk:
    """The proposal and its amendments."""

    forum: Forum = NO_FORUM
    amendments: Amendments = field(default_factory=lambda: NO_AMENDMENTS)


def boundary(command: AcceptAmendment) -> Boundary:
    """Depend on the proposal, its votes, its author and its amendments."""
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


def decide(desk: Desk, command: AcceptAmendment, acting: Acting) -> list[Fact]:
    """Accept and reword in one stroke: neither is ever seen without the other."""
    table = require_author(desk.forum, command.partner_id, acting)
    require_text_open(desk.forum)
    require_waiting(desk.amendments, command.amendment_id)
    check_version(table, command.text_version)
    check_same_kind(table, command.subject)
    check_subject(command.subject, day_in_paris(command.at))
    return [
        AmendmentAccepted(
            proposal_id=command.proposal_id,
            amendment_id=command.amendment_id,
            partner_id=command.partner_id,
        ),
        ProposalReworded(
            proposal_id=command.proposal_id,
            partner_id=command.partner_id,
            text_version=command.text_version + 1,
            subject=command.subject,
            title=command.title,
            text=command.text,
            summary=command.summary,
            amendment_id=command.amendment_id,
        ),
    ]


accept_amendment = Decider(boundary, Desk(), evolve, decide)
