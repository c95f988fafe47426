"""Group commit: appends of one process travel together, each with its own answer.

Whoever comes first leads: takes those who wait with it, puts them to the
database in one statement, hands out the answers, and lets the next one lead.
There is no thread of its own, so a forked worker simply starts afresh.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from ledger.kernel.store.port import Append, Appended, Unavailable

BATCH_MAX: Final = 256


@dataclass(eq=False)
class Waiting:
    """One append on its way: the answer it got, or the turn to lead."""

    append: Append
    signal: threading.Lock = field(default_factory=threading.Lock)
    answer: Appended | Exception | None = None

    def __post_init__(self) -> None:
        self.signal.acquire()


Answers = Sequence[Appended | Exception]


class GroupCommit:
    """Gathers appends whose facts cannot touch each other's conditions."""

    def __init__(self, put: Callable[[Sequence[Append]], Answers]) -> None:
        self._put = put
        self._lock = threading.Lock()
        self._queue: deque[Waiting] = deque()
        self._has_leader = False

    def append(self, append: Append) -> Appended:
        """Return where the events stand, or raise what kept them out."""
        mine = Waiting(append)
        with self._lock:
            self._queue.append(mine)
            must_wait = self._has_leader
            self._has_leader = True
        if must_wait:
            mine.signal.acquire()
        if mine.answer is None:
            self._lead()
        assert mine.answer is not None, "who leads is in its own batch"
        if isinstance(mine.answer, Exception):
            raise mine.answer
        return mine.answer

    def _lead(self) -> None:
        batch = self._take()
        # Should the statement be interrupted, nobody may wait for ever.
        answers: Answers = [Unavailable("interrupted while appending")] * len(batch)
        try:
            answers = self._put([w.append for w in batch])
        finally:
            with self._lock:
                successor = self._queue[0] if self._queue else None
                self._has_leader = successor is not None
            for waiting, answer in zip(batch, answers, strict=True):
                waiting.answer = answer
                waiting.signal.release()
            if successor is not None:
                successor.signal.release()

    def _take(self) -> list[Waiting]:
        """Take the first in line, and those behind it that it cannot touch.

        Appends of one batch are judged by what was recorded before it. One whose
        condition names a fact that another of the batch records must wait for
        the next: compared by kind and by all tags, for by tags alone one vote
        would go through one ballot at a time.
        """
        taken: list[Waiting] = []
        left: deque[Waiting] = deque()
        written = Written()
        with self._lock:
            while self._queue and len(taken) < BATCH_MAX:
                waiting = self._queue.popleft()
                if written.touches(waiting.append):
                    left.append(waiting)
                    continue
                written.add(waiting.append)
                taken.append(waiting)
            self._queue.extendleft(reversed(left))
        return taken


class Written:
    """What the appends of a batch will record, by kind and tag, and their keys."""

    def __init__(self) -> None:
        self._tags: dict[tuple[str, str], list[frozenset[str]]] = {}
        self._keys: set[str] = set()

    def touches(self, append: Append) -> bool:
        """Tell whether an append depends on what is already in the batch."""
        if append.key is not None and append.key.tag in self._keys:
            return True
        return any(
            any(set(clause.tags) <= tags for tags in self._tags.get((kind, tag), ()))
            for clause in append.boundary
            for tag in clause.tags[:1]
            for kind in clause.kinds
        )

    def add(self, append: Append) -> None:
        """Remember what the append will record."""
        if append.key is not None:
            self._keys.add(append.key.tag)
        for event in append.events:
            tags = frozenset(event.tags)
            for tag in event.tags:
                self._tags.setdefault((event.kind, tag), []).append(tags)
