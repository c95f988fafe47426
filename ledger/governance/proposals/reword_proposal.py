"""Reword a proposal: a new version by its author, while no vote is open on it."""

from dataclasses import dataclass

from ledger.governance.proposals.checking import check_subject
from ledger.governance.proposals.events import ProposalReworded
from ledger.governance.proposals.forum import (
    NO_FORUM,
    Forum,
    evolve_forum,
    forum_of,
    require_author,
    require_text_open,
)
from ledger.governance.proposals.refusals import (
    NotTheNextVersion,
    SubjectOfAnotherKind,
)
from ledger.governance.proposals.subjects import Subject, kind_of
from ledger.governance.proposals.tabled import Tabled
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId, ProposalId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class RewordProposal(Command):
    """The author writes the version after ``text_version``."""

    proposal_id: ProposalId
    partner_id: PartnerId
    text_version: int
    subject: Subject
    title: Words
    text: Words
    summary: Words


def boundary(command: RewordProposal) -> Boundary:
    """Depend on the proposal, its votes and its author."""
    return forum_of(command.proposal_id, command.partner_id)


def decide(
    forum: Forum, command: RewordProposal, acting: Acting
) -> list[ProposalReworded]:
    """Take the version that follows the one its author has read."""
    table = require_author(forum, command.partner_id, acting)
    require_text_open(forum)
    check_version(table, command.text_version)
    check_same_kind(table, command.subject)
    check_subject(command.subject, day_in_paris(command.at))
    return [
        ProposalReworded(
            proposal_id=command.proposal_id,
            partner_id=command.partner_id,
            text_version=command.text_version + 1,
            subject=command.subject,
            title=command.title,
            text=command.text,
            summary=command.summary,
        )
    ]


def check_version(table: Tabled, text_version: int) -> None:
    """Refuse a text that began from another version than the last one."""
    if text_version != table.version:
        raise NotTheNextVersion


def check_same_kind(table: Tabled, subject: Subject) -> None:
    """Refuse to turn a proposal into one that another rule decides."""
    assert table.subject is not None, "what is published has a subject"
    if kind_of(subject) is not kind_of(table.subject):
        raise SubjectOfAnotherKind


reword_proposal = Decider(boundary, NO_FORUM, evolve_forum, decide)
