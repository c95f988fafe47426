"""Roll: who votes in the commons, one mandate for each partner.

The representative designated first votes for a partner, and without one the
alternate; whoever takes part in their own name does not vote. All of it is filed
under the commons: whoever freezes an electorate can see that nobody is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from ledger.kernel.decider import Facts, facts
from ledger.kernel.identifiers import (
    THE_COMMONS,
    CollegeId,
    MandateId,
    PartnerId,
)
from ledger.kernel.messages import Capacity
from ledger.membership.mandates.events import (
    CollegeFounded,
    MandateGranted,
    MandateWithdrawn,
    PartnerAssignedToCollege,
)
from ledger.membership.mandates.standing import Mandate, mandate_of
from ledger.membership.partners.events import (
    PartnerInvited,
    PartnerKind,
    PartnerMerged,
    PartnershipConfirmed,
    PartnershipEnded,
    PartnershipResumed,
    PartnershipSuspended,
)

ROLL: Final = (
    PartnerInvited,
    PartnershipConfirmed,
    PartnershipSuspended,
    PartnershipResumed,
    PartnershipEnded,
    PartnerMerged,
    MandateGranted,
    MandateWithdrawn,
    PartnerAssignedToCollege,
    CollegeFounded,
)
RollFact = (
    PartnerInvited
    | PartnershipConfirmed
    | PartnershipSuspended
    | PartnershipResumed
    | PartnershipEnded
    | PartnerMerged
    | MandateGranted
    | MandateWithdrawn
    | PartnerAssignedToCollege
    | CollegeFounded
)
PUBLIC_BODIES: Final = frozenset(
    {
        PartnerKind.STATE_SERVICE,
        PartnerKind.STATE_OPERATOR,
        PartnerKind.REGION,
        PartnerKind.DEPARTMENT,
        PartnerKind.EPCI,
        PartnerKind.COMMUNE,
        PartnerKind.PUBLIC_BODY,
        PartnerKind.UNIVERSITY,
    }
)
VOTING: Final = (Capacity.REPRESENTATIVE, Capacity.ALTERNATE)


@dataclass(frozen=True)
class Seat:
    """The mandate that votes for a partner, and where."""

    mandate_id: MandateId
    partner_id: PartnerId
    college_id: CollegeId | None
    is_public: bool


@dataclass(frozen=True)
class Roll:
    """Who belongs, who is designated by whom, and in which college each votes."""

    kinds: Mapping[PartnerId, PartnerKind] = field(
        default_factory=dict[PartnerId, PartnerKind]
    )
    active: frozenset[PartnerId] = frozenset()
    mandates: Mapping[MandateId, Mandate] = field(
        default_factory=dict[MandateId, Mandate]
    )
    founded: frozenset[CollegeId] = frozenset()
    colleges: Mapping[PartnerId, CollegeId] = field(
        default_factory=dict[PartnerId, CollegeId]
    )


NO_ROLL: Final = Roll()


def the_roll() -> Facts:
    """Depend on everybody's partnership, designation and college."""
    return facts(*ROLL, commons_id=THE_COMMONS)


def evolve_roll(roll: Roll, fact: RollFact) -> Roll:  # noqa: PLR0911  # one way out for each kind of fact
    """Remember who belongs and who is designated."""
    match fact:
        case PartnerInvited(partner_id=name, kind=kind):
            return replace(roll, kinds={**roll.kinds, name: kind})
        case (
            PartnershipConfirmed(partner_id=name) | PartnershipResumed(partner_id=name)
        ):
            return replace(roll, active=roll.active | {name})
        case (
            PartnershipSuspended(partner_id=name)
            | PartnershipEnded(partner_id=name)
            | PartnerMerged(partner_id=name)
        ):
            return replace(roll, active=roll.active - {name})
        case MandateGranted(mandate_id=name):
            return replace(roll, mandates={**roll.mandates, name: mandate_of(fact)})
        case MandateWithdrawn(mandate_id=name):
            ended = replace(roll.mandates[name], is_withdrawn=True)
            return replace(roll, mandates={**roll.mandates, name: ended})
        case PartnerAssignedToCollege(partner_id=name, college_id=college):
            return replace(roll, colleges={**roll.colleges, name: college})
        case CollegeFounded(college_id=college):
            return replace(roll, founded=roll.founded | {college})


def partners_seats(roll: Roll, day: date) -> list[Seat]:
    """Return one seat for each active partner that somebody represents that day."""
    first: dict[PartnerId, Mandate] = {}
    for capacity in VOTING:
        for mandate in roll.mandates.values():
            if mandate.capacity is capacity and mandate.is_in_force(day):
                first.setdefault(mandate.partner_id, mandate)
    return [
        _seat(roll, mandate)
        for partner, mandate in sorted(first.items())
        if partner in roll.active
    ]


def board_seats(roll: Roll, day: date) -> list[Seat]:
    """Return one seat for each member of the board in force that day."""
    return [
        _seat(roll, mandate)
        for _, mandate in sorted(roll.mandates.items())
        if mandate.capacity is Capacity.BOARD_MEMBER
        and mandate.is_in_force(day)
        and mandate.partner_id in roll.active
    ]


def _seat(roll: Roll, mandate: Mandate) -> Seat:
    partner = mandate.partner_id
    return Seat(
        mandate_id=mandate.mandate_id,
        partner_id=partner,
        college_id=roll.colleges.get(partner),
        is_public=roll.kinds.get(partner) in PUBLIC_BODIES,
    )
