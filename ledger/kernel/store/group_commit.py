"""Group commit: appends of one process travel together, each with its own answer.

Whoever comes first leads: takes those who wait with it, puts them to the
database in one statement, hands out the answers, and lets the next one lead.
There is no thread of its own, so a forked worker simply starts afresh.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from ledger.kernel.store.parcels import Parcel
from ledger.kernel.store.port import (
    Append,
    Appended,
    Clause,
    KeyClaim,
    Unavailable,
)

BATCH_MAX: Final = 256
BATCH_BYTES_MAX: Final = 8_000_000
WAIT_SECONDS: Final = 60.0
GATHER_BELOW: Final = 16
GATHER_SECONDS: Final = 0.0001

Answers = Sequence[Appended | Exception]


@dataclass(eq=False)
class Waiting:
    """One append on its way: the answer it got, or the turn to lead."""

    parcel: Parcel
    signal: threading.Lock = field(default_factory=threading.Lock)
    answer: Appended | Exception | None = None
    is_leader: bool = False

    def __post_init__(self) -> None:
        self.signal.acquire()


class GroupCommit:
    """Gathers appends whose facts cannot touch each other's conditions.

    Up to ``leaders_max`` batches are under way at once: while the database works
    on one, the next is sent, and waits at its lock instead of here.
    """

    def __init__(
        self, put: Callable[[Sequence[Parcel]], Answers], *, leaders_max: int = 1
    ) -> None:
        self._put = put
        self._lock = threading.Lock()
        self._queue: deque[Waiting] = deque()
        self._leaders = 0
        self._leaders_max = leaders_max
        self._expected = 1

    def append(self, parcel: Parcel) -> Appended:
        """Return where the events stand, or raise what kept them out."""
        mine = Waiting(parcel)
        with self._lock:
            if self._leaders < self._leaders_max:
                self._leaders += 1
                mine.is_leader = True
            else:
                self._queue.append(mine)
        if not mine.is_leader:
            self._wait(mine)
        if mine.is_leader:
            self._lead(mine)
        assert mine.answer is not None, "who leads is in its own batch"
        if isinstance(mine.answer, Exception):
            raise mine.answer
        return mine.answer

    def _wait(self, mine: Waiting) -> None:
        """Wait for the answer or the turn to lead, and leave neither behind.

        An append still in the queue when patience ends was not sent. One that
        is under way gets its answer within the patience of its leader.
        """
        try:
            while not mine.signal.acquire(timeout=WAIT_SECONDS):
                if self._withdraw(mine):
                    mine.answer = Unavailable("too many are waiting: not recorded")
                    return
        except BaseException:
            # Interrupted: the turn to lead must not be lost with it.
            self._withdraw(mine)
            with self._lock:
                if mine.is_leader:
                    self._appoint()
            raise

    def _withdraw(self, mine: Waiting) -> bool:
        with self._lock:
            if mine not in self._queue:
                return False
            self._queue.remove(mine)
            return True

    def _lead(self, mine: Waiting) -> None:
        self._gather()
        batch = self._take(mine)
        # Should the statement be interrupted, nobody may wait for ever.
        answers: Answers = [Unavailable("interrupted while appending")] * len(batch)
        try:
            answers = self._put([w.parcel for w in batch])
        finally:
            with self._lock:
                self._appoint()
            for waiting, answer in zip(batch, answers, strict=True):
                waiting.answer = answer
                if waiting is not mine:
                    waiting.signal.release()

    def _gather(self) -> None:
        """Wait a moment for those who were answered last to come back.

        A statement costs as much as several appends. Who writes again at once
        would miss this batch by a hair, and few would travel in every other one.
        In long batches that no longer matters, and who is alone never waits.
        """
        if not 1 < self._expected <= GATHER_BELOW:
            return
        end = time.perf_counter() + GATHER_SECONDS
        while len(self._queue) + 1 < self._expected and time.perf_counter() < end:
            time.sleep(0)

    def _appoint(self) -> None:
        """Let the first in line lead, or nobody."""
        if not self._queue:
            self._leaders -= 1
            return
        successor = self._queue.popleft()
        successor.is_leader = True
        successor.signal.release()

    def _take(self, first: Waiting) -> list[Waiting]:
        """Take those in line that the ones before them cannot touch.

        Appends of one batch are judged by what was recorded before it. One whose
        condition names a fact that another of the batch records must wait for
        the next: compared by kind and by all tags, for by tags alone one vote
        would go through one ballot at a time.
        """
        if not self._queue:
            self._expected = 1
            return [first]
        taken, size = [first], len(first.parcel.event_data)
        left: deque[Waiting] = deque()
        written = Written()
        written.add(first.parcel.append)
        with self._lock:
            while self._queue and len(taken) < BATCH_MAX and size < BATCH_BYTES_MAX:
                waiting = self._queue.popleft()
                append = waiting.parcel.append
                if written.touches(append):
                    left.append(waiting)
                    continue
                written.add(append)
                taken.append(waiting)
                size += len(waiting.parcel.event_data)
            self._queue.extendleft(reversed(left))
            self._expected = len(taken) + len(self._queue)
        return taken


class Written:
    """What the appends of a batch will record, by kind and tag, and their keys."""

    def __init__(self) -> None:
        self._tags: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        self._keys: set[str] = set()

    def touches(self, append: Append) -> bool:
        """Tell whether an append depends on what is already in the batch."""
        return self.is_inside(append.boundary, append.key)

    def is_inside(self, boundary: Sequence[Clause], key: KeyClaim | None) -> bool:
        """Tell whether something in the batch is inside a boundary, or bears a key."""
        if key is not None and key.tag in self._keys:
            return True
        for clause in boundary:
            kinds = self._tags.get(clause.tags[0])
            if kinds is None:
                continue
            for kind in clause.kinds:
                for tags in kinds.get(kind, ()):
                    if set(clause.tags).issubset(tags):
                        return True
        return False

    def add(self, append: Append) -> None:
        """Remember what the append will record."""
        if append.key is not None:
            self._keys.add(append.key.tag)
        for event in append.events:
            for tag in event.tags:
                kinds = self._tags.setdefault(tag, {})
                kinds.setdefault(event.kind, []).append(event.tags)
