"""Withdraw a mandate before its day."""

from dataclasses import dataclass, field, replace
from typing import Final

from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import MandateId, PartnerId
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
from ledger.membership.mandates.refusals import (
    LastRepresentative,
    OwnSeat,
    SeatOfTheBoard,
    UnknownMandate,
)
from ledger.membership.partners.standing import (
    NOBODY_STANDS,
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnerships_of,
    require_own_or_board,
    require_standing,
    standing_in,
)

HANDING_OVER: Final = frozenset({Capacity.REPRESENTATIVE})
"""Who can designate others for the partner; an alternate alone could not."""


@dataclass(frozen=True, kw_only=True)
class WithdrawMandate(Command):
    """A partner's representative or the board ends a mandate."""

    acting_for_id: PartnerId
    mandate_id: MandateId
    partner_id: PartnerId
    reason: Words | None = None


@dataclass(frozen=True)
class Muster:
    """Where the bodies stand, and the partner's mandates."""

    standings: Standings = field(default_factory=lambda: NOBODY_STANDS)
    assembly: Assembly = field(default_factory=lambda: NOBODY)


def boundary(command: WithdrawMandate) -> Boundary:
    """Depend on all mandates of the partner: the last one must not go."""
    return (
        *partnerships_of(command.partner_id, command.acting_for_id),
        assembly_of(command.partner_id),
    )


Fact = PartnershipFact | MandateGranted | MandateWithdrawn


def evolve(muster: Muster, fact: Fact) -> Muster:
    """Remember standings, and the partner's mandates."""
    if isinstance(fact, PARTNERSHIP):
        return replace(muster, standings=evolve_standings(muster.standings, fact))
    match fact:
        case MandateGranted() | MandateWithdrawn():
            return replace(muster, assembly=evolve_assembly(muster.assembly, fact))


def decide(
    muster: Muster, command: WithdrawMandate, acting: Acting
) -> list[MandateWithdrawn]:
    """Withdraw a mandate, unless an active partner would be left without anyone."""
    own = standing_in(muster.standings, command.acting_for_id)
    require_standing(acting, command.acting_for_id, own)
    require_own_or_board(acting, command.partner_id)
    mandate = muster.assembly.get(command.mandate_id)
    if mandate is None or mandate.is_withdrawn:
        raise UnknownMandate
    if mandate.capacity is Capacity.BOARD_MEMBER:
        _check_seat(command, acting)
    today = day_in_paris(command.at)
    left = representing(muster.assembly, command.partner_id, today, HANDING_OVER)
    is_last = [m.mandate_id for m in left] == [command.mandate_id]
    partnership = standing_in(muster.standings, command.partner_id)
    if is_last and partnership is Partnership.ACTIVE:
        raise LastRepresentative
    return [
        MandateWithdrawn(
            mandate_id=command.mandate_id,
            partner_id=command.partner_id,
            person_id=mandate.person_id,
            reason=command.reason,
        )
    ]


def _check_seat(command: WithdrawMandate, acting: Acting) -> None:
    """Let the board alone take its seats, and nobody the one they sit on.

    Whoever takes a seat thus keeps one, on which the append is conditioned: two
    members who withdraw each other at once do not both succeed, and the board is
    never left empty, though no decision counts its seats.
    """
    if acting.capacity is not Capacity.BOARD_MEMBER:
        raise SeatOfTheBoard
    if command.mandate_id == acting.actor.mandate_id:
        raise OwnSeat


withdraw_mandate = Decider(boundary, Muster(), evolve, decide)
