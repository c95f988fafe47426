"""Rivals: writers who get between a decision's reading and its append."""

import threading
from collections.abc import Callable, Sequence

from ledger.application import Ledger
from ledger.kernel.messages import Command, Fact
from ledger.kernel.store.memory import MemoryStore
from ledger.kernel.store.port import Append, Appended, Clause, History
from tests.spec import NOON, Given, record


class ContestedStore(MemoryStore):
    """A store in memory where a rival is faster, and attempts are counted."""

    def __init__(self, story: Given) -> None:
        super().__init__(story.clock)
        self.time = story.clock
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


def twin(ledger: Ledger, command: Command) -> Callable[[], None]:
    """Return a rival that asks for the same at the same moment, in its own thread."""

    def ask() -> None:
        thread = threading.Thread(target=ledger.handle, args=(command,))
        thread.start()
        thread.join()

    return ask
