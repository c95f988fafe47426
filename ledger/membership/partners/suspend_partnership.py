"""Suspend a partnership: the partner does not act until it is resumed."""

from dataclasses import dataclass

from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.events import PartnershipSuspended
from ledger.membership.partners.standing import (
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_active,
)


@dataclass(frozen=True, kw_only=True)
class SuspendPartnership(Command):
    """The board suspends a partner, with its reason."""

    partner_id: PartnerId
    reason: Words


def boundary(command: SuspendPartnership) -> Boundary:
    """Depend on where the partner stands."""
    return (partnership_of(command.partner_id),)


def evolve(_partnership: Partnership, fact: PartnershipFact) -> Partnership:
    """Remember where the partner stands."""
    return evolve_partnership(fact)


def decide(
    partnership: Partnership, command: SuspendPartnership, _acting: Acting
) -> list[PartnershipSuspended]:
    """Suspend a partner that is active."""
    require_active(partnership)
    return [PartnershipSuspended(partner_id=command.partner_id, reason=command.reason)]


suspend_partnership = Decider(boundary, Partnership.UNKNOWN, evolve, decide)
