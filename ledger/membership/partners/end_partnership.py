"""End a partnership: the partner leaves, what it did stays."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Acting, Capacity, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words
from ledger.membership.mandates.assembly import (
    NOBODY,
    Assembly,
    assembly_of,
    evolve_assembly,
    representing,
)
from ledger.membership.mandates.events import MandateGranted, MandateWithdrawn
from ledger.membership.partners.events import PartnershipEnded
from ledger.membership.partners.refusals import (
    EndInFuture,
    PartnerNotActive,
    SeatsOnTheBoard,
    UnknownPartner,
)
from ledger.membership.partners.standing import (
    NOBODY_STANDS,
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnerships_of,
    require_acting_for,
    require_another_partner,
    require_standing,
    standing_in,
)

SEATS: Final = frozenset({Capacity.BOARD_MEMBER})


@dataclass(frozen=True, kw_only=True)
class EndPartnership(Command):
    """A partner leaves, or the board ends its partnership."""

    acting_for_id: PartnerId
    partner_id: PartnerId
    ended_on: date
    reason: Words | None = None


@dataclass(frozen=True)
class Departure:
    """Where the bodies stand, and the mandates of the one that would leave."""

    standings: Standings = field(default_factory=lambda: NOBODY_STANDS)
    assembly: Assembly = field(default_factory=lambda: NOBODY)


def boundary(command: EndPartnership) -> Boundary:
    """Depend on where the partner stands, who acts for it, and the body of who asks."""
    return (
        *partnerships_of(command.partner_id, command.acting_for_id),
        assembly_of(command.partner_id),
    )


Fact = PartnershipFact | MandateGranted | MandateWithdrawn


def evolve(departure: Departure, fact: Fact) -> Departure:
    """Remember standings, and the partner's mandates."""
    if isinstance(fact, PARTNERSHIP):
        standings = evolve_standings(departure.standings, fact)
        return replace(departure, standings=standings)
    match fact:
        case MandateGranted() | MandateWithdrawn():
            assembly = evolve_assembly(departure.assembly, fact)
            return replace(departure, assembly=assembly)


def decide(
    departure: Departure, command: EndPartnership, acting: Acting
) -> list[PartnershipEnded]:
    """End what is active or suspended; only the board ends another's partnership.

    A suspended partner may leave, though it may do nothing else: its seats on the
    board are at rest like the rest of it. An active one gives them back first.
    """
    standings, today = departure.standings, day_in_paris(command.at)
    require_acting_for(acting, command.acting_for_id)
    if acting.capacity is Capacity.BOARD_MEMBER:
        own = standing_in(standings, command.acting_for_id)
        require_standing(acting, command.acting_for_id, own)
        require_another_partner(acting, command.partner_id)
    else:
        require_acting_for(acting, command.partner_id)
    partnership = standing_in(standings, command.partner_id)
    if partnership is Partnership.UNKNOWN:
        raise UnknownPartner
    if partnership not in {Partnership.ACTIVE, Partnership.SUSPENDED}:
        raise PartnerNotActive
    is_leaving = acting.capacity is not Capacity.BOARD_MEMBER
    seats = representing(departure.assembly, command.partner_id, today, SEATS)
    if is_leaving and partnership is Partnership.ACTIVE and seats:
        raise SeatsOnTheBoard
    if command.ended_on > today:
        raise EndInFuture
    return [
        PartnershipEnded(
            partner_id=command.partner_id,
            ended_on=command.ended_on,
            reason=command.reason,
        )
    ]


end_partnership = Decider(boundary, Departure(), evolve, decide)
