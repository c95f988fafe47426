"""The ledger's memory: what was read is not read again."""

from contextlib import suppress
from dataclasses import replace
from typing import Final

import msgspec
import pytest

from ledger import application
from ledger.application import Ledger
from ledger.commons.contributions.refusals import (
    AlreadyConfirmed,
    ContributionIsContested,
)
from ledger.kernel.messages import Capacity
from ledger.kernel.refusals import NotAllowed
from tests.cast import BEN, BRUMES, PONT, SOURCES, acting_for, mandate
from tests.deeds import SO_FAR, confirms, contests, recorded
from tests.spec import SECRET
from tests.workshop import GARDEN, GARDEN_RECORDED

GARDEN_OF_SOURCES: Final = msgspec.structs.replace(GARDEN_RECORDED, partner_id=SOURCES)


def test_what_is_remembered_is_brought_forward() -> None:
    """A second decision on the same boundary reads only what is newer."""
    store, ledger = recorded()
    ledger.handle(confirms(BRUMES, key="one"))
    with pytest.raises(AlreadyConfirmed):
        ledger.handle(confirms(BRUMES, key="two"))
    with pytest.raises(AlreadyConfirmed):
        ledger.handle(confirms(BRUMES, key="three"))
    assert store.read_after == [0, SO_FAR, SO_FAR + 1]


def test_what_another_ledger_recorded_is_seen() -> None:
    """Memory is never taken for the log: another process may have written."""
    store, ledger = recorded()
    ledger.handle(confirms(BRUMES, key="one"))
    other = Ledger(store, secret=SECRET, clock=store.clock)
    other.handle(contests("Trop d’heures"))
    with pytest.raises(ContributionIsContested):
        ledger.handle(confirms(BRUMES, key="two"))


def test_boundaries_are_remembered_apart() -> None:
    """Another command, another contribution or another mandate is read anew."""
    board = acting_for(BEN, BRUMES, Capacity.BOARD_MEMBER)
    store, ledger = recorded(
        GARDEN_OF_SOURCES, mandate(BEN, BRUMES, Capacity.BOARD_MEMBER)
    )
    ledger.handle(confirms(BRUMES))
    ledger.handle(contests("Trop d’heures"))
    garden = replace(confirms(BRUMES), contribution_id=GARDEN, key="garden")
    ledger.handle(garden)
    with pytest.raises(NotAllowed):
        ledger.handle(replace(garden, actor=board))
    assert store.read_after == [0, 0, 0, 0]


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The boundary that was not used for longest is forgotten, and read anew."""
    monkeypatch.setattr(application, "CACHE_MAX", 2)
    store, ledger = recorded()
    for partner_id in (BRUMES, SOURCES, BRUMES, PONT, BRUMES, SOURCES):
        with suppress(AlreadyConfirmed):
            ledger.handle(confirms(partner_id, key=str(len(store.read_after))))
    assert [after > 0 for after in store.read_after] == [
        *(False, False, True, False, True, False)
    ]
