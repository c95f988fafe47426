"""Invite a partner: a prospect, with the person who will answer for it."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import PartnerId, PersonId
from ledger.kernel.messages import Acting, Command, Fact
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words
from ledger.membership.partners.events import (
    InvitationDeclined,
    PartnerInvited,
    PartnerMerged,
    PartnershipConfirmed,
    PartnershipEnded,
    PartnershipResumed,
    PartnershipSuspended,
)
from ledger.membership.partners.identity import Identity, check_identifiers, place_of
from ledger.membership.partners.refusals import (
    AlreadyAPartner,
    ConfirmationDayWrong,
)
from ledger.membership.partners.standing import (
    Partnership,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnership_of,
    require_acting_for,
    require_active,
    standing_in,
)
from ledger.membership.people.events import PersonEnrolled
from ledger.membership.people.refusals import AlreadyEnrolled

CONFIRM_DAYS_MAX: Final = 90


@dataclass(frozen=True, kw_only=True)
class InvitePartner(Command):
    """A partner's person invites a body, through a person there.

    ``host_id`` is the inviting partner. The prospect is published only once
    it confirms, awaited for ``confirm_by``.
    """

    host_id: PartnerId
    partner_id: PartnerId
    identity: Identity
    contact_id: PersonId
    contact: Words
    confirm_by: date


@dataclass(frozen=True)
class Register:
    """Who is already here, and under which numbers."""

    standings: Standings = field(default_factory=dict[PartnerId, Partnership])
    numbers: frozenset[str] = frozenset()
    people: frozenset[PersonId] = frozenset()


def boundary(command: InvitePartner) -> Boundary:
    """Depend on the host, and on whoever bears the same name or number."""
    numbers = {
        "siret": command.identity.siret,
        "siren": command.identity.siren,
        "rna": command.identity.rna,
    }
    return (
        partnership_of(command.host_id),
        facts(PartnerInvited, partner_id=command.partner_id),
        facts(PersonEnrolled, person_id=command.contact_id),
        *(facts(PartnerInvited, **{n: v}) for n, v in numbers.items() if v),
    )


def evolve(register: Register, fact: PartnershipFact | PersonEnrolled) -> Register:
    """Remember bodies, numbers and persons."""
    match fact:
        case PersonEnrolled(person_id=person):
            return replace(register, people=register.people | {person})
        case PartnerInvited(siret=siret, siren=siren, rna=rna):
            given = {number for number in (siret, siren, rna) if number}
            return replace(
                register,
                standings=evolve_standings(register.standings, fact),
                numbers=register.numbers | given,
            )
        case (
            InvitationDeclined()
            | PartnershipConfirmed()
            | PartnershipSuspended()
            | PartnershipResumed()
            | PartnershipEnded()
            | PartnerMerged()
        ):
            return replace(
                register, standings=evolve_standings(register.standings, fact)
            )


def decide(register: Register, command: InvitePartner, acting: Acting) -> list[Fact]:
    """Invite a body that is not here yet, if its numbers and place are right."""
    require_acting_for(acting, command.host_id)
    require_active(standing_in(register.standings, command.host_id))
    identity = command.identity
    check_identifiers(identity)
    place = place_of(identity)
    numbers = {identity.siret, identity.siren, identity.rna} - {None}
    if command.partner_id in register.standings or numbers & register.numbers:
        raise AlreadyAPartner
    if command.contact_id in register.people:
        raise AlreadyEnrolled
    days = (command.confirm_by - day_in_paris(command.at)).days
    if not 1 <= days <= CONFIRM_DAYS_MAX:
        raise ConfirmationDayWrong
    return [
        PersonEnrolled(person_id=command.contact_id, contact=command.contact),
        PartnerInvited(
            partner_id=command.partner_id,
            owner_id=acting.actor.person_id,
            contact_id=command.contact_id,
            confirm_by=command.confirm_by,
            kind=identity.kind,
            scope=identity.scope,
            name=identity.name,
            short_name=identity.short_name,
            siret=identity.siret,
            siren=identity.siren,
            rna=identity.rna,
            no_identifier_reason=identity.no_identifier_reason,
            commune_code=place.commune_code,
            commune_vintage=place.commune_vintage,
            epci_siren=place.epci_siren,
            department_code=place.department_code,
            region_code=place.region_code,
        ),
    ]


invite_partner = Decider(boundary, Register(), evolve, decide)
