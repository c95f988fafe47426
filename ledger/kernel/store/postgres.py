"""The store in PostgreSQL: one function is the door, everything else reads."""

import os
import threading
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

import psycopg
from psycopg_pool import ConnectionPool

from ledger.kernel.store import queries
from ledger.kernel.store.group_commit import Answers, GroupCommit
from ledger.kernel.store.port import (
    Append,
    Appended,
    Clause,
    Head,
    History,
    Malformed,
    StoredEvent,
    StoredWords,
    Unavailable,
    check,
)

Rows = list[tuple[Any, ...]]

READ_BATCH: Final = 2_000
CONNECT_SECONDS: Final = 5.0
STATEMENT_MILLISECONDS: Final = 30_000
POLL_SECONDS: Final = 0.002
POLL_SECONDS_MAX: Final = 0.05


class PostgresStore:
    """Keeps a pool for readers and one connection for the appends of the process."""

    def __init__(self, conninfo: str, *, readers_max: int = 8) -> None:
        self._conninfo = conninfo
        self._readers_max = readers_max
        self._kinds = queries.Kinds()
        self._start_afresh()

    def _start_afresh(self) -> None:
        """Forget connections: they belong to the process that opened them."""
        self._process = os.getpid()
        self._opening = threading.Lock()
        self._pool: ConnectionPool | None = None
        self._door: psycopg.Connection[tuple[Any, ...]] | None = None
        self._group = GroupCommit(self._put)

    def append(self, append: Append) -> Appended:
        """Record all the events, or raise and record none."""
        check(append)
        if self._process != os.getpid():
            self._start_afresh()
        return self._group.append(append)

    def _put(self, batch: Sequence[Append]) -> Answers:
        """Put a batch to the database; if it errors, each append alone.

        A statement that fails has recorded nothing, so trying again is safe. A
        connection that breaks leaves it unknown whether the batch was
        committed: then each append is settled by its key.
        """
        try:
            return self._through_the_door(batch)
        except (psycopg.OperationalError, psycopg.InterfaceError):
            self._close_door()
            return [self._settle(append) for append in batch]
        except psycopg.Error as error:
            if len(batch) == 1:
                return [Malformed(str(error).splitlines()[0])]
            return [answer for append in batch for answer in self._put([append])]

    def _settle(self, append: Append) -> Appended | Exception:
        """Find out by its key whether the append was recorded; if not, try once more.

        Without a key nobody can tell, and recording twice would be worse than
        saying so. A second attempt is safe because the key is in it.
        """
        if append.key is None:
            return Unavailable("the connection broke: unknown whether it was recorded")
        try:
            return self._through_the_door([append])[0]
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            self._close_door()
            return Unavailable(str(error))
        except psycopg.Error as error:
            return Malformed(str(error).splitlines()[0])

    def _through_the_door(self, batch: Sequence[Append]) -> Answers:
        door = self._open_door()
        self._kinds.learn(door, batch)
        arguments = queries.arguments(batch, self._kinds)
        rows = door.execute(queries.APPEND, arguments, prepare=True).fetchall()
        return queries.answers(batch, rows)

    def _open_door(self) -> psycopg.Connection[tuple[Any, ...]]:
        if self._door is None or self._door.closed:
            self._door = psycopg.connect(self._conninfo, **_connection_options())
        return self._door

    def _close_door(self) -> None:
        if self._door is not None:
            self._door.close()
            self._door = None

    def read(self, boundary: Sequence[Clause], after: int = 0) -> History:
        """Return the events inside the boundary, and the head they were read at."""
        rows = self._fetch(queries.READ, queries.boundary(boundary, after))
        head = rows[0][0] if rows else 0
        return History([StoredEvent(*_event(r[1:])) for r in rows if r[1]], head)

    def since(
        self, position: int, *, limit: int | None = None
    ) -> Iterator[StoredEvent]:
        """Yield the events after a position in order, a batch held at a time."""
        left = limit
        while left is None or left > 0:
            size = READ_BATCH if left is None else min(READ_BATCH, left)
            rows = self._fetch(queries.SINCE, (position, size))
            for row in rows:
                yield StoredEvent(*_event(row))
            if len(rows) < size:
                return
            position = rows[-1][0]
            left = None if left is None else left - len(rows)

    def head(self) -> Head:
        """Return the last position and its recorded time."""
        rows = self._fetch(queries.HEAD, ())
        return Head(*rows[0]) if rows else Head(0, None)

    def position_at(self, instant: datetime) -> int:
        """Return the last position recorded at or before an instant."""
        position: int = self._fetch(queries.POSITION_AT, (instant,))[0][0]
        return position

    def words_at(self, positions: Sequence[int]) -> Mapping[int, Sequence[StoredWords]]:
        """Return the words that lie beside the events at these positions."""
        rows = self._fetch(queries.WORDS, (list(positions),))
        return {position: queries.read_words(body) for position, body in rows}

    def find_key(self, tag: str) -> tuple[Appended, bytes] | None:
        """Return what a key recorded, with its fingerprint."""
        rows = self._fetch(queries.FIND_KEY, (tag,))
        if not rows:
            return None
        first, last, fingerprint = rows[0]
        return Appended(first, last, is_repeat=True), bytes(fingerprint)

    def wait(self, position: int, timeout: float) -> int:
        """Look until the head has passed a position; return the head's position."""
        end, pause = time.monotonic() + timeout, POLL_SECONDS
        while (head := self.head().position) <= position:
            if time.monotonic() >= end:
                break
            time.sleep(pause)
            pause = min(POLL_SECONDS_MAX, pause * 1.5)
        return head

    @contextmanager
    def connection(self) -> Generator[psycopg.Connection[tuple[Any, ...]]]:
        """Lend a reading connection; raises Unavailable when there is none."""
        if self._process != os.getpid():
            self._start_afresh()
        try:
            with self._readers().connection() as connection:
                yield connection
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise Unavailable(str(error)) from error

    def _fetch(self, query: queries.Query, arguments: Sequence[Any]) -> Rows:
        with self.connection() as connection, connection.cursor(binary=True) as cursor:
            return cursor.execute(query, arguments, prepare=True).fetchall()

    def _readers(self) -> ConnectionPool:
        with self._opening:
            if self._pool is None:
                self._pool = ConnectionPool(
                    self._conninfo,
                    min_size=1,
                    max_size=self._readers_max,
                    timeout=CONNECT_SECONDS,
                    kwargs=_connection_options(),
                    check=ConnectionPool.check_connection,
                    open=True,
                )
            return self._pool

    def close(self) -> None:
        """Give back the connections."""
        if self._process != os.getpid():
            return
        if self._pool is not None:
            self._pool.close()
            self._pool = None
        self._close_door()


def _event(row: Sequence[Any]) -> tuple[int, datetime, str, tuple[str, ...], bytes]:
    position, recorded_at, kind, tags, data = row
    return position, recorded_at, kind, tuple(tags), bytes(data)


def _connection_options() -> dict[str, Any]:
    return {
        "autocommit": True,
        "connect_timeout": int(CONNECT_SECONDS),
        "application_name": "commun",
        "options": f"-c statement_timeout={STATEMENT_MILLISECONDS} -c timezone=UTC",
    }
