"""Hand over a representation: drafts, tasks and reviews go to the successor."""

from dataclasses import dataclass, replace
from datetime import date

from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import MandateId, PartnerId, PersonId
from ledger.kernel.messages import Acting, Capacity, Command, Fact
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words
from ledger.membership.mandates.events import (
    Designation,
    MandateGranted,
    MandateWithdrawn,
    RepresentationHandedOver,
)
from ledger.membership.mandates.refusals import MandateExists, OwnSuccession
from ledger.membership.mandates.terms import check_days
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)
from ledger.membership.people.events import PersonEnrolled
from ledger.membership.people.refusals import AlreadyEnrolled, UnknownPerson


@dataclass(frozen=True, kw_only=True)
class HandOverRepresentation(Command):
    """A representative passes their mandate to a successor from today on.

    With ``contact``, the successor is enrolled in the same stroke.
    """

    partner_id: PartnerId
    successor_id: PersonId
    successor_mandate_id: MandateId
    ends_on: date | None = None
    contact: Words | None = None


@dataclass(frozen=True)
class Handover:
    """Where the partner stands, who is enrolled, whether the new mandate exists."""

    partnership: Partnership = Partnership.UNKNOWN
    is_enrolled: bool = False
    is_granted: bool = False


def boundary(command: HandOverRepresentation) -> Boundary:
    """Depend on the partner, the successor and the new mandate's name."""
    return (
        partnership_of(command.partner_id),
        facts(PersonEnrolled, person_id=command.successor_id),
        facts(MandateGranted, mandate_id=command.successor_mandate_id),
    )


def evolve(
    handover: Handover, fact: PartnershipFact | PersonEnrolled | MandateGranted
) -> Handover:
    """Remember standing, successor and mandate."""
    if isinstance(fact, PARTNERSHIP):
        return replace(handover, partnership=evolve_partnership(fact))
    match fact:
        case PersonEnrolled():
            return replace(handover, is_enrolled=True)
        case MandateGranted():
            return replace(handover, is_granted=True)


def decide(
    handover: Handover, command: HandOverRepresentation, acting: Acting
) -> list[Fact]:
    """Grant the successor's mandate and withdraw one's own in one stroke."""
    require_standing(acting, command.partner_id, handover.partnership)
    person, mandate = acting.actor.person_id, acting.actor.mandate_id
    assert person is not None, "a representative is a person"
    assert mandate is not None, "a representative has a mandate"
    if command.successor_id == person:
        raise OwnSuccession
    if handover.is_granted:
        raise MandateExists
    if handover.is_enrolled and command.contact is not None:
        raise AlreadyEnrolled
    if not handover.is_enrolled and command.contact is None:
        raise UnknownPerson
    today = day_in_paris(command.at)
    check_days(today, command.ends_on, today)
    enrolled = (
        [PersonEnrolled(person_id=command.successor_id, contact=command.contact)]
        if command.contact is not None
        else []
    )
    return [
        *enrolled,
        MandateGranted(
            mandate_id=command.successor_mandate_id,
            partner_id=command.partner_id,
            person_id=command.successor_id,
            capacity=_capacity(acting),
            designation=Designation.HANDOVER,
            starts_on=today,
            ends_on=command.ends_on,
        ),
        RepresentationHandedOver(
            partner_id=command.partner_id,
            mandate_id=mandate,
            successor_mandate_id=command.successor_mandate_id,
            successor_id=command.successor_id,
        ),
        MandateWithdrawn(
            mandate_id=mandate, partner_id=command.partner_id, person_id=person
        ),
    ]


def _capacity(acting: Acting) -> Capacity:
    assert acting.capacity is not None, "the policy lets representatives through only"
    return acting.capacity


hand_over_representation = Decider(boundary, Handover(), evolve, decide)
