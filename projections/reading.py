"""Reading: a shelf of views out of the database, all at one position."""

import threading
import time
from collections import OrderedDict
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final, LiteralString, TypeVar

import psycopg
from psycopg import sql
from psycopg_pool import ConnectionPool

from ledger.kernel.store.port import Unavailable
from projections import generations
from projections.generations import Generation
from projections.rows import FOR_EVER, Row
from projections.shelf import PAGE_ROWS, Page, Placed
from projections.tables import Connection, decoder, indexed_names
from projections.view import View

RowT = TypeVar("RowT", bound=Row)
POLL_SECONDS: Final = 0.01
REMEMBERED_MAX: Final = 16
NEWEST_FIRST: Final = """
SELECT first, row FROM {table} WHERE {where} AND since <= %s AND until > %s
ORDER BY first DESC LIMIT %s
"""
OLDEST_FIRST: Final = NEWEST_FIRST.replace("DESC", "ASC")
SOME: Final = """
SELECT v.row FROM unnest({arrays}) AS k ({names}) CROSS JOIN LATERAL (
    SELECT row, until FROM {table} v WHERE {same} AND v.since <= %s
    ORDER BY v.since DESC LIMIT 1) v WHERE v.until > %s
"""
SNAPSHOT: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class Views:
    """The live generation, for as many readers as the pool has connections."""

    def __init__(self, pool: ConnectionPool) -> None:
        self._pool = pool
        self._remembered = Remembered()

    @contextmanager
    def shelf(self, position: int | None = None) -> Generator["DatabaseShelf"]:
        """Open all views in one snapshot, as of a position or of now.

        The generation is looked up inside the snapshot: a rebuild that flips
        meanwhile changes nothing for this reader. Raises Unavailable.
        """
        try:
            with self._pool.connection() as connection:
                connection.execute(SNAPSHOT)
                try:
                    yield _open(connection, position, self._remembered)
                finally:
                    if not connection.closed:
                        connection.execute("ROLLBACK")
        except psycopg.errors.UndefinedTable as error:
            raise Unavailable("the views are not built yet") from error
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise Unavailable(str(error)) from error

    def position(self) -> int:
        """Return what the views have reached."""
        try:
            with self._pool.connection() as connection:
                live = generations.live(connection)
        except psycopg.errors.UndefinedTable:
            return 0
        except psycopg.OperationalError as error:
            raise Unavailable(str(error)) from error
        return live.position if live is not None else 0

    def wait_until(self, position: int, timeout: float) -> bool:
        """Wait until the views have reached a position; tell whether they have."""
        end = time.monotonic() + timeout
        while self.position() < position:
            if time.monotonic() >= end:
                return False
            time.sleep(POLL_SECONDS)
        return True


class Remembered:
    """The totals of a few positions: they never change, and many pages read them."""

    def __init__(self) -> None:
        self._totals: OrderedDict[tuple[int, str, int], Sequence[Any]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, key: tuple[int, str, int]) -> Sequence[Any] | None:
        """Return the rows remembered under generation, view and position."""
        with self._lock:
            return self._totals.get(key)

    def keep(self, key: tuple[int, str, int], rows: Sequence[Any]) -> None:
        """Remember rows, and forget the oldest."""
        with self._lock:
            self._totals[key] = rows
            while len(self._totals) > REMEMBERED_MAX:
                self._totals.popitem(last=False)


def _open(
    connection: Connection, position: int | None, remembered: Remembered
) -> "DatabaseShelf":
    live = generations.live(connection)
    if live is None:
        raise Unavailable("the views are being built")
    if position is None or position >= live.position:
        at = live.recorded_at
        return DatabaseShelf(connection, live, live.position, at, remembered)
    row = connection.execute(
        "SELECT recorded_at FROM ledger.events WHERE position = %s", (position,)
    ).fetchone()
    at = row[0] if row else None
    return DatabaseShelf(connection, live, position, at, remembered)


