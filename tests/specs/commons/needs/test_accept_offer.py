"""Accept an offer."""

from datetime import UTC, datetime

import msgspec
import pytest

from ledger.commons.needs.accept_offer import AcceptOffer
from ledger.commons.needs.refusals import (
    OfferForAnother,
    OfferIsAccepted,
    OfferIsUsed,
    OfferIsWithdrawn,
    OfferLapsed,
    OwnOffer,
    UnknownOffer,
)
from ledger.kernel.identifiers import PartnerId
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.hall import (
    ACCEPTED,
    AGREED,
    HALL,
    KEPT,
    MET,
    OFFERED,
    ON_OFFER,
    SEEDS,
    SEEDS_ACCEPTED,
    SEEDS_OFFERED,
    SEEDS_TAKEN_BACK,
    TAKEN_BACK,
    WAITING,
    asked,
)
from tests.spec import given


def taking(partner_id: PartnerId = BRUMES, /, **content: object) -> AcceptOffer:
    made = asked(AcceptOffer, partner_id, **{"offer_id": HALL, **content})
    assert isinstance(made, AcceptOffer)
    return made


def test_whoever_stated_the_need_accepts_what_answers_it() -> None:
    """Be the need met meanwhile: two offers may meet it."""
    given(*ON_OFFER).when(taking()).then(ACCEPTED)
    given(*ON_OFFER, MET).when(taking()).then(ACCEPTED)


def test_an_offer_that_answers_a_need_is_for_nobody_else() -> None:
    """Pont has to make its own need known."""
    given(*ON_OFFER).when(taking(PONT)).refused(OfferForAnother)


def test_an_offer_to_anybody_is_for_whoever_comes_first() -> None:
    """The second comer is told."""
    seeds = {"offer_id": SEEDS}
    story = given(*WAITING, SEEDS_OFFERED)
    story.when(taking(PONT, **seeds)).then(SEEDS_ACCEPTED)
    story.when(taking(BRUMES, **seeds)).refused(OfferIsAccepted)


def test_nobody_accepts_its_own_offer() -> None:
    """Whoever has it can bring it without asking."""
    given(*ON_OFFER).when(taking(LITTORAL)).refused(OwnOffer)
    own = taking(SOURCES, offer_id=SEEDS)
    given(*WAITING, SEEDS_OFFERED).when(own).refused(OwnOffer)


def test_an_offer_that_nobody_made_is_unknown() -> None:
    """Even beside one that is made."""
    given(*WAITING, SEEDS_OFFERED).when(taking()).refused(UnknownOffer)


def test_an_offer_is_accepted_once() -> None:
    """And never once it is withdrawn, or kept."""
    again = taking(key="another form")
    given(*AGREED).when(again).refused(OfferIsAccepted)
    given(*ON_OFFER, TAKEN_BACK).when(again).refused(OfferIsWithdrawn)
    given(*AGREED, KEPT).when(again).refused(OfferIsUsed)


def test_what_becomes_of_another_offer_is_no_obstacle() -> None:
    """Each has its own life."""
    (
        given(*ON_OFFER, SEEDS_OFFERED, SEEDS_ACCEPTED, SEEDS_TAKEN_BACK)
        .when(taking())
        .then(ACCEPTED)
    )


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2026, 3, 31, 21, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 31, 22, 0, tzinfo=UTC), False),
    ],
)
def test_an_offer_lapses_at_midnight_in_paris(at: datetime, *, is_open: bool) -> None:
    """At 22:00 in Greenwich, in summer, its last day is over."""
    when = given(*ON_OFFER, at=at).when(taking(at=at))
    if is_open:
        when.then(ACCEPTED)
    else:
        when.refused(OfferLapsed)


def test_an_offer_without_a_last_day_never_lapses() -> None:
    """It waits until it is withdrawn."""
    later = datetime(2026, 12, 30, 12, 0, tzinfo=UTC)
    lasting = msgspec.structs.replace(OFFERED, until=None)
    given(*WAITING, lasting, at=later).when(taking(at=later)).then(ACCEPTED)
