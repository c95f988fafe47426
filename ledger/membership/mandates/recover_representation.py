"""Recover a representation: a partner left without anyone gets someone again."""

from dataclasses import dataclass, field, replace
from datetime import date

from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import MandateId, PartnerId, PersonId
from ledger.kernel.messages import Acting, Capacity, Command, Fact
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words
from ledger.membership.mandates.assembly import (
    Assembly,
    assembly_of,
    evolve_assembly,
    representing,
)
from ledger.membership.mandates.events import (
    Designation,
    MandateGranted,
    MandateWithdrawn,
    RepresentationRecovered,
)
from ledger.membership.mandates.refusals import MandateExists, StillRepresented
from ledger.membership.mandates.standing import Mandate
from ledger.membership.mandates.terms import check_days
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_active,
)
from ledger.membership.people.events import PersonEnrolled
from ledger.membership.people.refusals import AlreadyEnrolled


@dataclass(frozen=True, kw_only=True)
class RecoverRepresentation(Command):
    """The board names a representative, by the letter of the partner's head."""

    partner_id: PartnerId
    successor_id: PersonId
    successor_mandate_id: MandateId
    contact: Words
    letter: Words
    ends_on: date | None = None


@dataclass(frozen=True)
class Vacancy:
    """Where the partner stands, who acts for it, and who is enrolled."""

    partnership: Partnership = Partnership.UNKNOWN
    assembly: Assembly = field(default_factory=dict[MandateId, Mandate])
    is_enrolled: bool = False


def boundary(command: RecoverRepresentation) -> Boundary:
    """Depend on the partner, all its mandates, and the successor."""
    return (
        partnership_of(command.partner_id),
        assembly_of(command.partner_id),
        facts(PersonEnrolled, person_id=command.successor_id),
    )


def evolve(
    vacancy: Vacancy,
    fact: PartnershipFact | MandateGranted | MandateWithdrawn | PersonEnrolled,
) -> Vacancy:
    """Remember standing, mandates and successor."""
    if isinstance(fact, PARTNERSHIP):
        return replace(vacancy, partnership=evolve_partnership(fact))
    match fact:
        case PersonEnrolled():
            return replace(vacancy, is_enrolled=True)
        case MandateGranted() | MandateWithdrawn():
            assembly = evolve_assembly(vacancy.assembly, fact)
            return replace(vacancy, assembly=assembly)


def decide(
    vacancy: Vacancy, command: RecoverRepresentation, _acting: Acting
) -> list[Fact]:
    """Name a representative only where nobody represents the partner today."""
    require_active(vacancy.partnership)
    today = day_in_paris(command.at)
    if representing(vacancy.assembly, today):
        raise StillRepresented
    if command.successor_mandate_id in vacancy.assembly:
        raise MandateExists
    if vacancy.is_enrolled:
        raise AlreadyEnrolled
    check_days(today, command.ends_on, today)
    return [
        PersonEnrolled(person_id=command.successor_id, contact=command.contact),
        MandateGranted(
            mandate_id=command.successor_mandate_id,
            partner_id=command.partner_id,
            person_id=command.successor_id,
            capacity=Capacity.REPRESENTATIVE,
            designation=Designation.LETTER,
            starts_on=today,
            ends_on=command.ends_on,
        ),
        RepresentationRecovered(
            partner_id=command.partner_id,
            successor_mandate_id=command.successor_mandate_id,
            successor_id=command.successor_id,
            letter=command.letter,
        ),
    ]


recover_representation = Decider(boundary, Vacancy(), evolve, decide)
