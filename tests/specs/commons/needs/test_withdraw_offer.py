"""Withdraw an offer."""

from datetime import UTC, datetime

from ledger.commons.needs.refusals import (
    NotYourOffer,
    OfferIsUsed,
    OfferIsWithdrawn,
    UnknownOffer,
)
from ledger.commons.needs.withdraw_offer import WithdrawOffer
from ledger.kernel.identifiers import PartnerId
from tests.cast import BRUMES, LITTORAL
from tests.hall import (
    AGREED,
    HALL,
    KEPT,
    ON_OFFER,
    SEEDS_OFFERED,
    SEEDS_TAKEN_BACK,
    TAKEN_BACK,
    WAITING,
    asked,
)
from tests.spec import given


def taking_back(
    partner_id: PartnerId = LITTORAL, /, **content: object
) -> WithdrawOffer:
    made = asked(WithdrawOffer, partner_id, **{"offer_id": HALL, **content})
    assert isinstance(made, WithdrawOffer)
    return made


def test_its_author_takes_an_offer_back() -> None:
    """Even an accepted one, and one that lapsed: nothing stays awaited in vain."""
    given(*ON_OFFER).when(taking_back()).then(TAKEN_BACK)
    given(*AGREED).when(taking_back()).then(TAKEN_BACK)
    april = datetime(2026, 4, 2, 12, 0, tzinfo=UTC)
    given(*ON_OFFER, at=april).when(taking_back(at=april)).then(TAKEN_BACK)


def test_another_partner_cannot() -> None:
    """Not even the one it was made to."""
    given(*AGREED).when(taking_back(BRUMES)).refused(NotYourOffer)


def test_an_offer_that_nobody_made_is_unknown() -> None:
    """Even beside one that is made."""
    given(*WAITING, SEEDS_OFFERED).when(taking_back()).refused(UnknownOffer)


def test_an_offer_is_taken_back_once() -> None:
    """And never once it is kept: then the contribution is withdrawn."""
    again = taking_back(key="another form")
    given(*ON_OFFER, TAKEN_BACK).when(again).refused(OfferIsWithdrawn)
    given(*AGREED, KEPT).when(again).refused(OfferIsUsed)


def test_the_end_of_another_offer_is_no_obstacle() -> None:
    """Each has its own life."""
    (
        given(*ON_OFFER, SEEDS_OFFERED, SEEDS_TAKEN_BACK)
        .when(taking_back())
        .then(TAKEN_BACK)
    )
