"""Withdraw a reuse."""

import msgspec

from ledger.application import Ledger
from ledger.commons.resources.declare_reuse import DeclareReuse
from ledger.commons.resources.give_feedback import GiveFeedback
from ledger.commons.resources.refusals import (
    ReuseExists,
    ReuseIsWithdrawn,
    UnknownReuse,
)
from ledger.commons.resources.withdraw_reuse import WithdrawReuse
from ledger.kernel.identifiers import ReuseId
from tests.cast import BRUMES, SOURCES
from tests.library import (
    GUIDE_RETIRED,
    GUIDE_REVISED,
    MAP,
    MAP_PUBLISHED,
    NOTE,
    PUBLISHED,
    SOURCES_REUSES,
    SOURCES_USE,
    SOURCES_WITHDRAWS,
    TEXT,
    asked,
    of_map,
)
from tests.rivals import ContestedStore, once
from tests.spec import SECRET, given
from tests.workshop import TODAY

REUSED = (*PUBLISHED, SOURCES_REUSES)
SOURCES_TAKES_BACK = asked(WithdrawReuse, SOURCES, reuse_id=SOURCES_USE)


def test_a_partner_takes_back_a_reuse_of_its_own() -> None:
    """With a reason or without, even of a resource that is retired."""
    given(*REUSED).when(SOURCES_TAKES_BACK).then(SOURCES_WITHDRAWS)
    given(*REUSED, GUIDE_RETIRED).when(SOURCES_TAKES_BACK).then(SOURCES_WITHDRAWS)
    said = msgspec.structs.replace(SOURCES_WITHDRAWS, reason=NOTE)
    command = asked(WithdrawReuse, SOURCES, reuse_id=SOURCES_USE, reason=NOTE)
    given(*REUSED).when(command).then(said)


def test_it_is_taken_back_once() -> None:
    """The second time it is no longer there to be taken back."""
    (
        given(*REUSED, SOURCES_WITHDRAWS)
        .when(SOURCES_TAKES_BACK)
        .refused(ReuseIsWithdrawn)
    )


def test_nobody_takes_back_what_others_declared() -> None:
    """Nor what was declared of another resource."""
    others = asked(WithdrawReuse, BRUMES, reuse_id=SOURCES_USE)
    given(*REUSED).when(others).refused(UnknownReuse)
    given(*PUBLISHED).when(SOURCES_TAKES_BACK).refused(UnknownReuse)
    elsewhere = asked(WithdrawReuse, SOURCES, MAP, reuse_id=SOURCES_USE)
    given(*REUSED, MAP_PUBLISHED).when(elsewhere).refused(UnknownReuse)
    of_the_map = (MAP_PUBLISHED, of_map(SOURCES_REUSES))
    given(*PUBLISHED, *of_the_map).when(SOURCES_TAKES_BACK).refused(UnknownReuse)


def test_what_was_taken_back_may_be_declared_anew() -> None:
    """Under a new name: the old one stays as it was."""
    story = (*REUSED, SOURCES_WITHDRAWS)
    told = {"edition": "1.0", "reused_on": TODAY}
    anew = asked(DeclareReuse, SOURCES, reuse_id=ReuseId("anew"), **told)
    given(*story).ledger.handle(anew)
    again = asked(DeclareReuse, SOURCES, reuse_id=SOURCES_USE, **told)
    given(*story).when(again).refused(ReuseExists)


def test_feedback_comes_from_a_reuse_that_stands() -> None:
    """Not from one that was taken back."""
    command = asked(GiveFeedback, SOURCES, text=TEXT, reuse_id=SOURCES_USE)
    given(*REUSED, SOURCES_WITHDRAWS).when(command).refused(UnknownReuse)


def test_other_reuses_are_no_conflict() -> None:
    """Of the same resource, by the same partner or another."""
    store = ContestedStore(given(*REUSED))
    own = msgspec.structs.replace(
        SOURCES_REUSES, reuse_id=ReuseId("own"), edition="1.1"
    )
    others = msgspec.structs.replace(
        SOURCES_REUSES, reuse_id=ReuseId("other"), partner_id=BRUMES
    )
    store.rival = once(store, GUIDE_REVISED, own, others)
    Ledger(store, secret=SECRET, clock=store.clock).handle(SOURCES_TAKES_BACK)
    assert store.attempts == 1
