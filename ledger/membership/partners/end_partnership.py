"""End a partnership: the partner leaves, what it did stays."""

from dataclasses import dataclass
from datetime import date

from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Acting, Capacity, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words
from ledger.membership.partners.events import PartnershipEnded
from ledger.membership.partners.refusals import DayInFuture, PartnerNotActive
from ledger.membership.partners.standing import (
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_acting_for,
)


@dataclass(frozen=True, kw_only=True)
class EndPartnership(Command):
    """A partner leaves, or the board ends its partnership."""

    partner_id: PartnerId
    ended_on: date
    reason: Words | None = None


def boundary(command: EndPartnership) -> Boundary:
    """Depend on where the partner stands."""
    return (partnership_of(command.partner_id),)


def evolve(_partnership: Partnership, fact: PartnershipFact) -> Partnership:
    """Remember where the partner stands."""
    return evolve_partnership(fact)


def decide(
    partnership: Partnership, command: EndPartnership, acting: Acting
) -> list[PartnershipEnded]:
    """End what is active or suspended; a representative ends only their own."""
    if acting.capacity is not Capacity.BOARD_MEMBER:
        require_acting_for(acting, command.partner_id)
    if partnership not in {Partnership.ACTIVE, Partnership.SUSPENDED}:
        raise PartnerNotActive
    if command.ended_on > day_in_paris(command.at):
        raise DayInFuture
    return [
        PartnershipEnded(
            partner_id=command.partner_id,
            ended_on=command.ended_on,
            reason=command.reason,
        )
    ]


end_partnership = Decider(boundary, Partnership.UNKNOWN, evolve, decide)
