"""History: the owner's door for facts that already have their times.

A restore from a mirror and a generated commons enter here, never a command.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

import psycopg

from ledger.kernel.store.port import Malformed, NewEvent
from ledger.kernel.store.queries import KINDS, write_words

ORDER_LOCK: Final = 70617001
COPY_EVENTS: Final = """
COPY ledger.events (position, recorded_at, kind, tags, data) FROM STDIN (FORMAT binary)
"""
COPY_WORDS: Final = "COPY ledger.words (position, body) FROM STDIN (FORMAT binary)"
FILE_TAGS: Final = """
INSERT INTO ledger.tags (tag, kind, position)
SELECT DISTINCT hashtextextended(t, 0), e.kind, e.position
FROM ledger.events e, unnest(e.tags) t WHERE e.position > %s
"""


class Past(NamedTuple):
    """An event with the time it was recorded at."""

    recorded_at: datetime
    event: NewEvent


def load_history(owner: str, past: Iterable[Past], kinds: Iterable[str]) -> int:
    """Record past events after the present head, in one transaction; return how many.

    Positions are dense, times never decrease, and none may be later than now.
    ``kinds`` names every kind that will come. All or nothing: a crash in
    between leaves the log as it was.
    """
    with psycopg.connect(owner) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (ORDER_LOCK,))
        row = connection.execute(
            "SELECT coalesce(max(position), 0), max(recorded_at), clock_timestamp()"
            " FROM ledger.events"
        ).fetchone()
        assert row is not None, "an aggregate has one row"
        before, last, now = int(row[0]), row[1], row[2]
        ids: dict[str, int] = dict(connection.execute(KINDS, (list(kinds),)).fetchall())
        words: list[tuple[int, bytes]] = []
        position = before
        with connection.cursor() as cursor, cursor.copy(COPY_EVENTS) as copy:
            copy.set_types(["int8", "timestamptz", "int2", "text[]", "bytea"])
            for recorded_at, event in past:
                if (last is not None and recorded_at < last) or recorded_at > now:
                    raise Malformed(f"{recorded_at} is out of order, or still to come")
                last, position = recorded_at, position + 1
                copy.write_row(
                    (
                        position,
                        recorded_at,
                        ids[event.kind],
                        list(event.tags),
                        event.data,
                    )
                )
                if (body := write_words(event)) is not None:
                    words.append((position, body))
        with connection.cursor() as cursor, cursor.copy(COPY_WORDS) as copy:
            copy.set_types(["int8", "bytea"])
            for pair in words:
                copy.write_row(pair)
        connection.execute(FILE_TAGS, (before,))
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("ANALYZE ledger.events, ledger.tags, ledger.words")
    return position - before
