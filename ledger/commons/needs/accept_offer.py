"""Accept an offer: another partner takes it, and its author is to bring it.

An offer that answers a need is for whoever stated that need; any other is for
whoever comes first.
"""

from dataclasses import dataclass

from ledger.commons.needs.announcing import is_over
from ledger.commons.needs.events import OfferAccepted
from ledger.commons.needs.offer import (
    Counter,
    counter_of,
    evolve_counter,
    require_standing_offer,
)
from ledger.commons.needs.refusals import (
    OfferForAnother,
    OfferIsAccepted,
    OfferLapsed,
    OwnOffer,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import OfferId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.membership.partners.standing import require_standing


@dataclass(frozen=True, kw_only=True)
class AcceptOffer(Command):
    """Another partner takes what is offered."""

    offer_id: OfferId
    partner_id: PartnerId


def boundary(command: AcceptOffer) -> Boundary:
    """Depend on this offer, and on the standing of the partner that takes it."""
    return counter_of(command.offer_id, command.partner_id)


def decide(
    counter: Counter, command: AcceptOffer, acting: Acting
) -> list[OfferAccepted]:
    """Let one other partner take an offer, up to its last day."""
    require_standing(acting, command.partner_id, counter.partnership)
    offer = counter.offer
    require_standing_offer(offer)
    if offer.author == command.partner_id:
        raise OwnOffer
    if offer.seeker not in {None, command.partner_id}:
        raise OfferForAnother
    if offer.is_accepted:
        raise OfferIsAccepted
    if is_over(offer.until, day_in_paris(command.at)):
        raise OfferLapsed
    return [OfferAccepted(offer_id=command.offer_id, accepting_id=command.partner_id)]


accept_offer = Decider(boundary, Counter(), evolve_counter, decide)
