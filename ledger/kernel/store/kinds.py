"""Kinds: the numbers that stand for the names of facts in one database."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from ledger.kernel.store.connections import Connection
from ledger.kernel.store.queries import ALL_KINDS, KINDS


class Kinds:
    """Remembers the numbers; they are given once and never change."""

    def __init__(self, lend: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._lend = lend
        self._ids: dict[str, int] = {}
        self._names: dict[int, str] = {}

    def learn(self, names: Iterable[str]) -> None:
        """Ask for the numbers that are not known yet; new names are given one."""
        missing = sorted({name for name in names if name not in self._ids})
        if not missing:
            return
        with self._lend() as connection:
            rows = connection.execute(KINDS, (missing,)).fetchall()
        self._ids.update(rows)

    def number(self, name: str) -> int:
        """Return the number of a name that was learnt."""
        return self._ids[name]

    def name(self, number: int) -> str:
        """Return the name that a number stands for."""
        if number not in self._names:
            with self._lend() as connection:
                self._names.update(connection.execute(ALL_KINDS).fetchall())
        return self._names[number]
