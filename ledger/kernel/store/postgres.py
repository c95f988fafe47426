"""The store in PostgreSQL: one function is the door, everything else reads."""

import os
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

import psycopg

from ledger.kernel.store import queries, withdrawals
from ledger.kernel.store.connections import Connection, Lost, Pool
from ledger.kernel.store.convoys import named_in, send
from ledger.kernel.store.door import Door
from ledger.kernel.store.group_commit import Answers, GroupCommit
from ledger.kernel.store.kinds import Kinds
from ledger.kernel.store.notifier import Listener, Notifier
from ledger.kernel.store.parcels import Parcel, digest_of_key, pack
from ledger.kernel.store.port import (
    Append,
    Appended,
    Busy,
    Clause,
    Head,
    History,
    StoredEvent,
    StoredWords,
    check,
    check_boundary,
)

Rows = list[tuple[Any, ...]]

READ_BATCH: Final = 2_000
POLL_SECONDS: Final = 0.25
# A second one lets one batch be sent while another is recorded. With two cores it
# only made both smaller.
DOORS_MAX: Final = 1


class PostgresStore:
    """Opens what it needs when it is first needed, anew in every process.

    Readers share a pool; appends go through few doors; locks have a pool of their
    own, so that who waits for one keeps nobody from reading.
    """

    def __init__(
        self,
        conninfo: str,
        *,
        readers_max: int = 8,
        holders_max: int = 4,
        doors_max: int = DOORS_MAX,
    ) -> None:
        self._conninfo = conninfo
        self._sizes = readers_max, holders_max, doors_max
        self._inherited: list[Any] = []
        self._opened = Opened(conninfo, *self._sizes)

    def _here(self) -> "Opened":
        """Return what this process has opened.

        A fork inherits sockets that are its parent's to use and to close: they
        are kept, untouched, so that nothing closes them when it is forgotten.
        """
        if self._opened.process != os.getpid():
            self._inherited.append(self._opened)
            self._opened = Opened(self._conninfo, *self._sizes)
        return self._opened

    def append(self, append: Append) -> Appended:
        """Record all the events, or raise and record none."""
        check(append)
        here = self._here()
        here.kinds.learn(named_in([append]))
        return here.group.append(pack(append, here.kinds.number))

    def append_all(self, appends: Sequence[Append]) -> Sequence[Appended | Exception]:
        """Record one append after the other, each answered as it would be alone."""
        here = self._here()
        here.kinds.learn(named_in(appends))
        return send(appends, here.kinds.number, here.put_many)

    def read(self, boundary: Sequence[Clause], after: int = 0) -> History:
        """Return the events inside the boundary, and the head they were read at."""
        check_boundary(boundary)
        here = self._here()
        rows = here.fetch(queries.READ, queries.boundary(boundary, after))
        events = [_event(row[1:], here.kinds.name) for row in rows if row[1]]
        return History(events, rows[0][0])

    def since(
        self, position: int, *, limit: int | None = None
    ) -> Iterator[StoredEvent]:
        """Yield the events after a position in order, a batch held at a time."""
        left = limit
        while left is None or left > 0:
            here = self._here()
            size = READ_BATCH if left is None else min(READ_BATCH, left)
            rows = here.fetch(queries.SINCE, (position, size))
            for row in rows:
                yield _event(row, here.kinds.name)
            if len(rows) < size:
                return
            position = rows[-1][0]
            left = None if left is None else left - len(rows)

    def head(self) -> Head:
        """Return the last position and its recorded time."""
        rows = self._here().fetch(queries.HEAD, ())
        return Head(*rows[0]) if rows else Head(0, None)

    def position_at(self, instant: datetime) -> int:
        """Return the last position recorded at or before an instant."""
        position: int = self._here().fetch(queries.POSITION_AT, (instant,))[0][0]
        return position

    def words_at(self, positions: Sequence[int]) -> Mapping[int, Sequence[StoredWords]]:
        """Return the words that lie beside the events at these positions."""
        here = self._here()
        rows = here.fetch(queries.WORDS, (list(positions),))
        held = {position: queries.read_words(body) for position, body in rows}
        tags = withdrawals.grounds_about(w for words in held.values() for w in words)
        # Looked for after the words: one recorded in between is found.
        named = (tags, withdrawals.KIND)
        facts = here.fetch(queries.WITHDRAWN, named) if tags else []
        return withdrawals.what_is_left(held, (data for (data,) in facts))

    def erase_withdrawn(self, *, anew: bool = False) -> int:
        """Erase the words that recorded withdrawals name; return how many grounds."""
        grounds: int = self._here().fetch(queries.ERASE_WITHDRAWN, (anew,))[0][0]
        return grounds

    def find_key(self, tag: str) -> tuple[Appended, bytes] | None:
        """Return what a key recorded, with its fingerprint."""
        rows = self._here().fetch(queries.FIND_KEY, (digest_of_key(tag),))
        if not rows:
            return None
        first, last, fingerprint = rows[0]
        return Appended(first, last, is_repeat=True), bytes(fingerprint)

    def find_keys(self, tags: Sequence[str]) -> Mapping[str, tuple[Appended, bytes]]:
        """Return what each of these keys has recorded; the other ones are absent."""
        wanted = {digest_of_key(tag): tag for tag in tags}
        rows = self._here().fetch(queries.FIND_KEYS, (list(wanted),))
        return {
            wanted[key]: (Appended(first, last, is_repeat=True), bytes(fingerprint))
            for key, first, last, fingerprint in rows
        }

    def wait(self, position: int, timeout: float) -> int:
        """Wait until the head has passed a position; return the head's position."""
        end = time.monotonic() + timeout
        listener = self._here().listener
        while True:
            # Counted before looking: a call that comes in between is not slept over.
            count = listener.count()
            head = self.head().position
            left = end - time.monotonic()
            if head > position or left <= 0:
                return head
            listener.wait(count, min(left, POLL_SECONDS))

    @contextmanager
    def hold(self, tags: Sequence[str], timeout: float) -> Generator[None]:
        """Keep other holders of these identifiers out, in every process.

        Raises Busy when somebody else has one for too long. A holder that dies
        gives its locks back with its connection.
        """
        with (
            self._here().holders.lend(timeout) as connection,
            connection.transaction(),
        ):
            milliseconds = str(max(1, int(timeout * 1000)))
            try:
                connection.execute(queries.LOCK_TIMEOUT, (milliseconds,))
                connection.execute(queries.LOCKS, (list(tags),))
            except psycopg.errors.LockNotAvailable as error:
                raise Busy(", ".join(tags)) from error
            yield

    def close(self) -> None:
        """Give back connections and threads."""
        if self._opened.process == os.getpid():
            self._opened.close()


