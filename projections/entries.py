"""Entries: the log itself as a list, filtered and counted where it lies.

No view is kept for it: it would hold a second row for every fact. Positions are
dense, so days are looked up by halves; what an entry is about is found by its tags.
Who acted is read in the bytes, which takes longer the longer the log is.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec
import psycopg
from psycopg_pool import ConnectionPool

from ledger.kernel.store.port import StoredEvent, Unavailable
from projections.tables import Connection

EVER: Final = 2**62
COUNTS_MAX: Final = 256
ENDS_MAX: Final = 20_000
SETTLED: Final = timedelta(minutes=5)
STREAM_ENTRIES: Final = 1_000
Rows = list[tuple[Any, ...]]

CONDITION: Final = """
e.position BETWEEN %(first)s AND %(last)s
AND (%(kinds)s::text[] IS NULL OR e.kind = ANY (
    SELECT k.id FROM ledger.kinds k WHERE k.name = ANY (%(kinds)s::text[])))
AND (%(tags)s::text[] IS NULL OR (
    e.tags && %(tags)s::text[] AND e.position IN (
        SELECT t.position FROM ledger.tags t
        WHERE t.tag = ANY (ARRAY (
            SELECT hashtextextended(x, 0) FROM unnest(%(tags)s::text[]) x)))))
AND (%(marks)s::bytea[] IS NULL OR EXISTS (
    SELECT FROM unnest(%(marks)s::bytea[]) m WHERE position(m IN e.data) > 0))
"""
SELECTED: Final = """
SELECT e.position, e.recorded_at, k.name, e.tags, e.data
FROM ledger.events e JOIN ledger.kinds k ON k.id = e.kind WHERE
"""
NEWEST_FIRST: Final = f"{SELECTED}{CONDITION} ORDER BY e.position DESC LIMIT %(limit)s"
OLDEST_FIRST: Final = f"{SELECTED}{CONDITION} ORDER BY e.position LIMIT %(limit)s"
COUNT: Final = f"SELECT count(*) FROM ledger.events e WHERE {CONDITION}"  # noqa: S608  # constants only
KIND_COUNTS: Final = """
SELECT k.name, count(*) FROM ledger.events e JOIN ledger.kinds k ON k.id = e.kind
WHERE e.position BETWEEN %s AND %s GROUP BY k.name
"""
POSITIONS_AT: Final = """
SELECT ledger.position_at(t) FROM unnest(%s::timestamptz[]) WITH ORDINALITY u (t, o)
ORDER BY o
"""


ACTED_BY_RULE: Final = b'"by":"rule:'
"""The mark of what followed by rule, whichever it was."""


def acted_by(person_id: str) -> bytes:
    """Return the mark of what a person did, whatever for.

    The envelope's bytes are canonical: who acted stands in them in one spelling.
    """
    return b'"by":' + msgspec.json.encode(f"person:{person_id}")


def acted_under(mandate_id: str) -> bytes:
    """Return the mark of what was done under a mandate."""
    return b'"mandate":' + msgspec.json.encode(mandate_id)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which entries are asked for; what is None leaves none out.

    ``tags`` are what an entry is filed under, ``marks`` are bytes that stand in it
    because of who acted: one of them is enough.
    """

    kinds: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None
    marks: tuple[bytes, ...] | None = None
    first: int = 1
    last: int = EVER

    @property
    def is_all(self) -> bool:
        """Tell whether only a run of positions is asked for."""
        return self.kinds is None and self.tags is None and self.marks is None


