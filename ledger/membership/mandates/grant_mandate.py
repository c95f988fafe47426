"""Grant a mandate: let a person act for a partner, in a capacity, for a time."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import MandateId, PartnerId, PersonId
from ledger.kernel.messages import Acting, Capacity, Command, Fact
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words
from ledger.membership.mandates.events import Designation, MandateGranted
from ledger.membership.mandates.refusals import CapacityNotYours, MandateExists
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
from ledger.membership.people.refusals import AlreadyEnrolled, UnknownPerson

OF_THE_PARTNER: Final = frozenset(
    {Capacity.REPRESENTATIVE, Capacity.ALTERNATE, Capacity.CONTRIBUTOR}
)
"""What a partner's representative gives; any other capacity is the board's to give."""


@dataclass(frozen=True, kw_only=True)
class GrantMandate(Command):
    """A representative or the board designates a person.

    With ``contact``, the person is enrolled in the same stroke; without it,
    they are enrolled already.
    """

    mandate_id: MandateId
    partner_id: PartnerId
    person_id: PersonId
    capacity: Capacity
    designation: Designation
    starts_on: date
    ends_on: date | None = None
    contact: Words | None = None


@dataclass(frozen=True)
class Desk:
    """Where the partner stands, who is enrolled, whether the mandate exists."""

    partnership: Partnership = Partnership.UNKNOWN
    people: frozenset[PersonId] = field(default_factory=frozenset[PersonId])
    is_granted: bool = False


def boundary(command: GrantMandate) -> Boundary:
    """Depend on the partner, the person, and this mandate's name."""
    return (
        partnership_of(command.partner_id),
        facts(PersonEnrolled, person_id=command.person_id),
        facts(MandateGranted, mandate_id=command.mandate_id),
    )


def evolve(desk: Desk, fact: PartnershipFact | PersonEnrolled | MandateGranted) -> Desk:
    """Remember standing, persons, and the mandate."""
    if isinstance(fact, PARTNERSHIP):
        return replace(desk, partnership=evolve_partnership(fact))
    match fact:
        case PersonEnrolled(person_id=person):
            return replace(desk, people=desk.people | {person})
        case MandateGranted():
            return replace(desk, is_granted=True)


def decide(desk: Desk, command: GrantMandate, acting: Acting) -> list[Fact]:
    """Let each designate within their own bounds."""
    _check_bounds(command, acting)
    require_active(desk.partnership)
    check_days(command.starts_on, command.ends_on, day_in_paris(command.at))
    if desk.is_granted:
        raise MandateExists
    granted = MandateGranted(
        mandate_id=command.mandate_id,
        partner_id=command.partner_id,
        person_id=command.person_id,
        capacity=command.capacity,
        designation=command.designation,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
    )
    is_enrolled = command.person_id in desk.people
    if command.contact is None:
        if not is_enrolled:
            raise UnknownPerson
        return [granted]
    if is_enrolled:
        raise AlreadyEnrolled
    enrolled = PersonEnrolled(person_id=command.person_id, contact=command.contact)
    return [enrolled, granted]


def _check_bounds(command: GrantMandate, acting: Acting) -> None:
    is_own = acting.partner_id == command.partner_id
    if command.capacity in OF_THE_PARTNER:
        if acting.capacity is Capacity.REPRESENTATIVE and is_own:
            return
    elif acting.capacity is Capacity.BOARD_MEMBER:
        return
    raise CapacityNotYours


grant_mandate = Decider(boundary, Desk(), evolve, decide)
