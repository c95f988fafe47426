"""Tables: where a view's versions lie, and how they are written and found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, get_type_hints

import msgspec
import psycopg
from psycopg import sql

from projections.memory import Key, Version
from projections.rows import FOR_EVER
from projections.view import View

Connection = psycopg.Connection[tuple[Any, ...]]
ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
COPY_ROWS: Final = 5_000


@dataclass(frozen=True)
class Table:
    """The table of a view in one generation's schema."""

    schema: str
    view: View[Any]

    @property
    def name(self) -> sql.Identifier:
        """Return the table's full name."""
        return sql.Identifier(self.schema, self.view.name)

    def create(self, connection: Connection) -> None:
        """Make the table without indexes, for they are cheaper after loading."""
        key = self.view.row.key
        others = [name for name in indexed_names(self.view) if name not in key]
        columns = [
            *(sql.SQL('{} text COLLATE "C" NOT NULL').format(_id(n)) for n in key),
            sql.SQL(
                "since bigint NOT NULL, until bigint NOT NULL, first bigint NOT NULL"
            ),
            *(self._column(name) for name in others),
            sql.SQL("row text NOT NULL"),
        ]
        connection.execute(
            sql.SQL("CREATE TABLE {} ({})").format(self.name, _listed(columns))
        )

    def _column(self, name: str) -> sql.Composed:
        row: Any = self.view.row
        kind = "bigint" if is_number(row, name) else 'text COLLATE "C"'
        return sql.SQL("{} " + kind).format(_id(name))  # one of two constants

    def index(self, connection: Connection) -> None:
        """Make the indexes: by key, by place, by each declared index and place."""
        key = _listed([_id(name) for name in self.view.row.key])
        statements = [
            sql.SQL("ALTER TABLE {} ADD PRIMARY KEY ({}, since)").format(
                self.name, key
            ),
            sql.SQL("CREATE INDEX ON {} (first, since)").format(self.name),
            *(
                sql.SQL("CREATE INDEX ON {} ({}, first, since)").format(
                    self.name, _listed([_id(n) for n in names])
                )
                for names in self.view.row.indexes
            ),
        ]
        if self.view.is_total:
            statements.append(
                sql.SQL("CREATE INDEX ON {} ({}) WHERE until = {}").format(
                    self.name, key, sql.Literal(FOR_EVER)
                )
            )
        for statement in statements:
            connection.execute(statement)
        connection.execute(sql.SQL("ANALYZE {}").format(self.name))

    def write(self, connection: Connection, versions: Iterable[Version]) -> None:
        """Add versions to the table in one stream."""
        columns = [*self.view.row.key, "since", "until", "first"]
        columns += [n for n in indexed_names(self.view) if n not in self.view.row.key]
        statement = sql.SQL("COPY {} ({}, row) FROM STDIN").format(
            self.name, _listed([_id(name) for name in columns])
        )
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for text in self._lines(versions):
                copy.write(text)

    def _lines(self, versions: Iterable[Version]) -> Iterator[str]:
        others = [n for n in indexed_names(self.view) if n not in self.view.row.key]
        encode = msgspec.json.Encoder(decimal_format="string").encode
        lines: list[str] = []
        for key, since, until, first, row in versions:
            places = f"{since}\t{until}\t{first}"
            # JSON has no tab or line end of its own: only backslashes need doubling.
            body = encode(row).decode().replace("\\", "\\\\")
            fields = [_text(value) for value in key]
            fields.append(places)
            fields += [_text(getattr(row, name)) for name in others]
            fields.append(body)
            lines.append("\t".join(fields))
            if len(lines) == COPY_ROWS:
                yield "\n".join(lines) + "\n"
                lines.clear()
        if lines:
            yield "\n".join(lines) + "\n"

    def close(self, connection: Connection, versions: Sequence[Version]) -> None:
        """Note until when versions that lie in the table have held."""
        if not versions:
            return
        names = self.view.row.key
        same = sql.SQL(" AND ").join(
            sql.SQL("t.{0} = u.{0}").format(_id(name)) for name in names
        )
        arrays = [[v.key[i] for v in versions] for i in range(len(names))]
        connection.execute(
            sql.SQL(
                "UPDATE {} t SET until = u.until FROM unnest({}, %s::bigint[],"
                " %s::bigint[]) AS u ({}, since, until)"
                " WHERE {} AND t.since = u.since"
            ).format(
                self.name,
                _listed([sql.SQL("%s::text[]")] * len(names)),
                _listed([_id(name) for name in names]),
                same,
            ),
            [*arrays, [v.since for v in versions], [v.until for v in versions]],
        )

    def load(self, connection: Connection, key: Key) -> Version | None:
        """Return the version of a key that holds now."""
        where = sql.SQL(" AND ").join(
            sql.SQL("{} = %s").format(_id(name)) for name in self.view.row.key
        )
        found = self._select(connection, where, key)
        return found[0] if found else None

    def search(
        self, connection: Connection, values: dict[str, str | int]
    ) -> Sequence[Version]:
        """Return the versions that hold now, by indexed fields."""
        where = sql.SQL(" AND ").join(sql.SQL("{} = %s").format(_id(n)) for n in values)
        return self._select(connection, where, tuple(values.values()))

    def _select(
        self, connection: Connection, where: sql.Composable, values: Sequence[Any]
    ) -> Sequence[Version]:
        statement = sql.SQL(
            "SELECT since, until, first, row FROM {} WHERE {} AND until = {}"
        ).format(self.name, where, sql.Literal(FOR_EVER))
        rows = connection.execute(statement, values, prepare=True).fetchall()
        kind: Any = self.view.row
        decode = decoder(kind)
        decoded = [(s, u, f, decode(row)) for s, u, f, row in rows]
        return [Version(r.key_values(), s, u, f, r) for s, u, f, r in decoded]


@cache
def decoder(row: Any) -> Any:  # noqa: ANN401  # from a kind of row to what reads it
    """Return what reads a row from the text it lies in."""
    return msgspec.json.Decoder(row).decode


def indexed_names(view: View[Any]) -> tuple[str, ...]:
    """Return the fields that some index looks up, each once."""
    return tuple(dict.fromkeys(n for names in view.row.indexes for n in names))


@cache
def is_number(row: Any, name: str) -> bool:  # noqa: ANN401  # a kind of row
    """Tell whether a field is a whole number rather than text."""
    return get_type_hints(row)[name] in {int, int | None}


def _text(value: object) -> str:
    if value is None:
        return "\\N"
    text = str(value)
    if text.isalnum():
        return text
    return text.translate(ESCAPES)


def _id(name: str) -> sql.Identifier:
    return sql.Identifier(name)


def _listed(parts: Sequence[sql.Composable]) -> sql.Composed:
    return sql.SQL(", ").join(parts)
