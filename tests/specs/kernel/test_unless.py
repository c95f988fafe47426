"""Unless: a change asked of what was read is refused once it reads otherwise."""

import pytest

from ledger.application import Unless
from ledger.commons.contributions.events import ContributionValued
from ledger.kernel.refusals import ChangedMeanwhile
from tests.cast import BRUMES
from tests.deeds import SO_FAR, confirmed, confirms, recorded
from tests.rivals import once
from tests.spec import facts_since
from tests.workshop import WORKSHOP

ABOUT = "contribution_id"
VALUED = ContributionValued(
    contribution_id=WORKSHOP, cents=31_250, method="cout-horaire", method_version=1
)
"""What confirming does not depend on, filed under the same contribution."""


def test_what_stands_as_it_was_read_is_changed() -> None:
    """The last fact about the thing is the one that was seen."""
    store, ledger = recorded()
    ledger.handle(confirms(BRUMES), unless=Unless(ABOUT, WORKSHOP, SO_FAR))
    assert facts_since(store, SO_FAR) == [confirmed(BRUMES, "7.5")]


def test_what_changed_since_it_was_read_is_not_changed_unseen() -> None:
    """An amount was put beside it after the reading: nothing is recorded."""
    store, ledger = recorded()
    once(store, VALUED)()
    with pytest.raises(ChangedMeanwhile):
        ledger.handle(confirms(BRUMES), unless=Unless(ABOUT, WORKSHOP, SO_FAR))
    assert facts_since(store, SO_FAR) == [VALUED]


def test_a_rival_between_reading_and_writing_is_seen() -> None:
    """The clause is a part of the append's condition, whatever the decider reads."""
    store, ledger = recorded()
    store.rival = once(store, VALUED)
    with pytest.raises(ChangedMeanwhile):
        ledger.handle(confirms(BRUMES), unless=Unless(ABOUT, WORKSHOP, SO_FAR))
    assert facts_since(store, SO_FAR) == [VALUED]


def test_without_a_condition_such_a_rival_is_no_obstacle() -> None:
    """Who has read nothing depends on what the decider reads, and on that alone."""
    store, ledger = recorded()
    store.rival = once(store, VALUED)
    ledger.handle(confirms(BRUMES))
    assert facts_since(store, SO_FAR) == [VALUED, confirmed(BRUMES, "7.5")]
    assert store.attempts == 1


@pytest.mark.parametrize("after", [-1, 0, 1, SO_FAR - 1, SO_FAR + 1, 2**62, 2**80])
def test_a_position_that_nobody_can_have_read_is_refused(after: int) -> None:
    """Neither one before, nor one that is to come, nor one of another thing."""
    store, ledger = recorded()
    with pytest.raises(ChangedMeanwhile):
        ledger.handle(confirms(BRUMES), unless=Unless(ABOUT, WORKSHOP, after))
    assert store.head().position == SO_FAR


def test_a_request_that_comes_again_is_answered_as_the_first_time() -> None:
    """It was its own fact that came after what it had read."""
    _store, ledger = recorded()
    unless = Unless(ABOUT, WORKSHOP, SO_FAR)
    first = ledger.handle(confirms(BRUMES), unless=unless)
    again = ledger.handle(confirms(BRUMES), unless=unless)
    assert again.is_repeat
    assert again.first == first.first
