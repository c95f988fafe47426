"""Value a contribution."""

import msgspec
import pytest

from ledger.commons.contributions.events import ContributionValued
from ledger.commons.contributions.refusals import (
    ContributionIsWithdrawn,
    MethodUnknown,
    MethodVersionUnknown,
    OwnContribution,
    ValueOutOfBounds,
)
from ledger.commons.contributions.value_contribution import ValueContribution
from ledger.kernel.messages import Capacity
from tests.cast import ADA, BEN, BRUMES, LITTORAL, acting_for, mandate
from tests.spec import given
from tests.workshop import (
    GARDEN_RECORDED,
    REASON,
    RECORDED,
    WORKSHOP,
    WORKSHOP_WITHDRAWN,
    asked,
    of_garden,
)

WITH_TREASURERS = (
    *RECORDED,
    mandate(BEN, BRUMES, Capacity.TREASURER),
    mandate(BEN, BRUMES, Capacity.BOARD_MEMBER),
    mandate(ADA, LITTORAL, Capacity.TREASURER),
)
VALUED = ContributionValued(
    contribution_id=WORKSHOP,
    cents=18_750,
    method="hourly-rate",
    method_version=2,
    note=REASON,
)


def values(**content: object) -> ValueContribution:
    valued = {
        "actor": acting_for(BEN, BRUMES, Capacity.TREASURER),
        "cents": 18_750,
        "method": "hourly-rate",
        "method_version": 2,
        "note": REASON,
    }
    command = asked(ValueContribution, BRUMES, **{**valued, **content})
    assert isinstance(command, ValueContribution)
    return command


@pytest.mark.parametrize("capacity", [Capacity.TREASURER, Capacity.BOARD_MEMBER])
def test_a_treasurer_or_board_member_values(capacity: Capacity) -> None:
    """The amount stands beside the contribution with method and version."""
    actor = acting_for(BEN, BRUMES, capacity)
    given(*WITH_TREASURERS).when(values(actor=actor)).then(VALUED)


def test_a_later_valuation_is_recorded_beside_the_earlier() -> None:
    """The later one is shown, and the earlier fact stays."""
    (
        given(*WITH_TREASURERS, VALUED)
        .when(values(cents=20_000, note=None))
        .then(msgspec.structs.replace(VALUED, cents=20_000, note=None))
    )


@pytest.mark.parametrize("cents", [1, 10**13])
def test_the_least_and_the_greatest_amount(cents: int) -> None:
    """From one cent to a hundred thousand million euros."""
    (
        given(*WITH_TREASURERS)
        .when(values(cents=cents))
        .then(msgspec.structs.replace(VALUED, cents=cents))
    )


@pytest.mark.parametrize("cents", [-1, 0, 10**13 + 1, 10**30])
def test_an_amount_is_positive_and_plausible(cents: int) -> None:
    """Nothing, less, or more than all there is, is no valuation."""
    given(*WITH_TREASURERS).when(values(cents=cents)).refused(ValueOutOfBounds)


@pytest.mark.parametrize("method", ["a", "1", "smic-2026-x-3", "a" * 40])
def test_a_method_goes_by_a_plain_name(method: str) -> None:
    """Small letters, digits and single hyphens between them."""
    given(*WITH_TREASURERS).when(values(method=method)).then_kinds(ContributionValued)


@pytest.mark.parametrize(
    "method", ["", "A", "a b", "-a", "a-", "a--b", "a_b", "é", "a\n", "a" * 41]
)
def test_a_method_that_cannot_be_looked_up_is_refused(method: str) -> None:
    """A name that is not plain is perhaps a text, and a text would stay."""
    given(*WITH_TREASURERS).when(values(method=method)).refused(MethodUnknown)


def test_versions_of_a_method_are_counted_from_one() -> None:
    """A version is a whole number from 1 to 9999."""
    for version in (1, 9_999):
        (
            given(*WITH_TREASURERS)
            .when(values(method_version=version))
            .then_kinds(ContributionValued)
        )
    for version in (-1, 0, 10_000):
        (
            given(*WITH_TREASURERS)
            .when(values(method_version=version))
            .refused(MethodVersionUnknown)
        )


def test_nobody_values_their_own_partners() -> None:
    """Littoral's treasurer does not value what Littoral brought."""
    actor = acting_for(ADA, LITTORAL, Capacity.TREASURER)
    command = values(actor=actor, partner_id=LITTORAL)
    given(*WITH_TREASURERS).when(command).refused(OwnContribution)


def test_what_was_withdrawn_is_not_valued() -> None:
    """Nothing is left to value; the garden's withdrawal does not count."""
    (
        given(*WITH_TREASURERS, WORKSHOP_WITHDRAWN)
        .when(values())
        .refused(ContributionIsWithdrawn)
    )
    (
        given(*WITH_TREASURERS, GARDEN_RECORDED, of_garden(WORKSHOP_WITHDRAWN))
        .when(values())
        .then(VALUED)
    )
