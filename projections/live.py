"""Live rows: what a batch of facts changes in the tables that serve."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeVar

from ledger.kernel.codec import Recorded
from projections.columns import Values
from projections.folding import Fold
from projections.generations import Generation, advance
from projections.memory import Key, MemoryRows, Names, Version
from projections.rows import Row
from projections.tables import Answer, Connection, Table
from projections.view import View

REMEMBERED_MAX: Final = 100_000
RowT = TypeVar("RowT", bound=Row)


class LoadedRows(MemoryRows[RowT]):
    """Rows of a table, of which memory holds those asked for so far.

    Nothing is loaded while facts are folded. A row that is not at hand is taken
    for none and noted as missing; the batch is then undone, what was missing is
    loaded all at once, and the batch is folded again. It is right when nothing
    was missing any more, and takes as many round trips as rows lead to others.
    """

    def __init__(
        self, view: View[RowT], table: Table, close: Callable[[Version], None]
    ) -> None:
        super().__init__(view, close)
        self.table = table
        self._missing: set[Key] = set()
        self._unsearched: set[tuple[Names, Values]] = set()
        self._searched: set[tuple[Names, Values]] = set()
        self._before: dict[Key, Version | None] = {}

    @property
    def is_guessing(self) -> bool:
        """Tell whether something was asked for that is not at hand."""
        return bool(self._missing or self._unsearched)

    def begin(self) -> None:
        """Begin a batch: note what changes."""
        self._before.clear()
        self.begin_touching()

    def find(self, **values: str | int) -> Iterable[RowT]:
        """Return the rows that hold now, by the fields of a declared index."""
        asked = (tuple(values), tuple(values.values()))
        if asked not in self._searched:
            self._unsearched.add(asked)
        return super().find(**values)

    def undo(self) -> None:
        """Return to the rows as they were when the batch began."""
        for key, version in self._before.items():
            self._set(key, version)
        self.begin()

    def ask(self, connection: Connection) -> Sequence[Answer]:
        """Ask the table for what is missing."""
        answers = [self.table.search(connection, *asked) for asked in self._unsearched]
        if self._missing:
            answers.append(self.table.load(connection, [*self._missing]))
        return answers

    def take(self, answers: Sequence[Answer]) -> None:
        """Hold what was asked for, and know that there is no more of it."""
        for answer in answers:
            for version in answer():
                if self.current.get(version.key) is None:
                    self._set(version.key, version)
        for key in self._missing:
            self.current.setdefault(key, None)
        self._searched |= self._unsearched
        self._missing.clear()
        self._unsearched.clear()

    def _set(self, key: Key, version: Version | None) -> None:
        self._file(key, self.current.get(key), version)
        self.current[key] = version

    def _version(self, key: Key) -> Version | None:
        if key not in self.current:
            self._missing.add(key)
        return self.current.get(key)

    def _replace(self, key: Key, old: Version | None, new: Version | None) -> None:
        self._before.setdefault(key, old)
        super()._replace(key, old, new)
        if new is None:
            # Known to be gone, which is not the same as never asked for.
            self.current[key] = None


class LiveRows:
    """The rows of one generation, as far as facts have touched them.

    They are remembered from batch to batch, which is right as long as nobody
    else writes this generation: its row is locked while a batch is written, and
    a batch that fails throws the whole memory away.
    """

    def __init__(
        self, connection: Connection, generation: Generation, views: Sequence[View[Any]]
    ) -> None:
        self.connection = connection
        self.generation = generation
        self._closed: list[list[Version]] = [[] for _ in views]
        self._rows: list[LoadedRows[Any]] = [
            LoadedRows(view, generation.table(view), closed.append)
            for view, closed in zip(views, self._closed, strict=True)
        ]
        self._fold = Fold(self._rows)

    def write(
        self, batch: Sequence[Recorded[Any]], before: int, check: Callable[[], None]
    ) -> None:
        """Fold the batch and write its versions, in the caller's transaction.

        ``before`` is the position that the tables have reached. The caller's
        pipeline carries all of it; ``check`` waits for what it began with, and
        is called before anything that was loaded is believed.
        """
        for rows in self._rows:
            rows.begin()
        failure = self._try(batch)
        while any(rows.is_guessing for rows in self._rows):
            self._load(check)
            failure = self._try(batch)
        check()
        if failure is not None:
            raise failure
        for rows, closed in zip(self._rows, self._closed, strict=True):
            held = rows.touched_held()
            rows.table.bring_forward(self.connection, closed, held, before)
            closed.clear()
        last = batch[-1]
        advance(self.connection, self.generation, last.position, last.recorded_at)

    def _try(self, batch: Sequence[Recorded[Any]]) -> Exception | None:
        """Fold the batch; a view may well fail over rows that are not at hand."""
        failure: Exception | None = None
        for recorded in batch:
            try:
                self._fold.apply(recorded)
            except Exception as error:  # noqa: BLE001  # raised by write() if it stays
                failure = failure or error
        return failure

    def _load(self, check: Callable[[], None]) -> None:
        """Undo the batch, and load what was missing in one round trip."""
        for rows, closed in zip(self._rows, self._closed, strict=True):
            rows.undo()
            closed.clear()
        asked = [(rows, rows.ask(self.connection)) for rows in self._rows]
        check()
        for rows, answers in asked:
            rows.take(answers)

    @property
    def remembered(self) -> int:
        """Return how many rows are held in memory."""
        return sum(len(rows.current) for rows in self._rows)
