"""Exporting: every version of every row as it stood at a position, for others to check.

Rows hold references to words and never the words, so that one export serves every
audience and outlives what is erased.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec
from psycopg import sql

from projections import generations
from projections.generations import Generation
from projections.memory import Version
from projections.rows import FOR_EVER
from projections.statements import names_of
from projections.tables import Connection, decoder
from projections.view import View

PART_ROWS: Final = 2_000
SELECT: Final = """
SELECT ARRAY[{key}]::text[], since, until, first, row FROM {table}
WHERE since <= %(size)s AND until > %(after)s ORDER BY {key}, since
"""


class ViewsBehind(Exception):
    """The views have not come so far, or are those of another version."""


class Exported(msgspec.Struct, frozen=True, gc=False):
    """A version of a row as it is written out; without ``until`` it still held."""

    key: list[str]
    since: int
    until: int | None
    first: int
    row: msgspec.Raw


ENCODER: Final = msgspec.json.Encoder()
READER: Final = msgspec.json.Decoder(Exported)


def generation_at(
    connection: Connection, views: Sequence[View[Any]], size: int
) -> Generation:
    """Return the tables that serve, kept from being dropped; raise ViewsBehind.

    To be called in the transaction that exports: the locks last until its end.
    """
    live = generations.live(connection)
    if live is None or live.fingerprint != generations.fingerprint(views):
        raise ViewsBehind("the views are not those of this version: commun rebuild")
    if live.position < size:
        raise ViewsBehind(
            f"the views have come to {live.position}, not to {size}: commun project"
        )
    for view in views:
        table = live.table(view).name
        connection.execute(sql.SQL("SELECT FROM {} LIMIT 0").format(table))
    return live


def exported(
    connection: Connection,
    generation: Generation,
    view: View[Any],
    size: int,
    after: int = 0,
) -> Iterator[bytes]:
    """Yield a view's versions as lines, by key and position, as of a position.

    Versions that ended at ``after`` or before are left out.
    """
    table = generation.table(view)
    statement = sql.SQL(SELECT).format(key=names_of(table.key), table=table.name)
    with connection.cursor(f"export_{view.name}") as cursor:
        cursor.itersize = PART_ROWS
        cursor.execute(statement, {"size": size, "after": after})
        while rows := cursor.fetchmany(PART_ROWS):
            yield b"".join(
                [
                    ENCODER.encode(
                        Exported(
                            key,
                            since,
                            None if until > size else until,
                            first,
                            msgspec.Raw(row.encode()),
                        )
                    )
                    + b"\n"
                    for key, since, until, first, row in rows
                ]
            )


def read_exported(view: View[Any], line: bytes) -> Version:
    """Read a version of a row as it was written out."""
    read = READER.decode(line)
    kind: Any = view.row
    row = decoder(kind)(bytes(read.row))
    until = FOR_EVER if read.until is None else read.until
    return Version(tuple(read.key), read.since, until, read.first, row)
