"""Publish a proposal: put it to the commons, with what it would change and bind."""

from dataclasses import dataclass
from typing import Final

from ledger.governance.proposals.checking import (
    BODIES_MAX,
    check_bodies,
    check_subject,
)
from ledger.governance.proposals.events import Bearing, ProposalPublished
from ledger.governance.proposals.forum import (
    NO_FORUM,
    Forum,
    evolve_forum,
    forum_of,
)
from ledger.governance.proposals.refusals import (
    NotYourProposal,
    ProposalIsWithdrawn,
    ProposalPublishedAlready,
)
from ledger.governance.proposals.subjects import Subject
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId, ProposalId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words
from ledger.membership.partners.standing import (
    require_active,
    require_standing,
    standing_in,
)

SUMMARY_SIGNS_MAX: Final = 600
"""A summary in plain language is short enough to be read by everybody."""


@dataclass(frozen=True, kw_only=True)
class PublishProposal(Command):
    """A partner puts a proposal to everybody, drafted before or not."""

    proposal_id: ProposalId
    partner_id: PartnerId
    subject: Subject
    bearing: Bearing
    bodies: tuple[PartnerId, ...] = ()
    title: Words
    text: Words
    summary: Words


def boundary(command: PublishProposal) -> Boundary:
    """Depend on the partner, on this name, on the bodies that must deliberate."""
    bodies = command.bodies[:BODIES_MAX]
    return forum_of(command.proposal_id, command.partner_id, *bodies)


def decide(
    forum: Forum, command: PublishProposal, acting: Acting
) -> list[ProposalPublished]:
    """Take what could take effect, from an active partner."""
    own = standing_in(forum.standings, command.partner_id)
    require_standing(acting, command.partner_id, own)
    if forum.table.version:
        raise ProposalPublishedAlready
    if forum.table.is_withdrawn:
        raise ProposalIsWithdrawn
    if forum.table.partner_id not in {None, command.partner_id}:
        raise NotYourProposal
    check_bodies(command.bearing, command.bodies)
    for name in command.bodies:
        require_active(standing_in(forum.standings, name))
    today = day_in_paris(command.at)
    check_subject(command.subject, today)
    return [
        ProposalPublished(
            proposal_id=command.proposal_id,
            partner_id=command.partner_id,
            subject=command.subject,
            bearing=command.bearing,
            bodies=command.bodies,
            published_on=today,
            title=command.title,
            text=command.text,
            summary=command.summary,
        )
    ]


publish_proposal = Decider(boundary, NO_FORUM, evolve_forum, decide)
