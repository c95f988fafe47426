"""Decline an invitation: the prospect stays unpublished."""

from dataclasses import dataclass

from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.events import InvitationDeclined
from ledger.membership.partners.invitation import (
    Invitation,
    evolve_invitation,
    require_contact,
    require_open,
)
from ledger.membership.partners.standing import PartnershipFact, partnership_of


@dataclass(frozen=True, kw_only=True)
class DeclineInvitation(Command):
    """The person invited declines for their body, with a reason if they like."""

    partner_id: PartnerId
    reason: Words | None = None


def boundary(command: DeclineInvitation) -> Boundary:
    """Depend on where the invited body stands."""
    return (partnership_of(command.partner_id),)


def evolve(invitation: Invitation, fact: PartnershipFact) -> Invitation:
    """Remember the invitation and what became of it."""
    return evolve_invitation(invitation, fact)


def decide(
    invitation: Invitation, command: DeclineInvitation, acting: Acting
) -> list[InvitationDeclined]:
    """Let the person invited say no, even after the day it was awaited for."""
    require_open(invitation)
    require_contact(invitation, acting)
    return [InvitationDeclined(partner_id=command.partner_id, reason=command.reason)]


decline_invitation = Decider(boundary, Invitation(), evolve, decide)
