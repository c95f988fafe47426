"""Countersign an account."""

import msgspec
import pytest

from ledger.application import Ledger
from ledger.commons.evaluations.countersign_account import CountersignAccount
from ledger.commons.evaluations.refusals import (
    AlreadyCountersigned,
    OwnAccount,
    UnknownAccount,
)
from ledger.kernel.identifiers import PartnerId
from tests.cast import BRUMES, PONT, SOURCES
from tests.porch import (
    BENCH_OPENED,
    BRUMES_TELLS,
    COLLECTED,
    EVENING,
    MORNING,
    OPENED,
    PORCH,
    SOURCES_COUNTERSIGNS,
    TOLD,
    asked,
    of_bench,
)
from tests.rivals import ContestedStore, once
from tests.spec import SECRET, given


def signing(partner_id: PartnerId, /, **content: object) -> CountersignAccount:
    """Return a partner's command to countersign what Brumes told."""
    plain: dict[str, object] = {"evaluation_id": PORCH, "account_id": MORNING}
    command: CountersignAccount = asked(
        CountersignAccount, partner_id, **(plain | content)
    )
    return command


def test_another_partner_saw_the_same() -> None:
    """Each says so for itself."""
    signed = SOURCES_COUNTERSIGNS
    by_pont = msgspec.structs.replace(signed, partner_id=PONT)
    story = given(*TOLD).when(signing(SOURCES)).then(signed)
    story.when(signing(PONT)).then(by_pont)


def test_nobody_countersigns_their_own() -> None:
    """Neither what they told, nor what they collected."""
    given(*TOLD).when(signing(BRUMES)).refused(OwnAccount)
    collected = signing(BRUMES, account_id=EVENING)
    given(*TOLD, COLLECTED).when(collected).refused(OwnAccount)


def test_nobody_countersigns_twice() -> None:
    """Once is what one partner can say."""
    story = given(*TOLD, SOURCES_COUNTERSIGNS)
    story.when(signing(SOURCES)).refused(AlreadyCountersigned)


def test_an_account_belongs_to_its_evaluation() -> None:
    """One that nobody gave, or that another evaluation has, is not this one's."""
    given(*OPENED).when(signing(SOURCES)).refused(UnknownAccount)
    elsewhere = (BENCH_OPENED, of_bench(BRUMES_TELLS))
    command = signing(SOURCES, account_id="elsewhere")
    given(*OPENED, *elsewhere).when(command).refused(UnknownAccount)


def test_two_that_sign_at_once_are_heard_one_after_the_other() -> None:
    """The same partner, from two desks, signs once."""
    store = ContestedStore(given(*TOLD))
    store.rival = once(store, SOURCES_COUNTERSIGNS)
    with pytest.raises(AlreadyCountersigned):
        Ledger(store, secret=SECRET, clock=store.clock).handle(signing(SOURCES))
