"""Recomparing: all views folded anew beside those that serve, compared row by row."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import psycopg
from psycopg import sql

from ledger.kernel.codec import Codec
from projections import generations
from projections.generations import Generation
from projections.reading_log import facts_between
from projections.rebuild import REBUILD_LOCK, Work, rare_collections
from projections.rows import FOR_EVER
from projections.tables import Connection
from projections.view import View

MISMATCHES_MAX: Final = 200
"""Differences told of each view: whoever finds so many has found enough."""

Progress = Callable[[int, int], None]

# A version that ended later still held then. The columns that rows are looked up by
# are compared too: a row could be hidden by changing them alone.
MISMATCHES: Final = """
SELECT ARRAY[{key}]::text[], since, s.told AS served, f.told AS folded FROM (
    SELECT {key}, since, ROW(
        CASE WHEN until > %(position)s THEN {ever} ELSE until END, first, {others} row
    )::text AS told FROM {served} WHERE since <= %(position)s
) s FULL JOIN (
    SELECT {key}, since, ROW(until, first, {others} row)::text AS told FROM {folded}
) f USING ({key}, since)
WHERE s.told IS DISTINCT FROM f.told ORDER BY {key}, since LIMIT %(limit)s
"""


class OtherViews(Exception):
    """The views that serve are of another version: rebuild them, then compare."""


class Mismatch(NamedTuple):
    """A row that serves and is not what the facts make, or that one of them lacks.

    ``position`` is the fact's that the row holds from.
    """

    view: str
    key: tuple[str, ...]
    position: int
    served: str | None
    folded: str | None


class Recompared(NamedTuple):
    """What was compared: up to which fact, how many rows, and what differs."""

    position: int
    rows: int
    mismatches: list[Mismatch]


def recompare(
    conninfo: str, codec: Codec, views: Sequence[View[Any]], progress: Progress
) -> Recompared:
    """Fold every fact anew and compare each row, past ones too, with what serves.

    The tables it makes never serve, and are dropped in the end; killed, it leaves
    them to the next rebuild. It waits for a rebuild under way, and keeps others
    waiting, so that nothing takes the place of what it compares.
    """
    with (
        psycopg.connect(conninfo, autocommit=True) as reading,
        psycopg.connect(conninfo, autocommit=True) as writing,
        rare_collections(),
    ):
        writing.execute("SELECT pg_advisory_lock(%s)", (REBUILD_LOCK,))
        generations.clear(writing, with_building=True)
        live = generations.live(writing)
        if live is None or not live.position:
            return Recompared(0, 0, [])
        if live.fingerprint != generations.fingerprint(views):
            raise OtherViews(OtherViews.__doc__)
        writing.execute("SET synchronous_commit = off")
        folded = generations.begin(writing, views)
        try:
            work = Work(writing, folded, views)
            work.follow(facts_between(reading, codec, 0, live.position, progress))
            work.write_out()
            rows = sum(_count(writing, folded, view) for view in views)
            mismatches = [
                found
                for view in views
                for found in _mismatches(writing, live, folded, view)
            ]
        finally:
            if not writing.closed:
                generations.drop(writing, folded.id)
    return Recompared(live.position, rows, mismatches)


def _count(connection: Connection, generation: Generation, view: View[Any]) -> int:
    table = generation.table(view).name
    row = connection.execute(
        sql.SQL("SELECT count(*) FROM {}").format(table)
    ).fetchone()
    assert row is not None, "an aggregate has one row"
    return int(row[0])


def _mismatches(
    connection: Connection, live: Generation, folded: Generation, view: View[Any]
) -> Iterator[Mismatch]:
    served, fresh = live.table(view), folded.table(view)
    others = [sql.SQL("{}, ").format(sql.Identifier(n)) for n, _kind in fresh.others]
    statement = sql.SQL(MISMATCHES).format(
        key=sql.SQL(", ").join(sql.Identifier(name) for name, _kind in fresh.key),
        others=sql.Composed(others),
        ever=sql.Literal(FOR_EVER),
        served=served.name,
        folded=fresh.name,
    )
    values = {"position": live.position, "limit": MISMATCHES_MAX}
    for key, since, row, made in connection.execute(statement, values):
        yield Mismatch(view.name, tuple(key), int(since), row, made)