class DatabaseShelf:
    """All views as they stood at one position, inside one snapshot."""

    def __init__(
        self,
        connection: Connection,
        generation: Generation,
        position: int,
        recorded_at: datetime | None,
        remembered: Remembered,
    ) -> None:
        self._remembered = remembered
        self._connection = connection
        self._generation = generation
        self.position = position
        self.recorded_at = recorded_at

    def get(self, view: View[RowT], *key: str) -> RowT | None:
        """Return the row of this key."""
        where = _equal(view.row.key)
        rows = self._fetch(
            "SELECT until, row FROM {table} WHERE {where} AND since <= %s"
            " ORDER BY since DESC LIMIT 1",
            view,
            where,
            [*key, self.position],
        )
        if not rows or rows[0][0] <= self.position:
            return None
        row: RowT = decoder(view.row)(rows[0][1])
        return row

    def some(self, view: View[RowT], keys: Iterable[tuple[str, ...]]) -> Sequence[RowT]:
        """Return the rows of these keys that there are, by one look-up for all."""
        wanted = list(dict.fromkeys(keys))
        if not wanted:
            return []
        names = [sql.Identifier(name) for name in view.row.key]
        arrays = [list(column) for column in zip(*wanted, strict=True)]
        statement = sql.SQL(SOME).format(
            arrays=sql.SQL(", ").join([sql.SQL("%s::text[]")] * len(names)),
            names=sql.SQL(", ").join(names),
            table=self._generation.table(view).name,
            same=_same(view),
        )
        rows = self._connection.execute(
            statement, [*arrays, self.position, self.position], prepare=True
        ).fetchall()
        decode = decoder(view.row)
        return [decode(row) for (row,) in rows]

    def page(
        self,
        view: View[RowT],
        *,
        after: int | None = None,
        limit: int = PAGE_ROWS,
        is_newest_first: bool = True,
        **values: str | int,
    ) -> Page[RowT]:
        """Return rows by indexed fields, in the order of their first position."""
        names = tuple(values)
        looked_up = set(indexed_names(view)) | set(view.row.key)
        assert looked_up.issuperset(names), f"{view.name} is not indexed by {names}"
        edge = (
            after
            if after is not None
            else (self.position + 1 if is_newest_first else 0)
        )
        beyond = sql.SQL("first < %s" if is_newest_first else "first > %s")
        where = sql.SQL(" AND ").join([_equal(names), beyond] if names else [beyond])
        rows = self._fetch(
            NEWEST_FIRST if is_newest_first else OLDEST_FIRST,
            view,
            where,
            [*values.values(), edge, self.position, self.position, limit + 1],
        )
        decode = decoder(view.row)
        placed = [Placed[RowT](first, decode(row)) for first, row in rows[:limit]]
        return Page(placed, placed[-1].first if len(rows) > limit else None)

    def every(self, view: View[RowT]) -> Sequence[RowT]:
        """Return all the rows of a view of totals, in the order of their keys.

        Totals are never dropped, so the keys of any past moment are among those
        that hold now: each is looked up once, however long its history is.
        """
        assert view.is_total, f"{view.name} is no view of totals"
        name = (self._generation.id, view.name, self.position)
        known: Sequence[RowT] | None = self._remembered.of(name)
        if known is not None:
            return known
        found = self._look_up_every(view)
        self._remembered.keep(name, found)
        return found

    def _look_up_every(self, view: View[RowT]) -> Sequence[RowT]:
        key = sql.SQL(", ").join(sql.Identifier(name) for name in view.row.key)
        rows = self._connection.execute(
            sql.SQL(
                "SELECT v.row FROM (SELECT {key} FROM {table} WHERE until = {ever}) k"
                " CROSS JOIN LATERAL (SELECT row FROM {table} v WHERE {same}"
                " AND v.since <= %s ORDER BY v.since DESC LIMIT 1) v ORDER BY {order}"
            ).format(
                key=key,
                table=self._generation.table(view).name,
                ever=sql.Literal(FOR_EVER),
                same=_same(view),
                order=sql.SQL(", ").join(
                    sql.SQL("k.{}").format(sql.Identifier(n)) for n in view.row.key
                ),
            ),
            (self.position,),
            prepare=True,
        ).fetchall()
        decode = decoder(view.row)
        return [decode(row) for (row,) in rows]

    def _fetch(
        self,
        statement: LiteralString,
        view: View[Any],
        where: sql.Composable,
        values: Sequence[Any],
    ) -> Sequence[tuple[Any, ...]]:
        table = self._generation.table(view).name
        composed = sql.SQL(statement).format(table=table, where=where)
        return self._connection.execute(composed, values, prepare=True).fetchall()


def _equal(names: Sequence[str]) -> sql.Composed:
    return sql.SQL(" AND ").join(
        sql.SQL("{} = %s").format(sql.Identifier(name)) for name in names
    )


def _same(view: View[Any]) -> sql.Composed:
    return sql.SQL(" AND ").join(
        sql.SQL("v.{0} = k.{0}").format(sql.Identifier(name)) for name in view.row.key
    )
