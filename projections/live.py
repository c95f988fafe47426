"""Live rows: what a batch of facts changes in the tables that serve."""

from collections.abc import Iterable, Sequence
from typing import Any

from ledger.kernel.codec import Recorded
from projections.folding import Fold
from projections.generations import Generation, advance
from projections.memory import Key, MemoryRows, Version
from projections.tables import Connection, Table
from projections.view import View

REMEMBERED_MAX = 100_000


class LiveRows:
    """The rows of one generation, loaded when a fact touches them.

    They are remembered from batch to batch, which is right as long as nobody
    else writes this generation: its row is locked while a batch is written, and
    a batch that fails throws the whole memory away.
    """

    def __init__(
        self, connection: Connection, generation: Generation, views: Sequence[View[Any]]
    ) -> None:
        self.connection = connection
        self.generation = generation
        self._closed: list[tuple[Table, Version]] = []
        self._rows = [self._of(generation.table(view)) for view in views]
        self._fold = Fold(rows for _table, rows in self._rows)

    def _of(self, table: Table) -> tuple[Table, MemoryRows[Any]]:
        def close(version: Version) -> None:
            self._closed.append((table, version))

        def load(key: Key) -> Version | None:
            return table.load(self.connection, key)

        def search(values: dict[str, str | int]) -> Iterable[Version]:
            return table.search(self.connection, values)

        return table, MemoryRows(table.view, close, load=load, search=search)

    def write(self, batch: Sequence[Recorded[Any]], before: int) -> None:
        """Fold the batch and write its versions, in the caller's transaction.

        ``before`` is the position that the tables have reached.
        """
        for recorded in batch:
            self._fold.apply(recorded)
        for table, rows in self._rows:
            ended = [v for t, v in self._closed if t is table]
            table.close(self.connection, [v for v in ended if v.since <= before])
            held = (rows.current[key] for key in rows.touched)
            fresh = [v for v in ended if v.since > before]
            fresh += [v for v in held if v is not None and v.since > before]
            if fresh:
                table.write(self.connection, fresh)
            rows.touched.clear()
        self._closed.clear()
        last = batch[-1]
        advance(self.connection, self.generation, last.position, last.recorded_at)

    @property
    def remembered(self) -> int:
        """Return how many rows are held in memory."""
        return sum(len(rows.current) for _table, rows in self._rows)
