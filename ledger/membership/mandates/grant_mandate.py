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
from ledger.membership.mandates.refusals import (
    CapacityNotYours,
    DesignationNotGiven,
    MandateExists,
)
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
from ledger.membership.people.refusals import AlreadyEnrolled, UnknownPerson

OF_THE_PARTNER: Final = frozenset(
    {Capacity.REPRESENTATIVE, Capacity.ALTERNATE, Capacity.CONTRIBUTOR}
)
"""What a partner's representative gives."""

OF_THE_COMMONS: Final = frozenset(
    {
        Capacity.BOARD_MEMBER,
        Capacity.SECRETARY,
        Capacity.FACILITATOR,
        Capacity.TREASURER,
        Capacity.AUDITOR,
        Capacity.DATA_PROTECTION_OFFICER,
    }
)
"""What the board gives. Whoever takes part in their own name was invited to."""

BY_GRANT: Final = frozenset(
    {Designation.DELIBERATION, Designation.DECISION_OF_HEAD, Designation.ELECTION}
)
"""How a body designates; the other ways belong to commands of their own."""


@dataclass(frozen=True, kw_only=True)
class GrantMandate(Command):
    """A representative or the board designates a person.

    With ``contact``, the person is enrolled in the same stroke; without it,
    they are enrolled already.
    """

    acting_for_id: PartnerId
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
    """Where the bodies stand, who is enrolled, whether the mandate exists."""

    standings: Standings = field(default_factory=lambda: NOBODY_STANDS)
    is_enrolled: bool = False
    is_granted: bool = False


def boundary(command: GrantMandate) -> Boundary:
    """Depend on the partner, the person, this mandate's name, and who asks."""
    return (
        *partnerships_of(command.partner_id, command.acting_for_id),
        facts(PersonEnrolled, person_id=command.person_id),
        facts(MandateGranted, mandate_id=command.mandate_id),
    )


def evolve(desk: Desk, fact: PartnershipFact | PersonEnrolled | MandateGranted) -> Desk:
    """Remember standing, persons, and the mandate."""
    if isinstance(fact, PARTNERSHIP):
        return replace(desk, standings=evolve_standings(desk.standings, fact))
    match fact:
        case PersonEnrolled():
            return replace(desk, is_enrolled=True)
        case MandateGranted():
            return replace(desk, is_granted=True)


def decide(desk: Desk, command: GrantMandate, acting: Acting) -> list[Fact]:
    """Let each designate within their own bounds."""
    own = standing_in(desk.standings, command.acting_for_id)
    require_standing(acting, command.acting_for_id, own)
    _check_bounds(command, acting)
    require_active(standing_in(desk.standings, command.partner_id))
    if command.designation not in BY_GRANT:
        raise DesignationNotGiven
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
    if command.contact is None:
        if not desk.is_enrolled:
            raise UnknownPerson
        return [granted]
    if desk.is_enrolled:
        raise AlreadyEnrolled
    enrolled = PersonEnrolled(person_id=command.person_id, contact=command.contact)
    return [enrolled, granted]


def _check_bounds(command: GrantMandate, acting: Acting) -> None:
    match acting.capacity:
        case Capacity.REPRESENTATIVE if acting.partner_id == command.partner_id:
            given = OF_THE_PARTNER
        case Capacity.BOARD_MEMBER:
            given = OF_THE_COMMONS
        case _:
            raise CapacityNotYours
    if command.capacity not in given:
        raise CapacityNotYours


grant_mandate = Decider(boundary, Desk(), evolve, decide)
