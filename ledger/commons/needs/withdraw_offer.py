"""Withdraw an offer: its author takes it back, while nothing of it is recorded.

Even an accepted one: what cannot be brought after all should not stay awaited.
"""

from dataclasses import dataclass

from ledger.commons.needs.events import OfferWithdrawn
from ledger.commons.needs.offer import (
    Counter,
    counter_of,
    evolve_counter,
    require_standing_offer,
)
from ledger.commons.needs.refusals import (
    NotYourOffer,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import OfferId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.membership.partners.standing import require_standing


@dataclass(frozen=True, kw_only=True)
class WithdrawOffer(Command):
    """The partner that made an offer takes it back."""

    offer_id: OfferId
    partner_id: PartnerId


def boundary(command: WithdrawOffer) -> Boundary:
    """Depend on this offer, and on the standing of the partner that acts."""
    return counter_of(command.offer_id, command.partner_id)


def decide(
    counter: Counter, command: WithdrawOffer, acting: Acting
) -> list[OfferWithdrawn]:
    """Let the author take back what is not recorded yet."""
    require_standing(acting, command.partner_id, counter.partnership)
    if counter.offer.author not in {None, command.partner_id}:
        raise NotYourOffer
    require_standing_offer(counter.offer)
    return [OfferWithdrawn(offer_id=command.offer_id, partner_id=command.partner_id)]


withdraw_offer = Decider(boundary, Counter(), evolve_counter, decide)
