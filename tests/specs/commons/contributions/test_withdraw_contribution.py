"""Withdraw a contribution."""

from decimal import Decimal

import pytest

from ledger.commons.contributions.events import ContributionConfirmed
from ledger.commons.contributions.refusals import (
    ContributionIsWithdrawn,
    NotYourContribution,
)
from ledger.commons.contributions.withdraw_contribution import WithdrawContribution
from ledger.kernel.messages import Fact
from tests.cast import BRUMES, LITTORAL
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

LITTORAL_WITHDRAWS = asked(WithdrawContribution, LITTORAL, reason=REASON)


def test_its_author_withdraws() -> None:
    """What was recorded by mistake is struck from totals and stays on record."""
    given(*RECORDED).when(LITTORAL_WITHDRAWS).then(WORKSHOP_WITHDRAWN)


@pytest.mark.parametrize(
    "fact",
    [
        SOURCES_CONTESTED,
        ContributionConfirmed(
            contribution_id=WORKSHOP, confirming_id=BRUMES, quantity=Decimal("7.5")
        ),
    ],
)
def test_withdrawing_is_always_open(fact: Fact) -> None:
    """Contested or confirmed: its author may still withdraw."""
    given(*RECORDED, fact).when(LITTORAL_WITHDRAWS).then(WORKSHOP_WITHDRAWN)


def test_nobody_withdraws_twice() -> None:
    """What was withdrawn is gone from totals already."""
    (
        given(*RECORDED, WORKSHOP_WITHDRAWN)
        .when(LITTORAL_WITHDRAWS)
        .refused(ContributionIsWithdrawn)
    )


def test_only_its_author_withdraws() -> None:
    """Nobody withdraws another partner's record."""
    command = asked(WithdrawContribution, BRUMES, reason=REASON)
    given(*RECORDED).when(command).refused(NotYourContribution)


def test_the_withdrawal_of_another_is_no_obstacle() -> None:
    """Withdrawals of different contributions do not touch."""
    (
        given(*RECORDED, GARDEN_RECORDED, of_garden(WORKSHOP_WITHDRAWN))
        .when(LITTORAL_WITHDRAWS)
        .then(WORKSHOP_WITHDRAWN)
    )
