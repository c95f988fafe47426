"""Views: rebuild and catching up, beside reading and writing alone."""

import time
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

import psycopg

from ledger.application import CODEC
from ledger.kernel.store.port import StoredEvent
from ledger.kernel.store.postgres import PostgresStore
from projections import generations
from projections.projector import Projector
from projections.reading_log import head_of
from projections.rebuild import rebuild
from projections.registry import VIEWS
from web.bench import raw
from web.bench.lag import lags
from web.bench.measuring import (
    MEGABYTES,
    RATE,
    Figures,
    Ground,
    Taken,
    apart,
    by_turns,
    once,
    peak_megabytes,
)
from web.bench.peers import Runner
from web.bench.rows import Row, row

BACKLOG_FACTS: Final = 5_000
BATCH: Final = 1_000
READ: Final = """
COPY (SELECT e.position, e.recorded_at, k.name, e.tags, e.data
      FROM ledger.events e JOIN ledger.kinds k ON k.id = e.kind
      WHERE e.position <= {} ORDER BY e.position)
TO STDOUT (FORMAT binary)
"""


def rebuilds(ground: Ground) -> Iterator[Row]:
    """Measure all views with their history, as `commun rebuild` makes them.

    The limit is streaming and decoding the facts. The peer brings one view
    forward, a transaction a fact, without history.
    """
    taken = by_turns(
        ground.long_rounds,
        partial(apart, _rebuild, ground.owner),
        partial(apart, _decode_all, ground.owner),
        Runner(ground.owner).rate,
    )
    yield row(ground, "rebuild", f"{len(VIEWS)} views, one pass", taken[RATE])
    memory = Taken(*taken[MEGABYTES][:2], None)
    yield row(ground, "rebuild", "peak memory, megabytes", memory)


def _rebuild(owner: str) -> Figures:
    figures = once(lambda: rebuild(owner, CODEC, VIEWS).position)
    return {**figures, MEGABYTES: peak_megabytes()}


def _decode_all(owner: str) -> Figures:
    return {**once(lambda: _decoded(owner)), MEGABYTES: peak_megabytes()}


def _decoded(owner: str) -> int:
    with psycopg.connect(owner, autocommit=True) as connection:
        head = head_of(connection)
        statement = READ.format(head).encode()
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            copy.set_types(["int8", "timestamptz", "text", "text[]", "bytea"])
            for found in copy.rows():
                CODEC.decode(StoredEvent(*found))
    return head


def projections(ground: Ground) -> Iterator[Row]:
    """Measure how fast the live projector works off a backlog, and how far it lags.

    The limit of the backlog is a row for each fact, committed in the same batches.
    """
    raw.prepare(ground.owner)
    backlog = min(BACKLOG_FACTS, ground.size // 2)
    store = PostgresStore(ground.owner)
    try:
        with psycopg.connect(ground.owner, autocommit=True) as connection:
            whole = generations.live(connection)
            assert whole is not None, "a rebuild came before"
            taken = by_turns(
                ground.rounds,
                lambda: _project(ground.owner, store, connection, backlog),
                lambda: once(lambda: _write_rows(connection, backlog)),
            )
            # What was brought forward began in the middle: nobody is to read it.
            with connection.transaction():
                generations.flip(connection, whole)
    finally:
        store.close()
    yield row(ground, "project", f"backlog of {backlog:,} facts", taken[RATE])
    yield from lags(ground)


def _project(
    owner: str,
    store: PostgresStore,
    connection: psycopg.Connection[tuple[Any, ...]],
    backlog: int,
) -> Figures:
    """Let a fresh generation stand short of the head, and bring it there."""
    behind = head_of(connection) - backlog
    projector = Projector(owner, store, CODEC, VIEWS)
    generation = generations.begin(connection, VIEWS)
    for view in VIEWS:
        generation.table(view).index(connection)
    with connection.transaction():
        generations.advance(connection, generation, behind, None)
        generations.flip(connection, generation)
    began = time.perf_counter()
    projector.catch_up(connection)
    return {RATE: backlog / (time.perf_counter() - began)}


def _write_rows(connection: psycopg.Connection[tuple[Any, ...]], backlog: int) -> int:
    for start in range(0, backlog, BATCH):
        with (
            connection.transaction(),
            connection.cursor() as cursor,
            cursor.copy("COPY public.raw_rows FROM STDIN") as copy,
        ):
            for number in range(start, min(start + BATCH, backlog)):
                copy.write_row((number, "x" * 300))
    return backlog
