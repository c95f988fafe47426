"""The cast: persons and bodies that every story shares. All are invented."""

from datetime import date

from ledger.kernel.identifiers import MandateId, PartnerId, PersonId
from ledger.kernel.messages import Actor, Capacity, Fact
from ledger.kernel.words import Audience, Words, write
from ledger.membership.mandates.events import Designation, MandateGranted
from ledger.membership.partners.events import (
    PartnerInvited,
    PartnerKind,
    PartnershipConfirmed,
    Scope,
)
from ledger.membership.people.events import PersonEnrolled

YEAR_START, YEAR_END = date(2026, 1, 1), date(2026, 12, 31)

# Persons.
ADA, BEN, CLEO, DIA = (PersonId(name) for name in ("ada", "ben", "cleo", "dia"))

# Bodies: a region, a city, a small municipality, an association.
LITTORAL, BRUMES, SOURCES, PONT = (
    PartnerId(name) for name in ("littoral", "brumes", "sources", "pont")
)


def words(text: str, audience: Audience = Audience.PUBLIC) -> Words:
    """Return a reference to words that a story does not need to read."""
    return write("text", text, audience).reference


def partner(
    partner_id: PartnerId, kind: PartnerKind = PartnerKind.ASSOCIATION
) -> tuple[Fact, ...]:
    """Return the facts by which a body became a partner."""
    contact = PersonId(f"{partner_id}-contact")
    return (
        PersonEnrolled(
            person_id=contact,
            contact=write(
                "contact", "a@b.test", Audience.PERSONAL, subject=contact
            ).reference,
        ),
        PartnerInvited(
            partner_id=partner_id,
            kind=kind,
            scope=Scope.REGIONAL,
            name=words(partner_id),
            short_name=words(partner_id),
            contact_id=contact,
            no_identifier_reason=words("none yet"),
        ),
        PartnershipConfirmed(partner_id=partner_id),
    )


def mandate(
    person_id: PersonId,
    partner_id: PartnerId,
    capacity: Capacity = Capacity.REPRESENTATIVE,
    *,
    starts_on: date = YEAR_START,
    ends_on: date | None = YEAR_END,
) -> MandateGranted:
    """Return the grant of a mandate named after both and the capacity."""
    return MandateGranted(
        mandate_id=mandate_id(person_id, partner_id, capacity),
        partner_id=partner_id,
        person_id=person_id,
        capacity=capacity,
        designation=Designation.DELIBERATION,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def mandate_id(
    person_id: PersonId,
    partner_id: PartnerId,
    capacity: Capacity = Capacity.REPRESENTATIVE,
) -> MandateId:
    """Return the name the cast's mandates go by."""
    return MandateId(f"{person_id}-{partner_id}-{capacity}")


def acting_for(
    person_id: PersonId,
    partner_id: PartnerId,
    capacity: Capacity = Capacity.REPRESENTATIVE,
) -> Actor:
    """Return the person as actor under that mandate."""
    return Actor(
        person_id=person_id, mandate_id=mandate_id(person_id, partner_id, capacity)
    )
