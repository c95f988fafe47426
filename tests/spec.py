"""Given, when, then: a decider told as a story, through a real store in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from ledger.application import CODEC, Ledger
from ledger.kernel.messages import Actor, Command, Fact, Refusal
from ledger.kernel.store.memory import MemoryStore
from ledger.kernel.store.port import Append, Clause, NewEvent

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
"""When stories take place unless they say otherwise: a Tuesday."""

SECRET = b"a secret of the tests, and of nothing else"
STORYTELLER = Actor(rule="storyteller", cause=0)
NOWHERE = (Clause(frozenset({"Nothing"}), ("nothing:at-all",)),)


@dataclass
class Clock:
    """A clock that a story sets by hand."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Given:
    """Facts already on record.

    They go through codec, tags and boundary like any others, so a story also
    fails when a boundary forgets a fact that the decision needs.
    """

    history: Sequence[Fact]
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.store = MemoryStore(self.clock)
        self.ledger = Ledger(self.store, secret=SECRET, clock=self.clock)
        record(self.store, *self.history, at=self.clock.now)

    def when(self, command: Command) -> "When":
        """Put the command to the ledger, at the command's own time."""
        self.clock.now = command.at
        return When(self, command)


@dataclass
class When:
    """A command about to be decided."""

    story: Given
    command: Command

    def then(self, *expected: Fact) -> Given:
        """Expect exactly these facts to be recorded."""
        head = self.story.store.head().position
        self.story.ledger.handle(self.command)
        assert facts_since(self.story.store, head) == [*expected]
        return self.story

    def then_kinds(self, *expected: type[Fact]) -> list[Any]:
        """Expect facts of these kinds, and return them for a closer look."""
        head = self.story.store.head().position
        self.story.ledger.handle(self.command)
        recorded = facts_since(self.story.store, head)
        assert [type(fact) for fact in recorded] == [*expected]
        return recorded

    def refused(self, why: type[Refusal]) -> Given:
        """Expect this refusal, and nothing recorded."""
        head = self.story.store.head().position
        with pytest.raises(why) as caught:
            self.story.ledger.handle(self.command)
        assert type(caught.value) is why
        assert self.story.store.head().position == head
        return self.story


def given(*history: Fact, at: datetime = NOON) -> Given:
    """Start a story from these facts, recorded at that time."""
    return Given(history, Clock(at))


def record(store: MemoryStore, *history: Fact, at: datetime) -> None:
    """Put facts on record without deciding anything."""
    for fact in history:
        event = NewEvent(
            type(fact).__name__, fact.tags(), CODEC.encode(fact, STORYTELLER, at)
        )
        head = store.head().position
        store.append(Append(events=[event], boundary=NOWHERE, after=head))


def facts_since(store: MemoryStore, position: int) -> list[Fact]:
    """Return the facts recorded after a position."""
    return [CODEC.decode(stored).fact for stored in store.since(position)]
