"""Group commit: who travels together, and who has to wait for the next."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from ledger.kernel.store.group_commit import Answers, GroupCommit
from ledger.kernel.store.memory import MemoryStore
from ledger.kernel.store.parcels import Parcel, pack
from ledger.kernel.store.port import (
    Append,
    Appended,
    Clause,
    Conflict,
    KeyClaim,
    NewEvent,
    Unavailable,
)
from tests.store.places import event, key, positions

FIRST = event("vote:first")
NOWHERE = Clause(frozenset({"Nothing"}), ("nothing:here",))


class Coach:
    """Brings batches to a store in memory; the first one waits to be sent off."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.batches: list[int] = []
        self.may_leave = threading.Event()
        self.group = GroupCommit(self.bring)

    def bring(self, batch: Sequence[Parcel]) -> Answers:
        """Record what travels in the batch."""
        self.batches.append(len(batch))
        assert self.may_leave.wait(20)
        return [self.record(parcel.append) for parcel in batch]

    def record(self, append: Append) -> Appended | Exception:
        try:
            return self.store.append(append)
        except Conflict as error:
            return error

    def travel(self, *appends: Append) -> list[int]:
        """Have all wait behind a first one; return the sizes of the batches after."""
        first = Append(events=[FIRST], boundary=[NOWHERE], after=0)
        with ThreadPoolExecutor(len(appends) + 1) as pool:
            pool.submit(self.group.append, parcel(first))
            until(lambda: self.batches == [1])
            for number, append in enumerate(appends, 1):
                pool.submit(self.group.append, parcel(append))
                until(partial(self.waits, number))
            self.may_leave.set()
        return self.batches[1:]

    def waits(self, number: int) -> bool:
        return len(self.group._queue) == number  # pyright: ignore[reportPrivateUsage]  # white box


def ballot(mandate: str, claim: KeyClaim | None = None) -> Append:
    """A ballot that depends on the vote being open and the mandate's not being cast."""
    fact = event(f"ballot:{mandate}", "vote:roof")
    boundary = [
        Clause(frozenset({"VoteOpened", "VoteClosed"}), ("vote:roof",)),
        Clause(frozenset({"BallotCast"}), ("vote:roof", f"ballot:{mandate}")),
    ]
    return Append(events=[fact], boundary=boundary, after=1, key=claim)


def test_ballots_of_one_vote_travel_together() -> None:
    """They share the vote's tag, and none is in another's boundary."""
    coach = Coach()
    assert coach.travel(*[ballot(f"m{n}") for n in range(40)]) == [40]
    assert positions(coach.store) == [*range(1, 42)]


def test_who_depends_on_another_waits_for_the_next() -> None:
    """In one batch neither would see the other."""
    coach = Coach()
    assert coach.travel(ballot("ada"), ballot("ben"), ballot("ada")) == [2, 1]
    assert positions(coach.store) == [1, 2, 3]


def test_the_same_tags_under_another_kind_are_no_obstacle() -> None:
    """A clause asks for kinds as well as for tags."""
    fact = NewEvent("Note", ("ballot:ada", "vote:roof"), b"{}")
    note = Append(events=[fact], boundary=[NOWHERE], after=0)
    assert Coach().travel(note, ballot("ada")) == [2]


def test_a_closing_waits_for_nobody_and_ballots_wait_for_it() -> None:
    """Order within a batch is that of coming."""
    fact = event("vote:roof", kind="VoteClosed")
    closing = Append(events=[fact], boundary=[NOWHERE], after=0)
    coach = Coach()
    assert coach.travel(ballot("ada"), closing, ballot("ben"), ballot("cleo")) == [2, 2]
    assert [e.kind for e in coach.store.since(1)] == ["BallotCast", "VoteClosed"]


def test_one_key_never_travels_twice_in_a_batch() -> None:
    """The second finds what the first recorded."""
    coach = Coach()
    twice = [ballot("ada", claim=key("a")), ballot("ben", claim=key("a"))]
    assert coach.travel(*twice, ballot("cleo", claim=key("c"))) == [2, 1]
    assert positions(coach.store) == [1, 2, 3]


def test_an_interrupted_leader_leaves_nobody_waiting() -> None:
    """Those who travelled with it are told, and the next one leads."""
    calls: list[int] = []

    def put(batch: Sequence[Parcel]) -> Answers:
        calls.append(len(batch))
        if len(calls) == 1:
            raise KeyboardInterrupt
        return [Appended(1, 1, is_repeat=False) for _ in batch]

    group = GroupCommit(put)
    with pytest.raises(KeyboardInterrupt):
        group.append(parcel(ballot("ada")))
    assert group.append(parcel(ballot("ada"))) == (1, 1, False)


def test_those_with_an_interrupted_leader_are_told() -> None:
    """Nothing is known to be recorded."""
    coach = Coach()

    def bring(batch: Sequence[Parcel]) -> Answers:
        coach.bring(batch)
        if len(batch) > 1:
            raise KeyboardInterrupt
        return [Appended(1, 1, is_repeat=False)]

    coach.group = GroupCommit(bring)
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(coach.group.append, parcel(ballot("ada")))
        until(lambda: coach.batches == [1])
        others = [
            pool.submit(coach.group.append, parcel(ballot(name)))
            for name in ("ben", "cleo")
        ]
        until(partial(coach.waits, 2))
        coach.may_leave.set()
        assert first.result() == (1, 1, False)
        errors = [other.exception() for other in others]
    assert {type(error) for error in errors} == {KeyboardInterrupt, Unavailable}


def parcel(append: Append) -> Parcel:
    return pack(append, lambda _: 1)


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.001)
