"""Designate the elected: a decision seats, by itself, the person it names."""

from dataclasses import dataclass, field, replace
from typing import Final

from ledger.governance.decisions.effects import (
    EFFECT,
    NO_EFFECT,
    Effect,
    EffectFact,
    effect_of,
    evolve_effect,
    subject_of,
)
from ledger.governance.decisions.refusals import EffectDone, EffectOfAnotherKind
from ledger.governance.proposals.subjects import Designating
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import DecisionId, MandateId, PartnerId, PersonId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.membership.mandates.events import Designation, MandateGranted
from ledger.membership.mandates.refusals import MandateExists
from ledger.membership.mandates.terms import check_days
from ledger.membership.partners.standing import (
    NOBODY_STANDS,
    PARTNERSHIP,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnership_of,
    require_active,
    standing_in,
)
from ledger.membership.people.events import PersonEnrolled
from ledger.membership.people.refusals import UnknownPerson


@dataclass(frozen=True, kw_only=True)
class DesignateElected(Command):
    """A decision on a designation takes effect; what it names is named again."""

    decision_id: DecisionId
    mandate_id: MandateId
    partner_id: PartnerId
    person_id: PersonId


@dataclass(frozen=True)
class Seat:
    """The decision, whom it seats for whom, and whether the mandate exists."""

    effect: Effect = NO_EFFECT
    standings: Standings = field(default_factory=lambda: NOBODY_STANDS)
    is_enrolled: bool = False
    granted: MandateGranted | None = None


EMPTY_SEAT: Final = Seat()


def boundary(command: DesignateElected) -> Boundary:
    """Depend on the decision, the partner, the person and the mandate's name."""
    return (
        effect_of(command.decision_id),
        partnership_of(command.partner_id),
        facts(PersonEnrolled, person_id=command.person_id),
        facts(MandateGranted, mandate_id=command.mandate_id),
    )


def evolve(
    seat: Seat, fact: EffectFact | PartnershipFact | PersonEnrolled | MandateGranted
) -> Seat:
    """Remember decision, standing, person and mandate."""
    if isinstance(fact, EFFECT):
        return replace(seat, effect=evolve_effect(seat.effect, fact))
    if isinstance(fact, PARTNERSHIP):
        return replace(seat, standings=evolve_standings(seat.standings, fact))
    match fact:
        case PersonEnrolled():
            return replace(seat, is_enrolled=True)
        case MandateGranted():
            return replace(seat, granted=fact)


def decide(
    seat: Seat, command: DesignateElected, _acting: Acting
) -> list[MandateGranted]:
    """Seat the person once, if the partner still stands and the days still hold.

    A mandate of that name which says something else was granted by a rival.
    """
    subject = subject_of(seat.effect, Designating)
    assert isinstance(subject, Designating), "another kind was refused"
    named = (command.mandate_id, command.partner_id, command.person_id)
    if named != (subject.mandate_id, subject.partner_id, subject.person_id):
        raise EffectOfAnotherKind
    mandate = MandateGranted(
        mandate_id=subject.mandate_id,
        partner_id=subject.partner_id,
        person_id=subject.person_id,
        capacity=subject.capacity,
        designation=Designation.ELECTION,
        starts_on=subject.starts_on,
        ends_on=subject.ends_on,
    )
    if seat.granted is not None:
        raise EffectDone if seat.granted == mandate else MandateExists
    require_active(standing_in(seat.standings, subject.partner_id))
    if not seat.is_enrolled:
        raise UnknownPerson
    check_days(subject.starts_on, subject.ends_on, day_in_paris(command.at))
    return [mandate]


designate_elected = Decider(boundary, EMPTY_SEAT, evolve, decide)
