"""The decider: how one command is decided, as four plain values."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from ledger.kernel.identifiers import Tag, tag_of
from ledger.kernel.messages import Acting, Command, Fact

CommandT = TypeVar("CommandT", bound=Command)
StateT = TypeVar("StateT")


@dataclass(frozen=True)
class Facts:
    """Facts of certain kinds that are filed under every one of certain tags."""

    kinds: frozenset[type[Fact]]
    about: tuple[Tag, ...]


Boundary = tuple[Facts, ...]


def facts(*kinds: type[Fact], **about: str) -> Facts:
    """Select the facts of these kinds filed under all these identifiers.

    A clause without an identifier would watch the whole ledger, and every
    other writer would conflict with it.
    """
    assert kinds, "a clause names the kinds of fact it depends on"
    assert about, "a clause names whom or what it is about"
    tags = [tag_of(field, name) for field, name in about.items()]
    return Facts(_set_of(kinds), tuple(sorted(tags) if len(tags) > 1 else tags))


@cache
def _set_of(kinds: tuple[type[Fact], ...]) -> frozenset[type[Fact]]:
    """Return one set for the same kinds: it knows its hash, and is asked for it often.

    There are no more of them than clauses in the source.
    """
    return frozenset(kinds)


@dataclass(frozen=True)
class Decider(Generic[CommandT, StateT]):
    """One command's decision: what it reads, how it remembers, what it answers.

    ``evolve`` never sees the command and ``decide`` never sees the facts, so
    the state of a boundary can be kept and brought forward by newer facts.
    ``remember_place`` is for a command that names a fact by its position, and comes
    after ``evolve``.
    """

    boundary: Callable[[CommandT], Boundary]
    initial: StateT
    evolve: Callable[[StateT, Any], StateT]
    decide: Callable[[StateT, CommandT, Acting], Sequence[Fact]]
    remember_place: Callable[[StateT, Any, int], StateT] | None = None

    def follow(self, state: StateT, fact: Fact, position: int) -> StateT:
        """Bring the state that the decision is made from forward by a newer fact."""
        state = self.evolve(state, fact)
        if self.remember_place is not None:
            state = self.remember_place(state, fact, position)
        return state

    def replay(self, history: Iterable[tuple[int, Fact]], state: StateT) -> StateT:
        """Fold newer facts into the state, each with its position."""
        for position, fact in history:
            state = self.follow(state, fact, position)
        return state
