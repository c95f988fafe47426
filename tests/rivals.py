"""Rivals: writers who get between a decision's reading and its append."""

from collections.abc import Callable, Sequence

from ledger.kernel.messages import Fact
from ledger.kernel.store.memory import MemoryStore
from ledger.kernel.store.port import Append, Appended, Clause, History
from tests.spec import NOON, Given, record


class ContestedStore(MemoryStore):
    """A store in memory where a rival is faster, and attempts are counted."""

    def __init__(self, story: Given) -> None:
        super().__init__(story.clock)
        self.rival: Callable[[], None] | None = None
        self.attempts = 0
        self.read_after: list[int] = []
        record(self, *story.history, at=NOON)

    def append(self, append: Append) -> Appended:
        """Let the rival write first, then append."""
        rival, self.rival = self.rival, None
        if rival is None:
            return super().append(append)
        rival()
        self.rival = rival
        self.attempts += 1
        return super().append(append)

    def read(self, boundary: Sequence[Clause], after: int = 0) -> History:
        """Note from where is read."""
        self.read_after.append(after)
        return super().read(boundary, after)


def once(store: ContestedStore, *facts: Fact) -> Callable[[], None]:
    """Return a rival that records these facts before the first append only."""
    waiting = [*facts]

    def write() -> None:
        record(store, *waiting, at=NOON)
        waiting.clear()

    return write
