"""History: the owner's door for facts that already have their times.

A restore from a mirror and a generated commons enter here, never a command.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, Final, NamedTuple

import psycopg

from ledger.kernel.store.port import Malformed, NewEvent, check_event
from ledger.kernel.store.queries import KINDS, write_words

CHUNK_EVENTS: Final = 10_000
ORDER_LOCK: Final = 70617001
HEAD: Final = """
SELECT coalesce(max(position), 0), (
    SELECT recorded_at FROM ledger.events ORDER BY position DESC LIMIT 1
), clock_timestamp() FROM ledger.events
"""
COPY_EVENTS: Final = """
COPY ledger.events (position, recorded_at, kind, tags, data) FROM STDIN (FORMAT binary)
"""
COPY_WORDS: Final = "COPY ledger.words (position, body) FROM STDIN (FORMAT binary)"
# Sorted first, so that the index grows at its end and not all over.
FILE_TAGS: Final = """
INSERT INTO ledger.tags (tag, kind, position)
SELECT DISTINCT hashtextextended(t, 0) AS tag, e.kind, e.position
FROM ledger.events e, unnest(e.tags) t WHERE e.position > %s
ORDER BY tag, kind, position
"""

Row = tuple[Any, ...]


class Past(NamedTuple):
    """An event with the time it was recorded at."""

    recorded_at: datetime
    event: NewEvent


def load_history(owner: str, past: Iterable[Past], kinds: Iterable[str]) -> int:
    """Record past events after the present head, in one transaction; return how many.

    Positions are dense, times never decrease, and none may be later than now.
    ``kinds`` names every kind that will come. All or nothing: a crash in
    between leaves the log as it was. The keys of commands are not among it.
    """
    with psycopg.connect(owner) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (ORDER_LOCK,))
        row = connection.execute(HEAD).fetchone()
        assert row is not None, "an aggregate has one row"
        before, last, now = row
        ids: dict[str, int] = dict(connection.execute(KINDS, (list(kinds),)).fetchall())
        rows = _rows(past, before, last, now, ids)
        position = before
        while chunk := list(islice(rows, CHUNK_EVENTS)):
            _copy(
                connection,
                COPY_EVENTS,
                ["int8", "timestamptz", "int2", "text[]", "bytea"],
                (event for event, _ in chunk),
            )
            words = ((event[0], body) for event, body in chunk if body is not None)
            _copy(connection, COPY_WORDS, ["int8", "bytea"], words)
            position = chunk[-1][0][0]
        connection.execute("SET LOCAL enable_hashagg = off")
        connection.execute("SET LOCAL work_mem = '64MB'")
        connection.execute(FILE_TAGS, (before,))
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("ANALYZE ledger.events, ledger.tags, ledger.words")
    return int(position - before)


def _rows(
    past: Iterable[Past],
    before: int,
    last: datetime | None,
    now: datetime,
    ids: dict[str, int],
) -> Iterator[tuple[Row, bytes | None]]:
    """Check each event as the door does, which these do not come through."""
    for position, (recorded_at, event) in enumerate(past, before + 1):
        check_event(event)
        if event.kind not in ids:
            raise Malformed(f"{event.kind} is not among the kinds that were named")
        if (last is not None and recorded_at < last) or recorded_at > now:
            raise Malformed(f"{recorded_at} is out of order, or still to come")
        last = recorded_at
        row = (position, recorded_at, ids[event.kind], list(event.tags), event.data)
        yield row, write_words(event)


def _copy(
    connection: psycopg.Connection[Row],
    statement: str,
    types: list[str],
    rows: Iterable[Row],
) -> None:
    with connection.cursor() as cursor, cursor.copy(statement.encode()) as copy:
        copy.set_types(types)
        for row in rows:
            copy.write_row(row)
