"""Recover a representation: a partner left without anyone gets someone again."""

from dataclasses import dataclass, field, replace
from datetime import date

from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import MandateId, PartnerId, PersonId
from ledger.kernel.messages import Acting, Capacity, Command, Fact
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words
from ledger.membership.mandates.assembly import (
    NOBODY,
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
from ledger.membership.mandates.terms import check_days
from ledger.membership.partners.standing import (
    NOBODY_STANDS,
    PARTNERSHIP,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnerships_of,
    require_active,
    require_standing,
    standing_in,
)
from ledger.membership.people.events import PersonEnrolled
from ledger.membership.people.refusals import AlreadyEnrolled


@dataclass(frozen=True, kw_only=True)
class RecoverRepresentation(Command):
    """The board names a representative, by the letter of the partner's head."""

    acting_for_id: PartnerId
    partner_id: PartnerId
    successor_id: PersonId
    successor_mandate_id: MandateId
    contact: Words
    letter: Words
    ends_on: date | None = None


@dataclass(frozen=True)
class Vacancy:
    """Where the bodies stand, which mandates there are, and who is enrolled."""

    standings: Standings = field(default_factory=lambda: NOBODY_STANDS)
    assembly: Assembly = field(default_factory=lambda: NOBODY)
    is_enrolled: bool = False


def boundary(command: RecoverRepresentation) -> Boundary:
    """Depend on the partner, all its mandates, the successor, and who asks.

    The new mandate's name counts too: taken by a mandate of another partner, it
    would put the successor in that one's place.
    """
    return (
        *partnerships_of(command.partner_id, command.acting_for_id),
        assembly_of(command.partner_id),
        facts(MandateGranted, mandate_id=command.successor_mandate_id),
        facts(PersonEnrolled, person_id=command.successor_id),
    )


def evolve(
    vacancy: Vacancy,
    fact: PartnershipFact | MandateGranted | MandateWithdrawn | PersonEnrolled,
) -> Vacancy:
    """Remember standing, mandates and successor."""
    if isinstance(fact, PARTNERSHIP):
        standings = evolve_standings(vacancy.standings, fact)
        return replace(vacancy, standings=standings)
    match fact:
        case PersonEnrolled():
            return replace(vacancy, is_enrolled=True)
        case MandateGranted() | MandateWithdrawn():
            assembly = evolve_assembly(vacancy.assembly, fact)
            return replace(vacancy, assembly=assembly)


def decide(
    vacancy: Vacancy, command: RecoverRepresentation, acting: Acting
) -> list[Fact]:
    """Name a representative only where nobody represents the partner today."""
    own = standing_in(vacancy.standings, command.acting_for_id)
    require_standing(acting, command.acting_for_id, own)
    require_active(standing_in(vacancy.standings, command.partner_id))
    today = day_in_paris(command.at)
    if representing(vacancy.assembly, command.partner_id, today):
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
