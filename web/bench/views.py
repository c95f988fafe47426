"""Views: rebuild and live projection beside reading the log alone."""

from collections.abc import Iterator
from typing import Any, Final

import psycopg

from ledger.application import CODEC
from ledger.kernel.store.port import StoredEvent
from ledger.kernel.store.postgres import PostgresStore
from projections import generations
from projections.projector import Projector
from projections.rebuild import rebuild
from projections.registry import VIEWS
from web.bench.measuring import Row, by_turns, once

LIVE_FACTS: Final = 5_000
READ: Final = """
COPY (SELECT e.position, e.recorded_at, k.name, e.tags, e.data
      FROM ledger.events e JOIN ledger.kinds k ON k.id = e.kind
      WHERE e.position > {} AND e.position <= {} ORDER BY e.position)
TO STDOUT (FORMAT binary)
"""


def rebuilds(conninfo: str, size: int) -> Iterator[Row]:
    """Measure all views with their history, beside streaming and decoding the facts."""
    ours, limit, _peer = by_turns(
        lambda: once(lambda: rebuild(conninfo, CODEC, VIEWS).position),
        lambda: once(lambda: _decode_all(conninfo)),
    )
    yield Row(
        bench="rebuild",
        case=f"{len(VIEWS)} views, one pass",
        size=size,
        clients=1,
        ours=ours,
        limit=limit,
    )


def _decode_all(conninfo: str) -> int:
    with psycopg.connect(conninfo, autocommit=True) as connection:
        head = _head(connection)
        statement = READ.format(0, head).encode()
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            copy.set_types(["int8", "timestamptz", "text", "text[]", "bytea"])
            for row in copy.rows():
                CODEC.decode(StoredEvent(*row))
    return head


def projections(conninfo: str, size: int) -> Iterator[Row]:
    """Measure how fast the live projector goes through a backlog, in batches.

    The limit is one committed row for each fact, written in the same batches.
    """
    store = PostgresStore(conninfo)
    try:
        with psycopg.connect(conninfo, autocommit=True) as connection:
            ours, limit, _peer = by_turns(
                lambda: once(lambda: _project(conninfo, store, connection)),
                lambda: once(lambda: _write_rows(connection)),
            )
    finally:
        store.close()
    yield Row(
        bench="project",
        case=f"backlog of {LIVE_FACTS:,} facts",
        size=size,
        clients=1,
        ours=ours,
        limit=limit,
    )


def _project(
    conninfo: str, store: PostgresStore, connection: psycopg.Connection[tuple[Any, ...]]
) -> int:
    """Let a fresh generation stand short of the head, and bring it there."""
    head = _head(connection)
    behind = max(0, head - LIVE_FACTS)
    projector = Projector(conninfo, store, CODEC, VIEWS)
    generations.prepare(connection)
    generation = generations.begin(connection, VIEWS)
    for view in VIEWS:
        generation.table(view).index(connection)
    with connection.transaction():
        generations.advance(connection, generation, behind, None)
        generations.flip(connection, generation)
    return projector.catch_up(connection) - behind


def _write_rows(connection: psycopg.Connection[tuple[Any, ...]]) -> int:
    connection.execute(
        "CREATE TABLE IF NOT EXISTS public.raw_rows (id bigint, row text)"
    )
    for start in range(0, LIVE_FACTS, 1_000):
        with (
            connection.transaction(),
            connection.cursor() as cursor,
            cursor.copy("COPY public.raw_rows FROM STDIN") as copy,
        ):
            for number in range(start, start + 1_000):
                copy.write_row((number, "x" * 300))
    return LIVE_FACTS


def _head(connection: psycopg.Connection[tuple[Any, ...]]) -> int:
    row = connection.execute(
        "SELECT coalesce(max(position), 0) FROM ledger.events"
    ).fetchone()
    assert row is not None, "an aggregate has one row"
    return int(row[0])
