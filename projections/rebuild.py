"""Rebuild: all views anew from the facts, beside those that serve meanwhile."""

import gc
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

import psycopg

from ledger.kernel.codec import Codec, Recorded
from projections import generations
from projections.folding import Fold
from projections.generations import Generation
from projections.memory import MemoryRows, Version
from projections.reading_log import facts_between, head_of
from projections.tables import Connection, Table
from projections.view import View

REBUILD_LOCK: Final = 70617005
RARE: Final = (200_000, 50, 1_000)
CLOSED_MAX: Final = 20_000
TAIL_FACTS: Final = 500
CATCH_UP_FACTS: Final = 20_000

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
        rare_collections(),
    ):
        generations.prepare(writing)
        writing.execute("SELECT pg_advisory_lock(%s)", (REBUILD_LOCK,))
        generations.clear(writing, with_building=True)
        # What a crash takes away here, it takes from tables that do not serve.
        writing.execute("SET synchronous_commit = off")
        writing.execute("SET maintenance_work_mem = '256MB'")
        work = Work(writing, generations.begin(writing, views), views)
        head = head_of(reading)
        work.follow(facts_between(reading, codec, 0, head, progress))
        work.finish()
        # Making indexes takes long, and what was recorded meanwhile is brought
        # in before the projector is made to wait: only the last of it then is.
        while (head := head_of(reading)) - work.position > TAIL_FACTS:
            head = min(head, work.position + CATCH_UP_FACTS)
            with writing.transaction():
                work.catch_up(facts_between(reading, codec, work.position, head))
        with writing.transaction():
            writing.execute("SET LOCAL synchronous_commit = on")
            # A projector that waits here finds another generation and turns to it.
            generations.live(writing, is_locked=True)
            head = head_of(reading)
            work.catch_up(facts_between(reading, codec, work.position, head))
            generations.advance(writing, work.generation, work.position, work.at)
            generations.flip(writing, work.generation)
        live = generations.live(writing)
        assert live is not None, "the flip let it serve"
        return live


@contextmanager
def rare_collections() -> Generator[None]:
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

    def follow(self, facts: Iterable[Sequence[Recorded[Any]]]) -> None:
        """Fold facts part by part, and let closed versions out on the way."""
        for part in facts:
            self._apply(part)
            for table, closed in zip(self._tables, self._closed, strict=True):
                if len(closed) >= CLOSED_MAX:
                    table.copy(self.connection, closed)
                    closed.clear()

    def write_out(self) -> None:
        """Write the rows that hold, and the last that were closed."""
        for table, closed, rows in self._triples():
            table.copy(self.connection, closed)
            table.copy(self.connection, rows.held())
            closed.clear()

    def finish(self) -> None:
        """Write the rows that hold, and make the indexes."""
        self.write_out()
        for table in self._tables:
            table.index(self.connection)

    def catch_up(self, facts: Iterable[Sequence[Recorded[Any]]]) -> None:
        """Fold what came meanwhile into tables that are already written."""
        before = self.position
        for rows in self._rows:
            rows.begin_touching()
        for part in facts:
            self._apply(part)
        for table, closed, rows in self._triples():
            table.bring_forward(self.connection, closed, rows.touched_held(), before)
            closed.clear()

    def _apply(self, part: Sequence[Recorded[Any]]) -> None:
        apply = self._fold.apply
        for recorded in part:
            apply(recorded)
        self.position, self.at = part[-1].position, part[-1].recorded_at

    def _triples(self) -> Iterable[tuple[Table, list[Version], MemoryRows[Any]]]:
        return zip(self._tables, self._closed, self._rows, strict=True)
