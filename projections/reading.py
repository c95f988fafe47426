"""Reading: a shelf of views out of the database, all at one position."""

import time
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeVar

import psycopg
from psycopg_pool import ConnectionPool

from ledger.kernel.store.port import Unavailable
from projections import generations, questions
from projections.columns import indexed_names
from projections.generations import Generation
from projections.remembering import Remembered, Totals
from projections.rows import Row, key_of
from projections.shelf import PAGE_ROWS, Page, Placed, page_of
from projections.tables import Connection, Table, decoder
from projections.view import View

RowT = TypeVar("RowT", bound=Row)
OtherT = TypeVar("OtherT", bound=Row)
SWAPS_MAX: Final = 3
POLL_SECONDS: Final = 0.01
SNAPSHOT: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class Views:
    """The live generation, for as many readers as the pool has connections."""

    def __init__(self, pool: ConnectionPool) -> None:
        self._pool = pool
        self._remembered = Remembered()
        self._seen: Generation | None = None

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

    def linked(
        self, view: View[RowT], value: tuple[str, str], other: View[OtherT], link: str
    ) -> Sequence[tuple[RowT, OtherT | None]]:
        """Return the rows of a field's value, each with the row that it names.

        They are those of now, oldest first. All is one statement, and so one
        snapshot: every request of someone signed in begins with it. It asks the
        generation that it last saw, and again where another one serves by now.
        """
        try:
            with self._pool.connection() as connection:
                for _attempt in range(SWAPS_MAX):
                    seen = self._seen or generations.live(connection)
                    if seen is None:
                        raise Unavailable("the views are being built")
                    self._seen = seen
                    found = _linked(connection, seen, view, value, other, link)
                    if found is not None:
                        return found
                    self._seen = None
        except psycopg.errors.UndefinedTable as error:
            raise Unavailable("the views are not built yet") from error
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise Unavailable(str(error)) from error
        raise Unavailable("the views are changed again and again")

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


def _linked(  # noqa: PLR0913, PLR0917  # a question is all of these
    connection: Connection,
    seen: Generation,
    view: View[RowT],
    value: tuple[str, str],
    other: View[OtherT],
    link: str,
) -> Sequence[tuple[RowT, OtherT | None]] | None:
    """Ask the tables of a generation; None where it serves no longer."""
    name, wanted = value
    (other_key,) = other.row.key
    tables = seen.table(view).path, seen.table(other).path
    statement = questions.linked(tables[0], name, tables[1], other_key, link)
    try:
        rows = connection.execute(statement, (wanted,), prepare=True).fetchall()
    except psycopg.errors.UndefinedTable:
        # Its grace is over, and its tables are gone: which ones serve is looked up.
        live = generations.live(connection)
        if live is not None and live.id == seen.id:
            raise
        return None
    if not rows or rows[0][0] != seen.id:
        return None
    read, read_other = decoder(view.row), decoder(other.row)
    return [
        (read(one), None if named is None else read_other(named))
        for _generation, one, named in rows
        if one is not None
    ]


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

    @property
    def _is_now(self) -> bool:
        return self.position == self._generation.position

    def get(self, view: View[RowT], *key: str) -> RowT | None:
        """Return the row of this key."""
        table = self._table(view)
        statement = questions.get(table.path, table.key)
        rows = self._fetch(statement, [*key, self.position])
        if not rows or rows[0][0] <= self.position:
            return None
        row: RowT = decoder(view.row)(rows[0][1])
        return row

    def some(self, view: View[RowT], keys: Iterable[tuple[str, ...]]) -> Sequence[RowT]:
        """Return the rows of these keys that there are, by one look-up for all."""
        wanted = list(dict.fromkeys(keys))
        if not wanted:
            return []
        table = self._table(view)
        arrays = [list(column) for column in zip(*wanted, strict=True)]
        statement = questions.some(table.path, table.key)
        rows = self._fetch(statement, [*arrays, self.position, self.position])
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
        if after is None:
            # As of a past moment, nothing that came later is passed over.
            after = self.position + 1 if is_newest_first else 0
        ask = partial(self._listed, view, values, is_newest_first=is_newest_first)
        page = page_of(ask(after, limit + 1), limit)
        if page.next is None and len(page.rows) > limit:
            # The last place filled more than was asked for, and hid what follows.
            last = page.rows[-1].first
            page = Page(page.rows, last if ask(last, 1) else None)
        return page

    def _listed(
        self,
        view: View[RowT],
        values: Mapping[str, str | int],
        after: int,
        limit: int,
        *,
        is_newest_first: bool,
    ) -> Sequence[Placed[RowT]]:
        statement = questions.page(
            self._table(view).path,
            tuple(values),
            limit,
            is_newest_first=is_newest_first,
            is_now=self._is_now,
        )
        asked: list[Any] = [*values.values(), after]
        if not self._is_now:
            at = self.position
            asked = [*asked, at, *asked, at, at]
        decode, key = decoder(view.row), key_of(view.row)
        rows = self._fetch(statement, asked)
        found = [Placed[RowT](first, decode(row)) for first, row in rows]
        found.sort(key=lambda p: (p.first, key(p.row)), reverse=is_newest_first)
        return found

    def every(self, view: View[RowT]) -> Sequence[RowT]:
        """Return all the rows of a view of totals, in the order of their keys.

        Totals are never dropped, so the keys of any past moment are among those
        that hold now: each is looked up once, however long its history is. For
        the same reason what changed tells all, once they have been read.
        """
        assert view.is_total, f"{view.name} is no view of totals"
        name = (self._generation.id, view.name)
        known = self._remembered.at(name, self.position)
        if known is None:
            known = self._read_all(view, name)
            self._remembered.keep(name, known)
        rows: Sequence[RowT] = known.rows
        return rows

    def _read_all(self, view: View[RowT], name: tuple[int, str]) -> Totals:
        """Read all the rows, or only those that changed since they were read last."""
        table = self._table(view)
        decode = decoder(view.row)
        before = self._remembered.newest(name)
        if self._is_now and before is not None and before.position < self.position:
            statement = questions.changed(table.path)
            found = self._fetch(statement, [before.position])
            changed = [decode(row) for (row,) in found]
            return before.with_changes(self.position, changed)
        if self._is_now:
            found = self._fetch(questions.every_now(table.path, table.key), [])
        else:
            statement = questions.every(table.path, table.key)
            found = self._fetch(statement, [self.position])
        rows = [decode(row) for (row,) in found]
        return Totals(self.position, rows, key_of(view.row))

    def _table(self, view: View[Any]) -> Table:
        return self._generation.table(view)

    def _fetch(
        self, statement: bytes, values: Sequence[Any]
    ) -> Sequence[tuple[Any, ...]]:
        return self._connection.execute(statement, values, prepare=True).fetchall()
