"""Differences: what changed in the views between two positions, row by row."""

import threading
from collections import OrderedDict
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import msgspec
import psycopg
from psycopg import sql
from psycopg_pool import ConnectionPool

from ledger.kernel.store.port import Unavailable
from projections import generations
from projections.generations import Generation
from projections.reading import SNAPSHOT
from projections.tables import Connection
from projections.view import View

COUNTS_MAX: Final = 256
SECONDS_MAX: Final = 20
"""How long a comparison may take before its reader is told to narrow it."""

# A row that changed held at the first position and ended by the second one; what
# took its place began between them and holds at the second.
CHANGED: Final = """
SELECT {names}, o.row AS before, n.row AS after FROM (
    SELECT {names}, row FROM {table}
    WHERE since <= %(first)s AND until > %(first)s AND until <= %(last)s
) o FULL JOIN (
    SELECT {names}, row FROM {table}
    WHERE since > %(first)s AND since <= %(last)s AND until > %(last)s
) n USING ({names}) WHERE o.row IS DISTINCT FROM n.row
"""
PAGE: Final = """
SELECT * FROM ({changed}) d WHERE {beyond} ORDER BY {names} LIMIT %(limit)s
"""
COUNT: Final = """
SELECT count(*) FILTER (WHERE before IS NULL),
    count(*) FILTER (WHERE before IS NOT NULL AND after IS NOT NULL),
    count(*) FILTER (WHERE after IS NULL)
FROM ({changed}) d
"""


class TooLong(Exception):
    """The comparison takes longer than a page may."""


class Counts(NamedTuple):
    """How many rows of a view came, changed and went."""

    added: int
    changed: int
    gone: int

    @property
    def total(self) -> int:
        """Return how many rows differ."""
        return self.added + self.changed + self.gone


@dataclass(frozen=True)
class Difference:
    """A row that is not as it was: before, after, one of them may be missing."""

    key: tuple[str, ...]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


class Differences:
    """Compares the views that serve with themselves, at two positions."""

    def __init__(self, pool: ConnectionPool) -> None:
        self._pool = pool
        self._counts: OrderedDict[tuple[int, str, int, int], Counts] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def open(self) -> Generator["Opened"]:
        """Open the views in one snapshot. Raises Unavailable, TooLong."""
        try:
            with self._pool.connection() as connection:
                connection.execute(SNAPSHOT)
                try:
                    limit = f"SET LOCAL statement_timeout = '{SECONDS_MAX}s'"
                    connection.execute(limit.encode())
                    live = generations.live(connection)
                    if live is None:
                        raise Unavailable("the views are being built")
                    yield Opened(connection, live, self)
                finally:
                    if not connection.closed:
                        connection.execute("ROLLBACK")
        except psycopg.errors.QueryCanceled as error:
            raise TooLong from error
        except psycopg.errors.UndefinedTable as error:
            raise Unavailable("the views are not built yet") from error
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise Unavailable(str(error)) from error

    def known(self, key: tuple[int, str, int, int]) -> Counts | None:
        """Return counts that were taken before: past positions never change."""
        with self._lock:
            return self._counts.get(key)

    def keep(self, key: tuple[int, str, int, int], counts: Counts) -> None:
        """Remember counts, and forget the oldest."""
        with self._lock:
            self._counts[key] = counts
            while len(self._counts) > COUNTS_MAX:
                self._counts.popitem(last=False)


@dataclass(frozen=True)
class Opened:
    """The views in one snapshot, ready to be compared."""

    connection: Connection
    generation: Generation
    differences: Differences

    @property
    def position(self) -> int:
        """Return how far the views have come."""
        return self.generation.position

    def count(self, view: View[Any], first: int, last: int) -> Counts:
        """Return how many rows of a view differ between two positions."""
        key = self.generation.id, view.name, first, last
        if (known := self.differences.known(key)) is not None:
            return known
        statement = sql.SQL(COUNT).format(changed=self._changed(view))
        row = self.connection.execute(
            statement, {"first": first, "last": last}
        ).fetchone()
        assert row is not None, "an aggregate has one row"
        counts = Counts(*row)
        self.differences.keep(key, counts)
        return counts

    def page(
        self,
        view: View[Any],
        first: int,
        last: int,
        *,
        after: Sequence[str] = (),
        limit: int,
    ) -> list[Difference]:
        """Return rows of a view that differ, in the order of their keys."""
        width = len(view.row.key)
        beyond: sql.Composable = sql.SQL("true")
        if len(after) == width:
            beyond = sql.SQL("({}) > ({})").format(
                self._names(view),
                sql.SQL(", ").join(sql.Literal(value) for value in after),
            )
        statement = sql.SQL(PAGE).format(
            changed=self._changed(view), beyond=beyond, names=self._names(view)
        )
        values = {"first": first, "last": last, "limit": limit}
        rows = self.connection.execute(statement, values).fetchall()
        return [
            Difference(tuple(row[:width]), _read(row[width]), _read(row[width + 1]))
            for row in rows
        ]

    def _changed(self, view: View[Any]) -> sql.Composed:
        table = sql.Identifier(*self.generation.table(view).path)
        return sql.SQL(CHANGED).format(names=self._names(view), table=table)

    def _names(self, view: View[Any]) -> sql.Composed:
        return sql.SQL(", ").join(sql.Identifier(name) for name in view.row.key)


def _read(row: str | None) -> Mapping[str, Any] | None:
    if row is None:
        return None
    found: Mapping[str, Any] = msgspec.json.decode(row)
    return found
