"""Comparing: the rows that serve, beside a fold of the log without a database."""

from typing import Any

import psycopg
from psycopg import sql

from ledger.application import CODEC
from ledger.kernel.store.postgres import PostgresStore
from projections import generations
from projections.generations import Generation
from projections.memory import Version
from projections.offline import Offline
from projections.registry import VIEWS
from projections.tables import Connection, decoder
from projections.view import View

SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


def assert_live_is_offline(conninfo: str) -> int:
    """Compare every version of every row; return the position compared at.

    The live rows come from one snapshot and the log is folded as far as they
    have come, so facts may keep coming meanwhile.
    """
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(SNAPSHOT)
        live = generations.live(connection)
        assert live is not None, "no generation serves"
        found = {view.name: live_versions(connection, live, view) for view in VIEWS}
        connection.execute("ROLLBACK")
    folded = fold(conninfo, live.position)
    assert folded.position == live.position
    for view in VIEWS:
        assert found[view.name] == folded.versions(view), view.name
    return live.position


def live_versions(
    connection: Connection, generation: Generation, view: View[Any]
) -> list[Version]:
    """Return every version of every row as a generation's table holds them."""
    rows = connection.execute(
        sql.SQL("SELECT since, until, first, row FROM {}").format(
            generation.table(view).name
        )
    ).fetchall()
    kind: Any = view.row
    decode = decoder(kind)
    decoded = [(s, u, f, decode(row)) for s, u, f, row in rows]
    return sorted(
        (Version(r.key_values(), s, u, f, r) for s, u, f, r in decoded),
        key=lambda v: (v.key, v.since),
    )


def fold(conninfo: str, position: int) -> Offline:
    """Fold the log up to a position in memory."""
    store = PostgresStore(conninfo)
    try:
        folded = Offline(VIEWS)
        folded.follow(CODEC.decode(e) for e in store.since(0, limit=position))
    finally:
        store.close()
    return folded
