"""Contest a contribution."""

from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
import pytest

from ledger.commons.contributions.contest_contribution import ContestContribution
from ledger.commons.contributions.events import (
    ContestSettled,
    ContributionConfirmed,
    ContributionContested,
    ContributionCorrected,
    Settlement,
)
from ledger.commons.contributions.refusals import (
    ContestPending,
    ContestSetAside,
    ContestUpheld,
    ContributionIsWithdrawn,
    OwnContribution,
)
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Fact
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.spec import given
from tests.workshop import (
    GARDEN_RECORDED,
    REASON,
    RECORDED,
    SOURCES_CONTESTED,
    WORKSHOP,
    WORKSHOP_WITHDRAWN,
    asked,
    of_garden,
)


def contests(partner_id: PartnerId, **content: object) -> ContestContribution:
    command = asked(ContestContribution, partner_id, reason=REASON, **content)
    assert isinstance(command, ContestContribution)
    return command


BRUMES_CONTESTED = msgspec.structs.replace(SOURCES_CONTESTED, contesting_id=BRUMES)
SET_ASIDE = ContestSettled(
    contribution_id=WORKSHOP,
    settling_id=PONT,
    settlement=Settlement.SET_ASIDE,
    reason=REASON,
)
UPHELD = msgspec.structs.replace(SET_ASIDE, settlement=Settlement.UPHELD)
CORRECTED = ContributionCorrected(
    contribution_id=WORKSHOP,
    partner_id=LITTORAL,
    difference=Decimal(-1),
    reason=REASON,
)


def test_another_partner_contests() -> None:
    """A contest says who contests, why, and since which day."""
    given(*RECORDED).when(contests(SOURCES)).then(SOURCES_CONTESTED)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 3, 10, 22, 59, tzinfo=UTC), date(2026, 3, 10)),
        (datetime(2026, 3, 10, 23, 0, tzinfo=UTC), date(2026, 3, 11)),
    ],
)
def test_the_day_of_a_contest_is_the_day_in_paris(at: datetime, day: date) -> None:
    """The author's fifteen days are counted from there."""
    story = given(*RECORDED, at=at).when(contests(SOURCES, at=at))
    story.then(msgspec.structs.replace(SOURCES_CONTESTED, contested_on=day))


def test_one_contest_is_open_at_a_time() -> None:
    """Whoever contests next waits until this one is settled."""
    for pending in (SOURCES_CONTESTED, BRUMES_CONTESTED):
        given(*RECORDED, pending).when(contests(BRUMES)).refused(ContestPending)


def test_another_partner_contests_after_one_was_set_aside() -> None:
    """What one partner could not show, another may."""
    (
        given(*RECORDED, SOURCES_CONTESTED, SET_ASIDE)
        .when(contests(BRUMES))
        .then(BRUMES_CONTESTED)
    )


@pytest.mark.parametrize("later", [(), (BRUMES_CONTESTED, SET_ASIDE)])
def test_nobody_contests_over_and_over(later: tuple[Fact, ...]) -> None:
    """A partner whose contest was set aside keeps nothing out of totals again."""
    (
        given(*RECORDED, SOURCES_CONTESTED, SET_ASIDE, *later)
        .when(contests(SOURCES))
        .refused(ContestSetAside)
    )


def test_what_was_corrected_may_be_contested_again() -> None:
    """A correction is news, for who was overruled too."""
    (
        given(*RECORDED, SOURCES_CONTESTED, SET_ASIDE, CORRECTED)
        .when(contests(SOURCES))
        .then(SOURCES_CONTESTED)
    )


@pytest.mark.parametrize("partner_id", [SOURCES, BRUMES])
def test_what_was_rightly_contested_is_settled(partner_id: PartnerId) -> None:
    """An upheld contest already keeps it apart, corrected or not."""
    (
        given(*RECORDED, SOURCES_CONTESTED, UPHELD, CORRECTED)
        .when(contests(partner_id))
        .refused(ContestUpheld)
    )


def test_contests_of_another_contribution_do_not_count() -> None:
    """Open, upheld or set aside: that is the garden's matter."""
    for settled in ((), (UPHELD,), (SET_ASIDE,)):
        garden = [of_garden(fact) for fact in (SOURCES_CONTESTED, *settled)]
        (
            given(*RECORDED, GARDEN_RECORDED, *garden)
            .when(contests(SOURCES))
            .then(SOURCES_CONTESTED)
        )


def test_a_correction_of_another_contribution_is_no_news() -> None:
    """The garden's correction does not reopen the workshop's contest."""
    (
        given(*RECORDED, SOURCES_CONTESTED, SET_ASIDE, of_garden(CORRECTED))
        .when(contests(SOURCES))
        .refused(ContestSetAside)
    )


def test_what_is_confirmed_may_be_contested() -> None:
    """Confirmed by one partner, contested by another."""
    confirmed = ContributionConfirmed(
        contribution_id=WORKSHOP, confirming_id=BRUMES, quantity=Decimal("7.5")
    )
    given(*RECORDED, confirmed).when(contests(SOURCES)).then_kinds(
        ContributionContested
    )


def test_nobody_contests_their_own() -> None:
    """Who doubts their own record corrects it."""
    given(*RECORDED).when(contests(LITTORAL)).refused(OwnContribution)


def test_what_was_withdrawn_is_not_contested() -> None:
    """Nothing is left to contest."""
    (
        given(*RECORDED, WORKSHOP_WITHDRAWN)
        .when(contests(SOURCES))
        .refused(ContributionIsWithdrawn)
    )