class Entries:
    """The log as its readers ask for it."""

    def __init__(self, pool: ConnectionPool) -> None:
        self._pool = pool
        self._counts: OrderedDict[Asked, tuple[int, int]] = OrderedDict()
        self._ends: dict[datetime, int] = {}
        self._lock = threading.Lock()

    def head(self) -> int:
        """Return the number of the last entry."""
        rows = self._fetch("SELECT coalesce(max(position), 0) FROM ledger.events", {})
        return int(rows[0][0])

    def one(self, position: int) -> StoredEvent | None:
        """Return the entry of this number."""
        found = self.newest(Asked(first=position, last=position), limit=1)
        return found[0] if found else None

    def newest(self, asked: Asked, *, limit: int) -> Sequence[StoredEvent]:
        """Return the last of these entries, the newest first."""
        return self._events(NEWEST_FIRST, asked, limit)

    def oldest(self, asked: Asked, *, limit: int) -> Sequence[StoredEvent]:
        """Return the first of these entries, the oldest first."""
        return self._events(OLDEST_FIRST, asked, limit)

    def stream(self, asked: Asked) -> Iterator[StoredEvent]:
        """Yield these entries, the oldest first, some held at a time."""
        first = asked.first
        while first <= asked.last:
            part = self.oldest(replace(asked, first=first), limit=STREAM_ENTRIES)
            yield from part
            if len(part) < STREAM_ENTRIES:
                return
            first = part[-1].position + 1

    def count(self, asked: Asked, head: int) -> int:
        """Return how many of these entries there are up to a head.

        Facts never change: what was counted up to a position is remembered, and
        only what came since is counted anew.
        """
        last = min(asked.last, head)
        if asked.is_all:
            return max(0, last - asked.first + 1)
        with self._lock:
            counted, known = self._counts.get(asked, (asked.first - 1, 0))
        if counted < last:
            newer = replace(asked, first=counted + 1, last=last)
            known += int(self._fetch(COUNT, _values(newer))[0][0])
            with self._lock:
                self._counts[asked] = last, known
                self._counts.move_to_end(asked)
                while len(self._counts) > COUNTS_MAX:
                    self._counts.popitem(last=False)
        elif counted > last:
            known = int(self._fetch(COUNT, _values(replace(asked, last=last)))[0][0])
        return known

    def kinds_between(self, first: int, last: int) -> Mapping[str, int]:
        """Return how many entries of each kind there are in a run of positions."""
        return dict(self._fetch(KIND_COUNTS, (first, last)))

    def positions_at(self, instants: Sequence[datetime]) -> Sequence[int]:
        """Return the last position at or before each instant.

        Times never decrease: once an instant is well past, its answer stays.
        """
        settled = datetime.now(UTC) - SETTLED
        with self._lock:
            known = {i: self._ends[i] for i in instants if i in self._ends}
        unknown = [instant for instant in instants if instant not in known]
        if unknown:
            rows = self._fetch(POSITIONS_AT, (unknown,))
            found = {i: int(row[0]) for i, row in zip(unknown, rows, strict=True)}
            known |= found
            with self._lock:
                if len(self._ends) > ENDS_MAX:
                    self._ends.clear()
                self._ends |= {i: p for i, p in found.items() if i < settled}
        return [known[instant] for instant in instants]

    def _events(self, statement: str, asked: Asked, limit: int) -> list[StoredEvent]:
        rows = self._fetch(statement, {**_values(asked), "limit": limit})
        return [
            StoredEvent(position, at, kind, tuple(tags), bytes(data))
            for position, at, kind, tags, data in rows
        ]

    def _fetch(self, statement: str, values: Any) -> Rows:  # noqa: ANN401  # by name or in order
        try:
            with self._pool.connection() as connection:
                return fetched(connection, statement, values)
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise Unavailable(str(error)) from error


def fetched(connection: Connection, statement: str, values: Any) -> Rows:  # noqa: ANN401  # by name or in order
    """Ask with what is asked for known: a plan made for any values would scan."""
    return connection.execute(statement.encode(), values, prepare=False).fetchall()


def _values(asked: Asked) -> dict[str, Any]:
    """Return what the condition asks with."""
    return {
        "first": asked.first,
        "last": asked.last,
        "kinds": None if asked.kinds is None else list(asked.kinds),
        "tags": None if asked.tags is None else list(asked.tags),
        "marks": None if asked.marks is None else list(asked.marks),
    }
