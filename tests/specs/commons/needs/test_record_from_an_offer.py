"""Record a contribution that keeps an offer."""

from datetime import UTC, datetime

import msgspec
import pytest

from ledger.commons.contributions.events import ContributionWithdrawn
from ledger.commons.needs.events import OfferWithdrawn
from ledger.commons.needs.refusals import (
    NotYourOffer,
    OfferIsUsed,
    OfferIsWithdrawn,
    OfferNotAccepted,
    UnknownOffer,
)
from tests.cast import BRUMES, SOURCES
from tests.hall import (
    AGREED,
    HALL,
    KEPT,
    ON_OFFER,
    SEEDS_ACCEPTED,
    SEEDS_OFFERED,
    SEEDS_TAKEN_BACK,
    TAKEN_BACK,
    WAITING,
    keeping,
)
from tests.spec import given
from tests.workshop import GARDEN, WORKSHOP_WITHDRAWN


def test_an_accepted_offer_becomes_a_contribution() -> None:
    """What was really brought may differ from what was offered."""
    given(*AGREED).when(keeping()).then(KEPT)
    assert f"offer:{HALL}" in KEPT.tags()


def test_it_may_be_recorded_long_after_the_last_day() -> None:
    """The last day is for accepting."""
    june = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
    given(*AGREED, at=june).when(keeping(at=june)).then(KEPT)


def test_an_offer_is_the_business_of_who_made_it() -> None:
    """Not even the partner that accepted it records it."""
    given(*AGREED).when(keeping(BRUMES)).refused(NotYourOffer)


def test_an_offer_that_nobody_made_is_unknown() -> None:
    """Even beside one that is accepted."""
    given(*WAITING, SEEDS_OFFERED, SEEDS_ACCEPTED).when(keeping()).refused(UnknownOffer)


def test_an_offer_that_nobody_accepted_is_not_kept() -> None:
    """Without it, the contribution can be recorded."""
    story = given(*ON_OFFER)
    story.when(keeping()).refused(OfferNotAccepted)
    story.when(keeping(offer_id=None)).then_kinds(type(KEPT))


@pytest.mark.parametrize("before", [ON_OFFER, AGREED])
def test_an_offer_taken_back_is_not_kept(before: tuple[OfferWithdrawn, ...]) -> None:
    """Accepted or not."""
    given(*before, TAKEN_BACK).when(keeping()).refused(OfferIsWithdrawn)


@pytest.mark.parametrize("since", [(), (WORKSHOP_WITHDRAWN,)])
def test_an_offer_is_used_once(since: tuple[ContributionWithdrawn, ...]) -> None:
    """Even if the contribution is withdrawn: another one is recorded without it."""
    again = keeping(contribution_id=GARDEN)
    given(*AGREED, KEPT, *since).when(again).refused(OfferIsUsed)
    given(*AGREED, KEPT).when(keeping(contribution_id=GARDEN, offer_id=None)).then(
        msgspec.structs.replace(KEPT, contribution_id=GARDEN, offer_id=None)
    )


def test_what_becomes_of_another_offer_is_no_obstacle() -> None:
    """Each has its own life."""
    other = msgspec.structs.replace(
        KEPT, contribution_id=GARDEN, partner_id=SOURCES, offer_id="seeds"
    )
    (
        given(*AGREED, SEEDS_OFFERED, SEEDS_ACCEPTED, other, SEEDS_TAKEN_BACK)
        .when(keeping())
        .then(KEPT)
    )
