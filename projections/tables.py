"""Tables: where a view's versions lie, and how they are written and found.

Each list that a view declares has two indexes in the order of ``first``: one of the
rows that hold now, as quick as if they had never changed, and one of those that do
not, which passes over what did not hold then without a look at the table.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

import msgspec
import psycopg
from psycopg import sql

from projections import statements
from projections.columns import Values, is_number, other_names, values_of
from projections.copying import ENCODER, OPTIONS, written
from projections.memory import Key, Version
from projections.rows import FOR_EVER, key_of
from projections.statements import Columns, listed, names_of
from projections.view import View

Connection = psycopg.Connection[tuple[Any, ...]]
Answer = Callable[[], Sequence[Version]]
PLACES: Final = (*statements.ENDS, ("first", "bigint"))
LAYOUT: Final = 4
"""Raise it when tables or indexes change: the next start rebuilds."""


@dataclass(frozen=True)
class Table:
    """The table of a view in one generation's schema."""

    schema: str
    view: View[Any]

    @property
    def path(self) -> tuple[str, str]:
        """Return the names of the schema and the table."""
        return self.schema, self.view.name

    @property
    def name(self) -> sql.Identifier:
        """Return the table's full name."""
        return sql.Identifier(*self.path)

    @cached_property
    def key(self) -> Columns:
        """Return the columns of the key."""
        return tuple([(name, "text") for name in self.view.row.key])

    @cached_property
    def others(self) -> Columns:
        """Return the columns that are looked up besides the key."""
        row: Any = self.view.row
        names = other_names(self.view)
        return tuple([(n, "bigint" if is_number(row, n) else "text") for n in names])

    @cached_property
    def columns(self) -> Columns:
        """Return every column, in the order they are written in."""
        return (*self.key, *PLACES, *self.others, ("row", "text"))

    def create(self, connection: Connection) -> None:
        """Make the table without indexes, for they are cheaper after loading."""
        kinds = {"text": sql.SQL('text COLLATE "C"'), "bigint": sql.SQL("bigint")}
        columns = [
            sql.SQL("{} {} {}").format(
                sql.Identifier(name),
                kinds[kind],
                sql.SQL("" if (name, kind) in self.others else "NOT NULL"),
            )
            for name, kind in self.columns
        ]
        connection.execute(
            sql.SQL("CREATE TABLE {} ({})").format(self.name, listed(columns))
        )

    def index(self, connection: Connection) -> None:
        """Make the indexes.

        Totals are read all at once by their keys, then by what began since; and
        mostly have many versions: they are not listed by place.
        """
        key, ever = names_of(self.key), sql.Literal(FOR_EVER)
        lists: list[tuple[str, ...]] = [*self.view.row.indexes]
        if not self.view.is_total:
            lists.append(())
        connection.execute(
            sql.SQL("ALTER TABLE {} ADD PRIMARY KEY ({}, since)").format(self.name, key)
        )
        now = sql.SQL("CREATE INDEX ON {} ({}) WHERE until = {}")
        past = sql.SQL("CREATE INDEX ON {} ({}, since, until) WHERE until < {}")
        if self.view.is_total:
            connection.execute(now.format(self.name, key, ever))
            since = sql.Identifier("since")
            connection.execute(now.format(self.name, since, ever))
        for names in lists:
            placed = listed([sql.Identifier(name) for name in (*names, "first")])
            connection.execute(now.format(self.name, placed, ever))
            connection.execute(past.format(self.name, placed, ever))
        connection.execute(sql.SQL("ANALYZE {}").format(self.name))

    def copy(self, connection: Connection, versions: Iterable[Version]) -> None:
        """Add many versions to the table in one stream."""
        statement = sql.SQL(statements.COPY + OPTIONS).format(
            table=self.name, names=names_of(self.columns)
        )
        names = [name for name, _kind in self.others]
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for text in written(versions, names):
                copy.write(text)

    def insert(self, connection: Connection, versions: Sequence[Version]) -> None:
        """Add some versions to the table in one statement."""
        if not versions:
            return
        get = values_of(tuple([name for name, _kind in self.others]))
        rows = [
            (
                *(*v.key, v.since, v.until, v.first, *get(v.row)),
                ENCODER.encode(v.row).decode(),
            )
            for v in versions
        ]
        arrays = [
            _texts(values) if kind == "text" else list(values)
            for values, (_name, kind) in zip(
                zip(*rows, strict=True), self.columns, strict=True
            )
        ]
        statement = statements.insert(self.path, self.columns)
        connection.execute(statement, arrays, prepare=True)

    def close(self, connection: Connection, versions: Sequence[Version]) -> None:
        """Note until when versions that lie in the table have held."""
        if not versions:
            return
        arrays = [
            list(column) for column in zip(*[v.key for v in versions], strict=True)
        ]
        ends = [[v.since for v in versions], [v.until for v in versions]]
        statement = statements.close(self.path, self.key)
        connection.execute(statement, [*arrays, *ends], prepare=True)

    def bring_forward(
        self,
        connection: Connection,
        closed: Sequence[Version],
        held: Iterable[Version],
        before: int,
    ) -> None:
        """Write what facts after a position have closed and opened."""
        self.close(connection, [v for v in closed if v.since <= before])
        fresh = [v for v in closed if v.since > before]
        fresh += [v for v in held if v.since > before]
        self.insert(connection, fresh)

    def load(self, connection: Connection, keys: Sequence[Key]) -> Answer:
        """Ask for the versions of keys that hold now; calling the answer waits."""
        arrays = [list(column) for column in zip(*keys, strict=True)]
        return self._ask(connection, statements.load(self.path, self.key), arrays)

    def search(
        self, connection: Connection, names: tuple[str, ...], values: Values
    ) -> Answer:
        """Ask for the versions that hold now, by indexed fields."""
        return self._ask(connection, statements.search(self.path, names), values)

    def _ask(
        self, connection: Connection, statement: bytes, values: Sequence[Any]
    ) -> Answer:
        cursor = connection.execute(statement, values, prepare=True)
        kind: Any = self.view.row
        decode, key = decoder(kind), key_of(kind)

        def answer() -> Sequence[Version]:
            rows = [(s, u, f, decode(row)) for s, u, f, row in cursor.fetchall()]
            return [Version(key(row), s, u, f, row) for s, u, f, row in rows]

        return answer


@cache
def decoder(row: Any) -> Any:  # noqa: ANN401  # from a kind of row to what reads it
    """Return what reads a row from the text it lies in."""
    return msgspec.json.Decoder(row).decode


def _texts(values: Sequence[Any]) -> list[str | None]:
    return [None if value is None else str(value) for value in values]
