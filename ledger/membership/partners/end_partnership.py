"""End a partnership: the partner leaves, what it did stays."""

from dataclasses import dataclass
from datetime import date

from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Acting, Capacity, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words
from ledger.membership.partners.events import PartnershipEnded
from ledger.membership.partners.refusals import (
    EndInFuture,
    PartnerNotActive,
    UnknownPartner,
)
from ledger.membership.partners.standing import (
    NOBODY_STANDS,
    Partnership,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnerships_of,
    require_acting_for,
    require_standing,
    standing_in,
)


@dataclass(frozen=True, kw_only=True)
class EndPartnership(Command):
    """A partner leaves, or the board ends its partnership."""

    acting_for_id: PartnerId
    partner_id: PartnerId
    ended_on: date
    reason: Words | None = None


def boundary(command: EndPartnership) -> Boundary:
    """Depend on where the partner stands, and the body of who asks."""
    return partnerships_of(command.partner_id, command.acting_for_id)


def evolve(standings: Standings, fact: PartnershipFact) -> Standings:
    """Remember where both stand."""
    return evolve_standings(standings, fact)


def decide(
    standings: Standings, command: EndPartnership, acting: Acting
) -> list[PartnershipEnded]:
    """End what is active or suspended; only the board ends another's partnership.

    A suspended partner may leave, though it may do nothing else.
    """
    require_acting_for(acting, command.acting_for_id)
    if acting.capacity is Capacity.BOARD_MEMBER:
        own = standing_in(standings, command.acting_for_id)
        require_standing(acting, command.acting_for_id, own)
    else:
        require_acting_for(acting, command.partner_id)
    partnership = standing_in(standings, command.partner_id)
    if partnership is Partnership.UNKNOWN:
        raise UnknownPartner
    if partnership not in {Partnership.ACTIVE, Partnership.SUSPENDED}:
        raise PartnerNotActive
    if command.ended_on > day_in_paris(command.at):
        raise EndInFuture
    return [
        PartnershipEnded(
            partner_id=command.partner_id,
            ended_on=command.ended_on,
            reason=command.reason,
        )
    ]


end_partnership = Decider(boundary, NOBODY_STANDS, evolve, decide)
