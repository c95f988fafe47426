"""Remembering: what the commands of a batch depend on, read once and folded once.

Two commands that depend on the very same facts remember the very same state, so a
state is kept by its decider and the positions of its facts: whatever the order of
clauses, nothing is assumed of ``evolve``.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from ledger.application import CODEC
from ledger.kernel.decider import Boundary, Decider, Facts
from ledger.kernel.messages import Fact
from ledger.kernel.store.port import Clause, Store
from ledger.membership.mandates.standing import Standing
from ledger.membership.mandates.standing import evolve as evolve_standing

Positions = tuple[int, ...]


class Bounded(Protocol):
    """Something that is decided inside a boundary."""

    @property
    def clauses(self) -> Sequence[Clause]:
        """Return the facts it depends on, as the store reads them."""
        ...


class Remembrance:
    """The facts inside many boundaries, as they were at one head."""

    def __init__(self, store: Store, many: Iterable[Bounded]) -> None:
        clauses = dict.fromkeys(clause for one in many for clause in one.clauses)
        self.head = 0
        self._facts: dict[int, Fact] = {}
        self._filed: dict[str, list[int]] = {}
        self._inside: dict[Facts, Positions] = {}
        self._states: dict[tuple[int, Positions], Any] = {}
        self._standings: dict[Positions, Standing] = {}
        self._read(store, list(clauses))

    def state(self, decider: Decider[Any, Any], boundary: Boundary) -> Any:  # noqa: ANN401  # each decider has its own
        """Return what a decider remembers of the facts inside a boundary."""
        positions = self._positions(boundary)
        # A decider lives as long as the table of contents that lists it.
        subject = id(decider), positions
        if subject not in self._states:
            history = ((position, self._facts[position]) for position in positions)
            self._states[subject] = decider.replay(history, decider.initial)
        return self._states[subject]

    def standing(self, boundary: Boundary) -> Standing:
        """Return what is known of the mandate that a boundary is about."""
        positions = self._positions(boundary)
        if positions not in self._standings:
            standing = Standing()
            for position in positions:
                fact: Any = self._facts[position]
                standing = evolve_standing(standing, fact)
            self._standings[positions] = standing
        return self._standings[positions]

    def _read(self, store: Store, clauses: Sequence[Clause]) -> None:
        history = store.read(clauses)
        self.head = history.head
        for stored in history.events:
            fact: Fact = CODEC.decode(stored).fact
            self._facts[stored.position] = fact
            for tag in fact.tags():
                self._filed.setdefault(tag, []).append(stored.position)

    def _positions(self, boundary: Boundary) -> Positions:
        """Return where the facts inside a boundary stand, in the order of the log."""
        found = [inside for part in boundary if (inside := self._inside_of(part))]
        if len(found) == 1:
            return found[0]
        return tuple(sorted({position for inside in found for position in inside}))

    def _inside_of(self, part: Facts) -> Positions:
        known = self._inside.get(part)
        if known is None:
            known = self._inside[part] = self._look(part)
        return known

    def _look(self, part: Facts) -> Positions:
        filed = self._filed.get(part.about[0])
        if filed is None:
            return ()
        wanted = set(part.about)
        return tuple(
            position
            for position in filed
            if type(self._facts[position]) in part.kinds
            and wanted.issubset(self._facts[position].tags())
        )
