"""Lines that break while an append is under way: it is recorded once, or not.

The mark is in the bytes of one event, so that the wire knows what to cut at.
"""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import psycopg
import pytest

from ledger.kernel.store.port import Appended, OtherContent, Unavailable
from ledger.kernel.store.postgres import PostgresStore
from tests.faults.wires import Cut, Wire, wire
from tests.servers import Kind
from tests.store.places import DATABASES, append, database, event, key, positions

MARK = b"cut-here"
MARKED = event("vote:roof", data=MARK)


@dataclass
class Stage:
    """A wire, the store behind it, and another that needs no wire."""

    wire: Wire
    store: PostgresStore
    witness: PostgresStore
    owner: str


@pytest.fixture(params=DATABASES)
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    kind: Kind = request.param
    owner = database(kind)
    with wire(owner, MARK) as (laid, conninfo):
        store, witness = PostgresStore(conninfo), PostgresStore(owner)
        append(store, event("vote:roof"))
        yield Stage(laid, store, witness, owner)
        store.close()
        witness.close()


def test_failed_and_not_persisted_is_tried_again(stage: Stage) -> None:
    """With a key it is safe to send it once more."""
    laid, store, witness = stage.wire, stage.store, stage.witness
    laid.cut = Cut.REQUEST
    assert append(store, MARKED, claim=key("a"))[:2] == (2, 2)
    assert laid.cuts == 1
    assert positions(witness) == [1, 2]


def test_failed_but_persisted_is_answered(stage: Stage) -> None:
    """The key says that it was recorded, and where."""
    laid, store, witness = stage.wire, stage.store, stage.witness
    laid.cut = Cut.ANSWER
    assert append(store, MARKED, claim=key("a"))[:2] == (2, 2)
    assert laid.cuts == 1
    assert positions(witness) == [1, 2]


def test_failed_but_persisted_for_another_command_is_told(stage: Stage) -> None:
    """A key that stands for another content is refused after a broken line too."""
    laid, store, witness = stage.wire, stage.store, stage.witness
    append(witness, event("vote:garden"), claim=key("a", b"something else"))
    laid.cut = Cut.ANSWER
    with pytest.raises(OtherContent):
        append(store, MARKED, claim=key("a"))
    assert positions(witness) == [1, 2]


@pytest.mark.parametrize(
    ("cut", "recorded"), [(Cut.REQUEST, [1]), (Cut.ANSWER, [1, 2])]
)
def test_without_a_key_nobody_claims_to_know(
    stage: Stage, cut: Cut, recorded: list[int]
) -> None:
    """It is not sent again, whether it was recorded or not."""
    laid, store, witness = stage.wire, stage.store, stage.witness
    laid.cut = cut
    with pytest.raises(Unavailable):
        append(store, MARKED)
    assert positions(witness) == recorded
    assert append(store, event("vote:roof")).first == len(recorded) + 1


@pytest.mark.parametrize("cut", [Cut.REQUEST, Cut.ANSWER])
def test_all_who_travelled_together_are_answered(stage: Stage, cut: Cut) -> None:
    """Each is settled by its own key: all are there, each once."""
    laid, store, witness = stage.wire, stage.store, stage.witness
    gate = threading.Barrier(16)

    def sender(number: int) -> list[Appended]:
        gate.wait()
        facts = [event(f"vote:{number}", data=MARK) for _ in range(3)]
        return [
            append(store, fact, claim=key(f"{number}.{n}"))
            for n, fact in enumerate(facts)
        ]

    laid.cut = cut
    with ThreadPoolExecutor(16) as pool:
        answers = [a for sent in pool.map(sender, range(16)) for a in sent]
    assert laid.cuts == 1
    assert sorted(a.first for a in answers) == [*range(2, 50)]
    assert positions(witness) == [*range(1, 50)]
    for number in range(16):
        found = witness.find_key(f"key:{number}.0")
        assert found is not None


def test_a_server_that_is_gone_makes_the_store_unavailable(stage: Stage) -> None:
    """For writers and readers, and only for as long as it is gone."""
    laid, store, owner = stage.wire, stage.store, stage.owner
    assert store.head().position == 1
    laid.is_down = True
    _end_connections(owner)
    for deed in (
        lambda: append(store, event("vote:roof"), claim=key("b")),
        store.head,
        lambda: store.wait(0, timeout=0.1),
    ):
        with pytest.raises(Unavailable):
            deed()
    with pytest.raises(Unavailable), store.hold(["fund:a"], timeout=0.1):
        pytest.fail("nobody keeps the lock")
    laid.is_down = False
    assert append(store, event("vote:roof"), claim=key("b")).first == 2
    assert store.head().position == 2
    with store.hold(["fund:a"], timeout=5):
        pass


def test_connections_that_died_in_their_sleep_are_replaced(stage: Stage) -> None:
    """A server that was started again is noticed by nobody who asks for something."""
    store, owner = stage.store, stage.owner
    with ThreadPoolExecutor(8) as pool:
        heads = [pool.submit(store.head) for _ in range(40)]
        assert {head.result().position for head in heads} == {1}
    for number in range(2, 5):
        _end_connections(owner)
        assert append(store, event("vote:roof"), claim=key(str(number))).first == number
        assert store.head().position == number
        assert store.wait(number - 1, timeout=5) == number


def _end_connections(owner: str) -> None:
    with psycopg.connect(owner, autocommit=True) as db:
        db.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
