"""Generations: each rebuild makes new tables beside those that serve."""

import contextlib
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, get_type_hints

import psycopg
from psycopg import sql

from projections.tables import LAYOUT, Connection, Table
from projections.view import View

LOCK: Final = 70617003
GRACE: Final = "10 minutes"

CREATE: Final = """
CREATE TABLE IF NOT EXISTS views.generations (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    fingerprint text NOT NULL,
    position    bigint NOT NULL DEFAULT 0,
    recorded_at timestamptz,
    state       text NOT NULL CHECK (state IN ('building', 'live', 'retired')),
    retired_at  timestamptz
)
"""
ONE_LIVE: Final = """
CREATE UNIQUE INDEX IF NOT EXISTS generations_one_live
    ON views.generations (state) WHERE state = 'live'
"""
LIVE: Final = """
SELECT id, fingerprint, position, recorded_at FROM views.generations
WHERE state = 'live'
"""


@dataclass(frozen=True)
class Generation:
    """The tables of one rebuild, and the position they have reached."""

    id: int
    fingerprint: str
    position: int
    recorded_at: datetime | None

    @property
    def schema(self) -> str:
        """Return the schema its tables lie in."""
        return f"views_{self.id}"

    def table(self, view: View[Any]) -> Table:
        """Return the table of a view."""
        return Table(self.schema, view)


def prepare(connection: Connection) -> None:
    """Make the list of generations where no migration has made it."""
    row = connection.execute(
        "SELECT to_regclass('views.generations') IS NOT NULL"
    ).fetchone()
    if row is not None and row[0]:
        return
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        connection.execute(CREATE)
        connection.execute(ONE_LIVE)


def fingerprint(views: Sequence[View[Any]]) -> str:
    """Return what changes when the rows of some view come to mean something else."""
    parts = [
        repr(
            (
                LAYOUT,
                view.name,
                view.version,
                _fields_of(view),
                view.row.key,
                view.row.indexes,
                view.is_total,
                sorted(kind.__name__ for kind in view.facts),
                view.source.name if view.source is not None else "",
            )
        )
        for view in views
    ]
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()[:32]


def _fields_of(view: View[Any]) -> list[tuple[str, str]]:
    hints = get_type_hints(view.row)
    return [(name, str(hints[name])) for name in view.row.__struct_fields__]


def live(connection: Connection, *, is_locked: bool = False) -> Generation | None:
    """Return the generation that serves; locked, nobody else moves it meanwhile."""
    return ask_live(connection, is_locked=is_locked)()


def ask_live(
    connection: Connection, *, is_locked: bool = False
) -> Callable[[], Generation | None]:
    """Ask for the generation that serves; calling the answer waits."""
    statement = LIVE + (" FOR UPDATE" if is_locked else "")
    cursor = connection.execute(statement.encode(), prepare=True)

    def answer() -> Generation | None:
        row = cursor.fetchone()
        return None if row is None else Generation(*row)

    return answer


def begin(connection: Connection, views: Sequence[View[Any]]) -> Generation:
    """Make the empty tables of a new generation."""
    with connection.transaction():
        row = connection.execute(
            "INSERT INTO views.generations (fingerprint, state) VALUES (%s, 'building')"
            " RETURNING id, fingerprint, position, recorded_at",
            (fingerprint(views),),
        ).fetchone()
        assert row is not None, "an insert returns its row"
        generation = Generation(*row)
        schema = sql.Identifier(generation.schema)
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(schema))
        for view in views:
            generation.table(view).create(connection)
    return generation


def advance(
    connection: Connection, generation: Generation, position: int, at: datetime | None
) -> None:
    """Note the position that a generation has reached, in the caller's transaction."""
    connection.execute(
        "UPDATE views.generations SET position = %s, recorded_at = %s WHERE id = %s",
        (position, at, generation.id),
        prepare=True,
    )


def flip(connection: Connection, generation: Generation) -> None:
    """Let the new generation serve, in the caller's transaction."""
    connection.execute(
        "UPDATE views.generations SET state = 'retired', retired_at = clock_timestamp()"
        " WHERE state = 'live'"
    )
    connection.execute(
        "UPDATE views.generations SET state = 'live' WHERE id = %s", (generation.id,)
    )


def clear(connection: Connection, *, with_building: bool = False) -> int:
    """Drop retired generations after their grace, and what a killed rebuild left.

    Readers that began before the flip may still be in the old tables: they
    finish within the grace. Those that have not, such as a backup, are not
    waited for: the tables go another time.
    """
    old = "state = 'retired' AND retired_at < clock_timestamp() - %s::interval"
    if with_building:
        old = f"({old}) OR state = 'building'"
    rows = connection.execute(
        f"SELECT id FROM views.generations WHERE {old}".encode(),  # noqa: S608  # constants only
        (GRACE,),
    ).fetchall()
    dropped = 0
    for (number,) in rows:
        with contextlib.suppress(psycopg.errors.LockNotAvailable):
            drop(connection, number)
            dropped += 1
    return dropped


def drop(connection: Connection, number: int) -> None:
    """Take the tables of a generation away; raises LockNotAvailable while in use."""
    with connection.transaction():
        connection.execute("SET LOCAL lock_timeout = '1s'")
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        schema = sql.Identifier(f"views_{number}")
        connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(schema))
        connection.execute("DELETE FROM views.generations WHERE id = %s", (number,))
