"""Suspend a partnership."""

import pytest

from ledger.application import Ledger
from ledger.kernel.messages import Capacity, Fact
from ledger.membership.partners.events import PartnershipResumed
from ledger.membership.partners.refusals import (
    OwnPartnerOnBoard,
    PartnerNotActive,
    UnknownPartner,
    YourPartnerNotActive,
)
from ledger.membership.partners.suspend_partnership import SuspendPartnership
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES, acting_for, mandate
from tests.circle import CIRCLE, FELIX, NEWCOMER, asked, ended, merged, suspended
from tests.rivals import ContestedStore, once
from tests.spec import SECRET, given


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
    """Nobody stands above the rules; but a member of another partner says so."""
    own = asked(SuspendPartnership, partner_id=LITTORAL)
    given(*CIRCLE).when(own).refused(OwnPartnerOnBoard)
    seat = mandate(FELIX, BRUMES, Capacity.BOARD_MEMBER)
    another = asked(
        SuspendPartnership,
        actor=acting_for(FELIX, BRUMES, Capacity.BOARD_MEMBER),
        acting_for_id=BRUMES,
        partner_id=LITTORAL,
    )
    given(*CIRCLE, seat).when(another).then(suspended(LITTORAL))


def test_two_boards_do_not_suspend_each_other_at_once() -> None:
    """The second one finds that its own partner is suspended."""
    seat = mandate(FELIX, BRUMES, Capacity.BOARD_MEMBER)
    store = ContestedStore(given(*CIRCLE, seat))
    store.rival = once(store, suspended(LITTORAL))
    ledger = Ledger(store, secret=SECRET, clock=store.time)
    with pytest.raises(YourPartnerNotActive):
        ledger.handle(asked(SuspendPartnership))


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
