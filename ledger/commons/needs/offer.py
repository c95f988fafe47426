"""The offer: what the decisions about one offer remember."""

from dataclasses import dataclass, replace
from datetime import date

from ledger.commons.contributions.events import ContributionRecorded
from ledger.commons.needs.events import (
    OfferAccepted,
    OfferMade,
    OfferWithdrawn,
)
from ledger.commons.needs.refusals import (
    OfferIsUsed,
    OfferIsWithdrawn,
    UnknownOffer,
)
from ledger.kernel.decider import Boundary, Facts, facts
from ledger.kernel.identifiers import OfferId, PartnerId
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
)

OFFER = (OfferMade, OfferAccepted, OfferWithdrawn, ContributionRecorded)
OfferFact = OfferMade | OfferAccepted | OfferWithdrawn | ContributionRecorded


@dataclass(frozen=True)
class Offer:
    """Who offers, to whom if not to all, until when, and what became of it."""

    author: PartnerId | None = None
    seeker: PartnerId | None = None
    until: date | None = None
    is_accepted: bool = False
    is_withdrawn: bool = False
    is_used: bool = False


NO_OFFER = Offer()


def life_of_offer(offer_id: OfferId) -> Facts:
    """Depend on one offer, up to the contribution that keeps it."""
    return facts(*OFFER, offer_id=offer_id)


def evolve_offer(offer: Offer, fact: OfferFact) -> Offer:
    """Remember what the fact changes."""
    match fact:
        case OfferMade(partner_id=author, seeker_id=seeker, until=until):
            return Offer(author=author, seeker=seeker, until=until)
        case OfferAccepted():
            return replace(offer, is_accepted=True)
        case OfferWithdrawn():
            return replace(offer, is_withdrawn=True)
        case ContributionRecorded():
            return replace(offer, is_used=True)


def require_standing_offer(offer: Offer) -> None:
    """Refuse an offer that nobody made, was taken back, or was already kept."""
    if offer.author is None:
        raise UnknownOffer
    if offer.is_withdrawn:
        raise OfferIsWithdrawn
    if offer.is_used:
        raise OfferIsUsed


@dataclass(frozen=True)
class Counter:
    """An offer, and where the partner stands that takes it or takes it back."""

    partnership: Partnership = Partnership.UNKNOWN
    offer: Offer = NO_OFFER


def counter_of(offer_id: OfferId, partner_id: PartnerId) -> Boundary:
    """Depend on the offer, and on the standing of the partner that acts."""
    return (partnership_of(partner_id), life_of_offer(offer_id))


def evolve_counter(counter: Counter, fact: PartnershipFact | OfferFact) -> Counter:
    """Remember what the fact changes."""
    if isinstance(fact, PARTNERSHIP):
        return replace(counter, partnership=evolve_partnership(fact))
    return replace(counter, offer=evolve_offer(counter.offer, fact))
