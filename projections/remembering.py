"""Remembering: totals once read, and brought forward by what changed since."""

import threading
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

REMEMBERED_MAX: Final = 16

Key = tuple[str, ...]
Name = tuple[int, str]
"""A generation and a view."""


@dataclass(frozen=True)
class Totals:
    """The rows of a view of totals at a position, in the order of their keys."""

    position: int
    rows: Sequence[Any]
    key_of: Callable[[Any], Key]

    @cached_property
    def keys(self) -> Sequence[Key]:
        """Return the keys; those of a past moment are mostly never asked for."""
        return [self.key_of(row) for row in self.rows]

    def with_changes(self, position: int, changed: Iterable[Any]) -> "Totals":
        """Return them at a later position, these rows having changed or come.

        Text is put in order by its code points here and in the database, so a
        row takes the place that it would have been read in.
        """
        keys, rows = [*self.keys], [*self.rows]
        for row in changed:
            key = self.key_of(row)
            at = bisect_left(keys, key)
            if at < len(keys) and keys[at] == key:
                rows[at] = row
            else:
                keys.insert(at, key)
                rows.insert(at, row)
        later = Totals(position, rows, self.key_of)
        later.__dict__["keys"] = keys
        return later


class Remembered:
    """The totals of a few positions: they never change, and many pages read them."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Name, int], Totals] = OrderedDict()
        self._newest: dict[Name, Totals] = {}
        self._lock = threading.Lock()

    def at(self, name: Name, position: int) -> Totals | None:
        """Return what is remembered of a view at a position."""
        with self._lock:
            return self._kept.get((name, position))

    def newest(self, name: Name) -> Totals | None:
        """Return what was read of a view at the latest position."""
        with self._lock:
            return self._newest.get(name)

    def keep(self, name: Name, totals: Totals) -> None:
        """Remember rows, and forget the oldest."""
        with self._lock:
            self._kept[name, totals.position] = totals
            while len(self._kept) > REMEMBERED_MAX:
                self._kept.popitem(last=False)
            newest = self._newest.get(name)
            if newest is None or newest.position < totals.position:
                self._newest[name] = totals
            for other in [*self._newest]:
                if other[0] < name[0]:
                    # Of tables that serve no longer.
                    del self._newest[other]
