"""Upcasts: facts recorded in an old shape are read in today's."""

from datetime import UTC, datetime
from typing import Any, ClassVar, Final

import pytest

from ledger.kernel.codec import Codec
from ledger.kernel.identifiers import PartnerId, PersonId
from ledger.kernel.messages import Actor, Fact
from ledger.kernel.store.port import StoredEvent
from ledger.kernel.upcasts import UPCASTS, Upcast, bring_forward

AT: Final = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


class BenchPainted(Fact, frozen=True, kw_only=True):
    """A bench was painted: a kind of fact that only this story knows.

    Version 1 had ``colour``; version 2 called it ``color``; today it is a list.
    """

    filed_under: ClassVar[tuple[str, ...]] = ("partner_id",)
    version: ClassVar[int] = 3

    partner_id: PartnerId
    colours: tuple[str, ...]


def rename(fact: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in fact.items() if k != "colour"} | {"color": fact["colour"]}


def gather(fact: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in fact.items() if k != "color"} | {
        "colours": [fact["color"]]
    }


STEPS: Final[dict[int, Upcast]] = {1: rename, 2: gather}
CODEC: Final = Codec([BenchPainted])
OLDEST = (
    b'{"v":1,"by":"person:ada","at":"2026-03-10T12:00:00Z","fact":'
    b'{"type":"BenchPainted","partner_id":"littoral","colour":"green"},"mandate":"m1"}'
)
OLDER = (
    b'{"v":2,"by":"person:ada","at":"2026-03-10T12:00:00Z","fact":'
    b'{"type":"BenchPainted","partner_id":"littoral","color":"green"},"mandate":"m1"}'
)
GREEN: Final = BenchPainted(partner_id=PartnerId("littoral"), colours=("green",))


@pytest.fixture(autouse=True)
def _steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(UPCASTS, "BenchPainted", STEPS)


def stored(data: bytes) -> StoredEvent:
    return StoredEvent(7, AT, "BenchPainted", ("partner:littoral",), data)


@pytest.mark.parametrize("data", [OLDEST, OLDER])
def test_an_old_fact_is_read_in_todays_shape(data: bytes) -> None:
    """Step by step, from the version it was recorded in."""
    recorded = CODEC.decode(stored(data))
    assert recorded.fact == GREEN
    assert recorded.envelope.v == 3
    assert (recorded.envelope.by, recorded.envelope.mandate) == ("person:ada", "m1")
    assert (recorded.position, recorded.envelope.at) == (7, AT)


def test_todays_fact_is_read_as_it_is() -> None:
    """What is recorded today carries today's version and needs no step."""
    data = CODEC.encode(GREEN, Actor(person_id=PersonId("ada")), AT)
    assert b'"v":3' in data
    assert CODEC.decode(stored(data)).fact == GREEN


def test_reading_changes_nothing_that_was_read() -> None:
    """A step makes a new envelope and leaves the old one alone."""
    envelope = {"v": 1, "fact": {"colour": "green"}, "by": "person:ada"}
    assert bring_forward("BenchPainted", envelope) == {
        "v": 3,
        "fact": {"colours": ["green"]},
        "by": "person:ada",
    }
    assert envelope == {"v": 1, "fact": {"colour": "green"}, "by": "person:ada"}


def test_a_kind_that_never_changed_needs_no_steps() -> None:
    """Only kinds with a history of shapes are listed."""

    class BenchMoved(Fact, frozen=True, kw_only=True):
        """A bench was moved."""

    codec = Codec([BenchMoved])
    data = codec.encode(BenchMoved(), Actor(person_id=PersonId("ada")), AT)
    event = StoredEvent(1, AT, "BenchMoved", ("any:tag",), data)
    assert codec.decode(event).fact == BenchMoved()
