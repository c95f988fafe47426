"""Suspend a partnership: the partner does not act until it is resumed."""

from dataclasses import dataclass

from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.events import PartnershipSuspended
from ledger.membership.partners.standing import (
    NOBODY_STANDS,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnerships_of,
    require_active,
    require_another_partner,
    require_standing,
    standing_in,
)


@dataclass(frozen=True, kw_only=True)
class SuspendPartnership(Command):
    """The board suspends a partner, with its reason."""

    acting_for_id: PartnerId
    partner_id: PartnerId
    reason: Words


def boundary(command: SuspendPartnership) -> Boundary:
    """Depend on where the partner stands, and the body of who asks."""
    return partnerships_of(command.partner_id, command.acting_for_id)


def evolve(standings: Standings, fact: PartnershipFact) -> Standings:
    """Remember where both stand."""
    return evolve_standings(standings, fact)


def decide(
    standings: Standings, command: SuspendPartnership, acting: Acting
) -> list[PartnershipSuspended]:
    """Suspend a partner that is active."""
    own = standing_in(standings, command.acting_for_id)
    require_standing(acting, command.acting_for_id, own)
    require_another_partner(acting, command.partner_id)
    require_active(standing_in(standings, command.partner_id))
    return [PartnershipSuspended(partner_id=command.partner_id, reason=command.reason)]


suspend_partnership = Decider(boundary, NOBODY_STANDS, evolve, decide)
