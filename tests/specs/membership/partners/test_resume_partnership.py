"""Resume a partnership."""

import pytest

from ledger.kernel.messages import Fact
from ledger.membership.partners.events import PartnershipResumed
from ledger.membership.partners.refusals import (
    NotSuspended,
    UnknownPartner,
    YourPartnerNotActive,
)
from ledger.membership.partners.resume_partnership import ResumePartnership
from tests.cast import BRUMES, LITTORAL, SOURCES
from tests.circle import CIRCLE, NEWCOMER, asked, ended, suspended
from tests.spec import given

RESUMED = PartnershipResumed(partner_id=BRUMES)


def test_the_board_lets_a_partner_act_again() -> None:
    """A suspension ends by the board's word."""
    given(*CIRCLE, suspended(BRUMES)).when(asked(ResumePartnership)).then(RESUMED)


@pytest.mark.parametrize(
    "history",
    [
        [],
        [suspended(BRUMES), RESUMED],
        [suspended(BRUMES), ended(BRUMES)],
        [suspended(SOURCES)],
    ],
)
def test_only_what_is_suspended_is_resumed(history: list[Fact]) -> None:
    """An active partner, and one that left, are not."""
    given(*CIRCLE, *history).when(asked(ResumePartnership)).refused(NotSuspended)


def test_a_body_that_is_not_here_is_unknown() -> None:
    """There is nothing to resume."""
    (
        given(*CIRCLE)
        .when(asked(ResumePartnership, partner_id=NEWCOMER))
        .refused(UnknownPartner)
    )


def test_nobody_on_the_board_lifts_their_own_suspension() -> None:
    """Someone of another partner must."""
    (
        given(*CIRCLE, suspended(LITTORAL))
        .when(asked(ResumePartnership, partner_id=LITTORAL))
        .refused(YourPartnerNotActive)
    )
