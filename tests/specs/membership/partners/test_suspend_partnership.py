"""Suspend a partnership."""

import pytest

from ledger.kernel.messages import Fact
from ledger.membership.partners.events import PartnershipResumed
from ledger.membership.partners.refusals import PartnerNotActive, UnknownPartner
from ledger.membership.partners.suspend_partnership import SuspendPartnership
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.circle import CIRCLE, NEWCOMER, asked, ended, merged, suspended
from tests.spec import given


def test_the_board_suspends_a_partner_with_its_reason() -> None:
    """The partner does not act until it is resumed."""
    given(*CIRCLE).when(asked(SuspendPartnership)).then(suspended(BRUMES))


def test_a_partner_may_be_suspended_again() -> None:
    """What was resumed is active like any other."""
    resumed = PartnershipResumed(partner_id=BRUMES)
    (
        given(*CIRCLE, suspended(BRUMES), resumed)
        .when(asked(SuspendPartnership))
        .then(suspended(BRUMES))
    )


def test_the_boards_own_partner_may_be_suspended() -> None:
    """Nobody stands above the rules."""
    (
        given(*CIRCLE)
        .when(asked(SuspendPartnership, partner_id=LITTORAL))
        .then(suspended(LITTORAL))
    )


@pytest.mark.parametrize("since", [suspended(BRUMES), ended(BRUMES), merged(BRUMES)])
def test_only_an_active_partner_is_suspended(since: Fact) -> None:
    """Once is enough, and whoever has left is not suspended."""
    given(*CIRCLE, since).when(asked(SuspendPartnership)).refused(PartnerNotActive)


def test_a_prospect_is_not_suspended() -> None:
    """It is not a partner yet."""
    story = given(*CIRCLE)
    story.when(asked(SuspendPartnership, partner_id=PONT)).refused(PartnerNotActive)
    story.when(asked(SuspendPartnership, partner_id=NEWCOMER)).refused(UnknownPartner)


def test_another_partners_suspension_is_no_obstacle() -> None:
    """Partners do not touch."""
    (
        given(*CIRCLE, suspended(SOURCES))
        .when(asked(SuspendPartnership))
        .then(suspended(BRUMES))
    )
