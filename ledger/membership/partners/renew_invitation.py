"""Renew an invitation that was left unanswered, or declined."""

from dataclasses import dataclass, field, replace
from datetime import date

from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import PartnerId, PersonId
from ledger.kernel.messages import Acting, Command, Fact
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words
from ledger.membership.partners.events import InvitationRenewed
from ledger.membership.partners.invitation import (
    Invitation,
    check_confirmation_day,
    evolve_invitation,
    has_lapsed,
)
from ledger.membership.partners.refusals import (
    InvitationNotOpen,
    InvitationStillOpen,
    UnknownPartner,
)
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    partnerships_of,
    require_standing,
)
from ledger.membership.people.events import PersonEnrolled
from ledger.membership.people.refusals import AlreadyEnrolled, UnknownPerson


@dataclass(frozen=True, kw_only=True)
class RenewInvitation(Command):
    """A partner's person invites a prospect again, for a later day.

    With ``contact``, someone else is to answer, and is enrolled in the same
    stroke; without it, ``contact_id`` is the person who was invited before.
    """

    host_id: PartnerId
    partner_id: PartnerId
    contact_id: PersonId
    contact: Words | None = None
    confirm_by: date


@dataclass(frozen=True)
class Correspondence:
    """The bodies' invitations, the host's among them, and who is enrolled."""

    invitations: dict[PartnerId, Invitation] = field(
        default_factory=dict[PartnerId, Invitation]
    )
    is_enrolled: bool = False


def boundary(command: RenewInvitation) -> Boundary:
    """Depend on the host, the prospect, and the person who is to answer."""
    return (
        *partnerships_of(command.host_id, command.partner_id),
        facts(PersonEnrolled, person_id=command.contact_id),
    )


def evolve(
    letters: Correspondence, fact: PartnershipFact | PersonEnrolled
) -> Correspondence:
    """Remember the invitations and what became of them, and the person."""
    if isinstance(fact, PARTNERSHIP):
        before = letters.invitations.get(fact.partner_id, Invitation())
        after = {fact.partner_id: evolve_invitation(before, fact)}
        return replace(letters, invitations={**letters.invitations, **after})
    match fact:
        case PersonEnrolled():
            return replace(letters, is_enrolled=True)


def decide(
    letters: Correspondence, command: RenewInvitation, acting: Acting
) -> list[Fact]:
    """Invite again whoever did not answer in time, or declined."""
    host = letters.invitations.get(command.host_id, Invitation())
    require_standing(acting, command.host_id, host.partnership)
    today = day_in_paris(command.at)
    invitation = letters.invitations.get(command.partner_id, Invitation())
    _require_unanswered(invitation, today)
    is_known = command.contact_id == invitation.contact_id
    if command.contact is not None and letters.is_enrolled:
        raise AlreadyEnrolled
    if command.contact is None and not is_known:
        raise UnknownPerson
    check_confirmation_day(command.confirm_by, today)
    owner = acting.actor.person_id
    assert owner is not None, "whoever acts for a partner is a person"
    renewed = InvitationRenewed(
        partner_id=command.partner_id,
        contact_id=command.contact_id,
        owner_id=owner,
        confirm_by=command.confirm_by,
    )
    if command.contact is None:
        return [renewed]
    enrolled = PersonEnrolled(person_id=command.contact_id, contact=command.contact)
    return [enrolled, renewed]


def _require_unanswered(invitation: Invitation, today: date) -> None:
    match invitation.partnership:
        case Partnership.UNKNOWN:
            raise UnknownPartner
        case Partnership.DECLINED:
            return
        case Partnership.INVITED:
            if not has_lapsed(invitation, today):
                raise InvitationStillOpen
        case (
            Partnership.ACTIVE
            | Partnership.SUSPENDED
            | Partnership.ENDED
            | Partnership.MERGED
        ):
            raise InvitationNotOpen


renew_invitation = Decider(boundary, Correspondence(), evolve, decide)