class Opened:
    """The connections and threads of one process."""

    def __init__(
        self, conninfo: str, readers_max: int, holders_max: int, doors_max: int
    ) -> None:
        self.process = os.getpid()
        self.readers = Pool(conninfo, readers_max)
        self.holders = Pool(conninfo, holders_max)
        self._doors = [Door(conninfo) for _ in range(doors_max)]
        self._free_doors = [*self._doors]
        # Whoever brings many has a door apart, so that others wait for it at the
        # database's lock only, and not while the many are written and answered.
        self._wide_door = Door(conninfo)
        self._wide_door_lock = threading.Lock()
        self._notifier = Notifier(conninfo)
        self.kinds = Kinds(self.readers.lend)
        self.listener = Listener(conninfo)
        self.group = GroupCommit(self._put, leaders_max=doors_max)

    def _put(self, batch: Sequence[Parcel]) -> Answers:
        # There are as many doors as leaders, so one is always free.
        door = self._free_doors.pop()
        try:
            return door.put(batch)
        finally:
            self._free_doors.append(door)
            self._notifier.call()
            self.listener.wake()

    def put_many(self, batch: Sequence[Parcel]) -> Answers:
        """Put what one sender brings through the door for many."""
        with self._wide_door_lock:
            try:
                return self._wide_door.put(batch)
            finally:
                self._notifier.call()
                self.listener.wake()

    def fetch(self, query: queries.Query, arguments: Sequence[Any]) -> Rows:
        """Read; once more if the connection turns out to be dead.

        A server that was started again leaves nothing but dead ones behind.
        """
        with self.readers.lend() as connection:
            try:
                return _fetch(connection, query, arguments)
            except Lost:
                if not connection.closed:
                    raise
        self.readers.close_idle()
        with self.readers.lend() as connection:
            return _fetch(connection, query, arguments)

    def close(self) -> None:
        """Give everything back."""
        self._notifier.close()
        self.listener.close()
        self.readers.close()
        self.holders.close()
        for door in (*self._doors, self._wide_door):
            door.close()


def _fetch(
    connection: Connection, query: queries.Query, arguments: Sequence[Any]
) -> Rows:
    cursor = connection.cursor(binary=True)
    return cursor.execute(query, arguments, prepare=True).fetchall()


def _event(row: Sequence[Any], name: Callable[[int], str]) -> StoredEvent:
    position, recorded_at, kind, tags, data = row
    return StoredEvent(position, recorded_at, name(kind), tuple(tags), data)
