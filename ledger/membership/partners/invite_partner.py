"""Invite a partner: a prospect, with the person who will answer for it."""

from dataclasses import dataclass, field, replace
from datetime import date

from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import PartnerId, PersonId
from ledger.kernel.messages import Acting, Command, Fact
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words
from ledger.membership.partners.events import (
    InvitationDeclined,
    InvitationRenewed,
    PartnerInvited,
    PartnerMerged,
    PartnershipConfirmed,
    PartnershipEnded,
    PartnershipResumed,
    PartnershipSuspended,
)
from ledger.membership.partners.identity import (
    Identity,
    Numbers,
    check_identifiers,
    place_of,
)
from ledger.membership.partners.invitation import check_confirmation_day
from ledger.membership.partners.refusals import AlreadyAPartner
from ledger.membership.partners.standing import (
    Partnership,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnership_of,
    require_standing,
    standing_in,
)
from ledger.membership.people.events import PersonEnrolled
from ledger.membership.people.refusals import AlreadyEnrolled, UnknownPerson


@dataclass(frozen=True, kw_only=True)
class InvitePartner(Command):
    """A partner's person invites a body, through a person there.

    ``host_id`` is the inviting partner. The prospect is published only once
    it confirms, awaited for ``confirm_by``. With ``contact``, the person there
    is enrolled in the same stroke; without it, they are enrolled already.
    """

    host_id: PartnerId
    partner_id: PartnerId
    identity: Identity
    contact_id: PersonId
    contact: Words | None = None
    confirm_by: date


@dataclass(frozen=True)
class Register:
    """Who is already here, and under which numbers."""

    standings: Standings = field(default_factory=dict[PartnerId, Partnership])
    numbers: frozenset[Numbers] = frozenset()
    people: frozenset[PersonId] = frozenset()


def boundary(command: InvitePartner) -> Boundary:
    """Depend on the host, and on whoever bears the same name or number."""
    numbers = {
        "siret": command.identity.siret,
        "siren": command.identity.legal_unit,
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
            numbers = Numbers(siret=siret, siren=siren, rna=rna)
            return replace(
                register,
                standings=evolve_standings(register.standings, fact),
                numbers=register.numbers | {numbers},
            )
        case (
            InvitationRenewed()
            | InvitationDeclined()
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
    host = standing_in(register.standings, command.host_id)
    require_standing(acting, command.host_id, host)
    identity = command.identity
    check_identifiers(identity)
    place = place_of(identity)
    is_known = any(map(identity.numbers.are_of_same_body, register.numbers))
    if is_known or command.partner_id in register.standings:
        raise AlreadyAPartner
    is_enrolled = command.contact_id in register.people
    if command.contact is not None and is_enrolled:
        raise AlreadyEnrolled
    if command.contact is None and not is_enrolled:
        raise UnknownPerson
    check_confirmation_day(command.confirm_by, day_in_paris(command.at))
    enrolled = (
        [PersonEnrolled(person_id=command.contact_id, contact=command.contact)]
        if command.contact is not None
        else []
    )
    return [
        *enrolled,
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
            siren=identity.legal_unit,
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
