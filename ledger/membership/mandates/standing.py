"""Standing: under what mandate someone acts, as far as the ledger knows.

Every command is decided with its actor's standing, read and conditioned in
the same append: a mandate withdrawn meanwhile makes the append a conflict.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from ledger.kernel.decider import Boundary, facts
from ledger.kernel.identifiers import MandateId, PartnerId, PersonId
from ledger.kernel.messages import Acting, Actor, Capacity
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.refusals import NoMandateInForce
from ledger.membership.mandates.events import MandateGranted, MandateWithdrawn


@dataclass(frozen=True)
class Mandate:
    """A mandate with its days, the last one included."""

    mandate_id: MandateId
    partner_id: PartnerId
    person_id: PersonId
    capacity: Capacity
    starts_on: date
    ends_on: date | None = None
    is_withdrawn: bool = False

    def is_in_force(self, day: date) -> bool:
        """Tell whether the mandate holds on that day; it lapses by itself."""
        if self.is_withdrawn or day < self.starts_on:
            return False
        return self.ends_on is None or day <= self.ends_on


@dataclass(frozen=True)
class Standing:
    """The mandate the actor claims, if it was ever granted."""

    mandate: Mandate | None = None


def standing_boundary(actor: Actor) -> Boundary:
    """Depend on the mandate acted under: nothing for a rule or an invited person."""
    if actor.mandate_id is None:
        return ()
    return (facts(MandateGranted, MandateWithdrawn, mandate_id=actor.mandate_id),)


def mandate_of(fact: MandateGranted) -> Mandate:
    """Return the mandate as it was granted."""
    return Mandate(
        mandate_id=fact.mandate_id,
        partner_id=fact.partner_id,
        person_id=fact.person_id,
        capacity=fact.capacity,
        starts_on=fact.starts_on,
        ends_on=fact.ends_on,
    )


def evolve(standing: Standing, fact: MandateGranted | MandateWithdrawn) -> Standing:
    """Remember the mandate, and that it was withdrawn."""
    match fact:
        case MandateGranted():
            return Standing(mandate_of(fact))
        case MandateWithdrawn():
            assert standing.mandate is not None, "a mandate is granted first"
            return Standing(replace(standing.mandate, is_withdrawn=True))


def acting(standing: Standing, actor: Actor, at: datetime) -> Acting:
    """Say who acts, for whom and in what capacity; refuse a lapsed mandate."""
    if actor.mandate_id is None:
        return Acting(actor=actor)
    mandate = standing.mandate
    if mandate is None or mandate.person_id != actor.person_id:
        raise NoMandateInForce
    if not mandate.is_in_force(day_in_paris(at)):
        raise NoMandateInForce
    return Acting(actor=actor, partner_id=mandate.partner_id, capacity=mandate.capacity)
