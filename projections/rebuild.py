"""Rebuild: all views anew from the facts, beside those that serve meanwhile."""

import gc
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

import psycopg

from ledger.kernel.codec import Codec, Recorded
from ledger.kernel.store.port import StoredEvent
from projections import generations
from projections.folding import Fold
from projections.generations import Generation
from projections.memory import MemoryRows, Version
from projections.tables import Connection, Table
from projections.view import View

REBUILD_LOCK: Final = 70617005
RARE: Final = (200_000, 50, 1_000)
CLOSED_MAX: Final = 50_000
PROGRESS_FACTS: Final = 10_000

READ: Final = """
COPY (SELECT e.position, e.recorded_at, k.name, e.tags, e.data
      FROM ledger.events e JOIN ledger.kinds k ON k.id = e.kind
      WHERE e.position > {} AND e.position <= {} ORDER BY e.position)
TO STDOUT (FORMAT binary)
"""

Progress = Callable[[int, int], None]


def no_progress(_position: int, _head: int) -> None:
    """Tell nobody."""


def rebuild(
    conninfo: str,
    codec: Codec,
    views: Sequence[View[Any]],
    progress: Progress = no_progress,
) -> Generation:
    """Fold the whole log into new tables, then let them serve.

    Live rows are held in memory, closed versions stream out. The old tables
    serve until the flip, which is one short transaction: the log's tail is
    folded while the serving generation is locked, so nothing is missed. Killed
    before the flip, a rebuild leaves tables that the next one removes.
    """
    with (
        psycopg.connect(conninfo, autocommit=True) as reading,
        psycopg.connect(conninfo, autocommit=True) as writing,
        _rare_collections(),
    ):
        generations.prepare(writing)
        writing.execute("SELECT pg_advisory_lock(%s)", (REBUILD_LOCK,))
        generations.clear(writing, with_building=True)
        work = Work(writing, generations.begin(writing, views), views)
        for recorded in _facts(reading, codec, 0, _head(reading), progress):
            work.follow(recorded)
        work.finish()
        with writing.transaction():
            # A projector that waits here finds another generation and turns to it.
            generations.live(writing, is_locked=True)
            work.catch_up(_facts(reading, codec, work.position, _head(reading)))
            generations.advance(writing, work.generation, work.position, work.at)
            generations.flip(writing, work.generation)
        live = generations.live(writing)
        assert live is not None, "the flip let it serve"
        return live


@contextmanager
def _rare_collections() -> Generator[None]:
    """Look for garbage less often: rows are many, live long, and form no cycles.

    At the usual pace, looking for it took half of a rebuild's time.
    """
    usual = gc.get_threshold()
    gc.set_threshold(*RARE)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class Work:
    """One rebuild under way: rows in memory, closed versions on their way out."""

    def __init__(
        self, connection: Connection, generation: Generation, views: Sequence[View[Any]]
    ) -> None:
        self.connection = connection
        self.generation = generation
        self.position = 0
        self.at: datetime | None = None
        self._tables = [generation.table(view) for view in views]
        self._closed: list[list[Version]] = [[] for _ in views]
        self._rows: list[MemoryRows[Any]] = [
            MemoryRows(view, closed.append)
            for view, closed in zip(views, self._closed, strict=True)
        ]
        self._fold = Fold(self._rows)
        self._left = CLOSED_MAX

    def follow(self, recorded: Recorded[Any]) -> None:
        """Fold one fact, and let closed versions out now and then."""
        self._fold.apply(recorded)
        self.position, self.at = recorded.position, recorded.recorded_at
        self._left -= 1
        if self._left == 0:
            self._let_out()

    def _let_out(self) -> None:
        for table, closed in zip(self._tables, self._closed, strict=True):
            if closed:
                table.write(self.connection, closed)
                closed.clear()
        self._left = CLOSED_MAX

    def finish(self) -> None:
        """Write the rows that hold, and make the indexes."""
        self._let_out()
        for table, rows in zip(self._tables, self._rows, strict=True):
            table.write(self.connection, _held(rows))
            table.index(self.connection)

    def catch_up(self, facts: Iterator[Recorded[Any]]) -> None:
        """Fold what came meanwhile into tables that are already written."""
        before = self.position
        for rows in self._rows:
            rows.touched.clear()
        for recorded in facts:
            self._fold.apply(recorded)
            self.position, self.at = recorded.position, recorded.recorded_at
        for table, closed, rows in self._triples():
            table.close(self.connection, [v for v in closed if v.since <= before])
            fresh = [v for v in closed if v.since > before]
            fresh += [v for v in _held(rows) if v.since > before]
            if fresh:
                table.write(self.connection, fresh)
            closed.clear()

    def _triples(self) -> Iterator[tuple[Table, list[Version], MemoryRows[Any]]]:
        yield from zip(self._tables, self._closed, self._rows, strict=True)


def _held(rows: MemoryRows[Any]) -> Iterator[Version]:
    return (v for v in rows.current.values() if v is not None)


def _head(connection: Connection) -> int:
    row = connection.execute(
        "SELECT coalesce(max(position), 0) FROM ledger.events"
    ).fetchone()
    assert row is not None, "an aggregate has one row"
    return int(row[0])


def _facts(
    connection: Connection,
    codec: Codec,
    after: int,
    head: int,
    progress: Progress = no_progress,
) -> Iterator[Recorded[Any]]:
    """Stream facts out of the log, decoded, up to a head."""
    if head <= after:
        return
    statement = READ.format(int(after), int(head)).encode()
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(["int8", "timestamptz", "text", "text[]", "bytea"])
        for row in copy.rows():
            event = StoredEvent(*row)
            if event.position % PROGRESS_FACTS == 0:
                progress(event.position, head)
            yield codec.decode(event)
    progress(head, head)
