"""Found the commons: its first person, its first partner, its name."""

from dataclasses import dataclass

from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import THE_COMMONS, MandateId, PartnerId, PersonId
from ledger.kernel.messages import Acting, Capacity, Command, Fact
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words
from ledger.membership.mandates.events import Designation, MandateGranted
from ledger.membership.mandates.refusals import MandateExists
from ledger.membership.partners.events import (
    CommonsFounded,
    PartnerInvited,
    PartnershipConfirmed,
)
from ledger.membership.partners.identity import Identity, check_identifiers, place_of
from ledger.membership.partners.refusals import AlreadyFounded, NotTheFounder
from ledger.membership.people.events import PersonEnrolled


@dataclass(frozen=True, kw_only=True)
class FoundCommons(Command):
    """The founder names the commons and brings in the first partner."""

    commons_name: Words
    person_id: PersonId
    person_name: Words
    contact: Words
    partner_id: PartnerId
    identity: Identity
    representative_id: MandateId
    board_member_id: MandateId


@dataclass(frozen=True)
class Ground:
    """Whether a commons stands here already."""

    is_founded: bool = False


def boundary(_command: FoundCommons) -> Boundary:
    """Depend on the founding alone: each database holds one commons."""
    return (facts(CommonsFounded, commons_id=THE_COMMONS),)


def evolve(_ground: Ground, fact: CommonsFounded) -> Ground:
    """Remember that the commons is founded."""
    match fact:
        case CommonsFounded():
            return Ground(is_founded=True)


def decide(ground: Ground, command: FoundCommons, acting: Acting) -> list[Fact]:
    """Found the commons once, with its founder as representative and board member."""
    if ground.is_founded:
        raise AlreadyFounded
    if acting.actor.person_id != command.person_id:
        raise NotTheFounder
    if command.representative_id == command.board_member_id:
        raise MandateExists
    identity = command.identity
    check_identifiers(identity)
    place = place_of(identity)
    today = day_in_paris(command.at)
    mandates = (
        (command.representative_id, Capacity.REPRESENTATIVE),
        (command.board_member_id, Capacity.BOARD_MEMBER),
    )
    return [
        CommonsFounded(
            commons_id=THE_COMMONS,
            partner_id=command.partner_id,
            name=command.commons_name,
        ),
        PersonEnrolled(
            person_id=command.person_id,
            name=command.person_name,
            contact=command.contact,
        ),
        PartnerInvited(
            partner_id=command.partner_id,
            contact_id=command.person_id,
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
        PartnershipConfirmed(partner_id=command.partner_id),
        *(
            MandateGranted(
                mandate_id=mandate_id,
                partner_id=command.partner_id,
                person_id=command.person_id,
                capacity=capacity,
                designation=Designation.FOUNDING,
                starts_on=today,
            )
            for mandate_id, capacity in mandates
        ),
    ]


found_commons = Decider(boundary, Ground(), evolve, decide)
