"""The store in memory: the same promises, for stories that need no disk."""

import threading
from bisect import bisect_right
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from ledger.kernel.store import withdrawals
from ledger.kernel.store.port import (
    CLOCK_APART_MAX,
    CLOCK_JUMP_MAX,
    Append,
    Appended,
    Busy,
    Clause,
    ClockApart,
    ClockJumped,
    Conflict,
    Head,
    History,
    Malformed,
    OtherContent,
    StoredEvent,
    StoredWords,
    check,
    check_boundary,
)
from ledger.kernel.words import Audience, digest_of


def _now() -> datetime:
    return datetime.now(UTC)


class MemoryStore:
    """Holds events in a list; a lock gives the order."""

    def __init__(self, clock: Callable[[], datetime] = _now) -> None:
        self.clock = clock
        self._events: list[StoredEvent] = []
        self._words: dict[int, tuple[StoredWords, ...]] = {}
        self._keys: dict[str, tuple[Appended, bytes]] = {}
        self._followed = 0
        self._grown = threading.Condition()
        self._held: set[str] = set()
        self._given_back = threading.Condition()

    def append(self, append: Append) -> Appended:
        """Record all the events, or raise and record none."""
        check(append)
        with self._grown:
            if append.key is not None and append.key.tag in self._keys:
                known, fingerprint = self._keys[append.key.tag]
                if fingerprint != append.key.fingerprint:
                    raise OtherContent
                return known
            now = self._time(append.at)
            if append.after > len(self._events):
                raise Conflict
            if any(_inside(e, append.boundary) for e in self._events[append.after :]):
                raise Conflict
            return self._record(append, now)

    def append_all(self, appends: Sequence[Append]) -> Sequence[Appended | Exception]:
        """Record one append after the other, each answered as it would be alone."""
        return [self._answer(append) for append in appends]

    def _answer(self, append: Append) -> Appended | Exception:
        try:
            return self.append(append)
        except (Malformed, Conflict, OtherContent, ClockApart, ClockJumped) as error:
            return error

    def _time(self, at: datetime | None) -> datetime:
        now = self.clock()
        if at is not None and abs(now - at) > CLOCK_APART_MAX:
            raise ClockApart
        if not self._events:
            return now
        last = self._events[-1].recorded_at
        if last - now > CLOCK_JUMP_MAX:
            raise ClockJumped
        return max(now, last)

    def _record(self, append: Append, now: datetime) -> Appended:
        first = len(self._events) + 1
        for position, event in enumerate(append.events, first):
            stored = StoredEvent(position, now, event.kind, event.tags, event.data)
            self._events.append(stored)
            if event.words:
                self._words[position] = tuple(
                    StoredWords(w.field, w.audience, w.subject, w.encoded)
                    for w in event.words
                )
        last = len(self._events)
        if append.key is not None:
            repeat = Appended(first, last, is_repeat=True)
            self._keys[append.key.tag] = (repeat, append.key.fingerprint)
        self._grown.notify_all()
        return Appended(first, last, is_repeat=False)

    def read(self, boundary: Sequence[Clause], after: int = 0) -> History:
        """Return the events inside the boundary, and the head they were read at."""
        check_boundary(boundary)
        with self._grown:
            events = [e for e in self._events[after:] if _inside(e, boundary)]
            return History(events, len(self._events))

    def since(
        self, position: int, *, limit: int | None = None
    ) -> Iterator[StoredEvent]:
        """Yield the events after a position in order."""
        end = None if limit is None else position + limit
        yield from self._events[position:end]

    def head(self) -> Head:
        """Return the last position and its recorded time."""
        with self._grown:
            if not self._events:
                return Head(0, None)
            return Head(len(self._events), self._events[-1].recorded_at)

    def position_at(self, instant: datetime) -> int:
        """Return the last position recorded at or before an instant."""
        return bisect_right(self._events, instant, key=lambda e: e.recorded_at)

    def words_at(self, positions: Sequence[int]) -> Mapping[int, Sequence[StoredWords]]:
        """Return the words that lie beside the events at these positions."""
        with self._grown:
            held = {p: self._words[p] for p in positions if p in self._words}
            grounds = [e.data for e in self._events if e.kind == withdrawals.KIND]
        return withdrawals.what_is_left(held, grounds)

    def erase_withdrawn(self, *, anew: bool = False) -> int:
        """Erase the words that recorded withdrawals name; return how many grounds."""
        with self._grown:
            followed, self._followed = self._followed, len(self._events)
            erased = 0
            for event in self._events[0 if anew else followed :]:
                if event.kind != withdrawals.KIND:
                    continue
                was_there = self._erase(withdrawals.read_withdrawal(event.data))
                erased += was_there or event.position > followed
            return erased

    def _erase(self, ground: withdrawals.Withdrawal) -> bool:
        """Erase what a ground names; tell whether it was there."""
        there = self._words.pop(ground.position, ())
        kept = tuple(
            w
            for w in there
            if digest_of(w.encoded) != ground.digest or w.audience == Audience.PERSONAL
        )
        if kept:
            self._words[ground.position] = kept
        return len(kept) < len(there)

    def find_key(self, tag: str) -> tuple[Appended, bytes] | None:
        """Return what a key recorded, with its fingerprint."""
        return self._keys.get(tag)

    def find_keys(self, tags: Sequence[str]) -> Mapping[str, tuple[Appended, bytes]]:
        """Return what each of these keys has recorded; the other ones are absent."""
        return {tag: self._keys[tag] for tag in tags if tag in self._keys}

    def wait(self, position: int, timeout: float) -> int:
        """Wait until the head has passed a position; return the head's position."""
        with self._grown:
            self._grown.wait_for(lambda: len(self._events) > position, timeout)
            return len(self._events)

    @contextmanager
    def hold(self, tags: Sequence[str], timeout: float) -> Generator[None]:
        """Keep other holders of these identifiers out while in the context."""
        wanted = set(tags)
        with self._given_back:
            if not self._given_back.wait_for(
                lambda: wanted.isdisjoint(self._held), timeout
            ):
                raise Busy(", ".join(tags))
            self._held |= wanted
        try:
            yield
        finally:
            with self._given_back:
                self._held -= wanted
                self._given_back.notify_all()

    def close(self) -> None:
        """Do nothing: memory is given back with the object."""


def _inside(event: StoredEvent, boundary: Sequence[Clause]) -> bool:
    return any(
        event.kind in clause.kinds and set(clause.tags) <= set(event.tags)
        for clause in boundary
    )
