"""Merge a partner into the one that absorbed it."""

from datetime import UTC, date, datetime

import pytest

from ledger.kernel.messages import Fact
from ledger.membership.partners.events import PartnerMerged
from ledger.membership.partners.merge_partner import MergePartner
from ledger.membership.partners.refusals import (
    MergerInFuture,
    OwnPartnerOnBoard,
    OwnSuccessor,
    PartnerNotActive,
    UnknownPartner,
)
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.circle import CIRCLE, NEWCOMER, asked, ended, merged, suspended
from tests.spec import given


def test_the_board_records_a_merger() -> None:
    """The successor and the day are named."""
    given(*CIRCLE).when(asked(MergePartner)).then(merged(BRUMES, SOURCES))


def test_a_suspended_partner_can_be_absorbed() -> None:
    """What happened outside is recorded, whatever its standing here."""
    (
        given(*CIRCLE, suspended(BRUMES))
        .when(asked(MergePartner))
        .then(merged(BRUMES, SOURCES))
    )


def test_a_partner_is_absorbed_by_another() -> None:
    """Nobody is its own successor."""
    (
        given(*CIRCLE)
        .when(asked(MergePartner, successor_id=BRUMES))
        .refused(OwnSuccessor)
    )


def test_the_board_does_not_merge_its_own_partner_away() -> None:
    """A member of another partner records that; into one's own is no matter."""
    own = asked(MergePartner, partner_id=LITTORAL)
    given(*CIRCLE).when(own).refused(OwnPartnerOnBoard)
    into = asked(MergePartner, successor_id=LITTORAL)
    given(*CIRCLE).when(into).then(merged(BRUMES, LITTORAL))


@pytest.mark.parametrize("gone", [ended(BRUMES), merged(BRUMES, LITTORAL)])
def test_a_partner_that_is_gone_does_not_merge(gone: Fact) -> None:
    """A merger is recorded once, and of partners only."""
    given(*CIRCLE, gone).when(asked(MergePartner)).refused(PartnerNotActive)
    given(*CIRCLE).when(asked(MergePartner, partner_id=PONT)).refused(PartnerNotActive)


@pytest.mark.parametrize(
    "gone", [ended(SOURCES), suspended(SOURCES), merged(SOURCES, LITTORAL)]
)
def test_the_successor_is_an_active_partner(gone: Fact) -> None:
    """Nobody is absorbed by a partner that is gone or suspended."""
    given(*CIRCLE, gone).when(asked(MergePartner)).refused(PartnerNotActive)


def test_both_are_known() -> None:
    """A body that is not here neither absorbs nor is absorbed."""
    story = given(*CIRCLE)
    story.when(asked(MergePartner, partner_id=NEWCOMER)).refused(UnknownPartner)
    story.when(asked(MergePartner, successor_id=NEWCOMER)).refused(UnknownPartner)


@pytest.mark.parametrize(
    ("at", "has_come"),
    [
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), False),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), True),
    ],
)
def test_the_day_of_the_merger_has_come_in_paris(
    at: datetime,
    has_come: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """On the first of July it is recorded, not before."""
    day = date(2026, 7, 1)
    story = given(*CIRCLE).when(asked(MergePartner, at=at, merged_on=day))
    if has_come:
        story.then(
            PartnerMerged(partner_id=BRUMES, successor_id=SOURCES, merged_on=day)
        )
    else:
        story.refused(MergerInFuture)


def test_a_successor_may_be_absorbed_later() -> None:
    """That it absorbed another one changes nothing of where it stands."""
    (
        given(*CIRCLE, merged(BRUMES, SOURCES))
        .when(asked(MergePartner, partner_id=SOURCES, successor_id=LITTORAL))
        .then(merged(SOURCES, LITTORAL))
    )
