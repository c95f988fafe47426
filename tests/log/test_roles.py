"""Roles: the publisher cannot write facts, the pages cannot write the log."""

import psycopg
import pytest
from psycopg import errors
from psycopg.conninfo import make_conninfo

from ledger.kernel.store.migrations import APP_ROLE
from ledger.log.archive import read_tile
from ledger.log.connecting import connect
from ledger.log.schema import PUBLISHER_ROLE
from ledger.log.tiles import Tile
from tests.log.logs import Log, facts

RECORD = ("events", "tags", "words", "command_keys", "kinds")
OURS = ("state", "tiles", "checkpoints", "cosignatures", "witnesses")


@pytest.fixture
def sealed(log: Log) -> Log:
    log.record(*facts(300))
    log.seal()
    return log


def test_the_publisher_changes_no_fact(sealed: Log) -> None:
    """It reads the record, and may not even append."""
    for table in RECORD:
        assert_denied(sealed, PUBLISHER_ROLE, f"ledger.{table}")
    row = sealed.connection.execute(
        "SELECT array_agg(p.proname) FROM pg_proc p"
        " WHERE p.pronamespace = 'ledger'::regnamespace"
        " AND has_function_privilege(p.oid, 'EXECUTE')"
    ).fetchone()
    assert row == (None,)


def test_the_application_changes_nothing_of_the_log(sealed: Log) -> None:
    """It reads everything; only what it witnesses for others is its to keep."""
    for table in OURS:
        assert_denied(sealed, APP_ROLE, f"log.{table}")
    with psycopg.connect(make_conninfo(sealed.owner, user=APP_ROLE)) as db:
        for table in OURS:
            db.execute(f"SELECT FROM log.{table}".encode())
        db.execute("SELECT * FROM log.bundles(1, 3)")
        db.execute("INSERT INTO log.witnessed VALUES ('a', 1, '', '')")
        db.execute("UPDATE log.witnessed SET size = 2")
        with pytest.raises(errors.InsufficientPrivilege):
            db.execute("DELETE FROM log.witnessed")


def assert_denied(log: Log, role: str, table: str) -> None:
    with psycopg.connect(make_conninfo(log.owner, user=role), autocommit=True) as db:
        for change in ("DELETE FROM TABLE", "INSERT INTO TABLE DEFAULT VALUES"):
            with pytest.raises(errors.InsufficientPrivilege, match="denied"):
                db.execute(change.replace("TABLE", table).encode())


CHANGES = (
    "UPDATE log.tiles SET number = 7",
    "DELETE FROM log.tiles",
    "TRUNCATE log.tiles",
    "UPDATE log.checkpoints SET size = 7",
    "DELETE FROM log.checkpoints",
    "TRUNCATE log.checkpoints CASCADE",
    "DELETE FROM log.state",
    "TRUNCATE log.state",
    "DELETE FROM log.witnessed",
)


def test_even_the_owner_changes_nothing_that_was_sealed(sealed: Log) -> None:
    """Not even in a session that plays a replica."""
    with psycopg.connect(sealed.owner, autocommit=True) as db:
        for role in ("origin", "replica"):
            db.execute(f"SET session_replication_role = {role}".encode())
            for change in CHANGES:
                with pytest.raises(errors.InsufficientPrivilege, match="only grows"):
                    db.execute(change.encode())


def test_nobody_puts_a_function_in_the_publishers_way(sealed: Log) -> None:
    """The application may make schemas, one of the publisher's name among them."""
    publisher = make_conninfo(sealed.owner, user=PUBLISHER_ROLE)
    with psycopg.connect(make_conninfo(sealed.owner, user=APP_ROLE)) as db:
        db.execute("CREATE SCHEMA commun_publisher")
        db.execute("GRANT USAGE ON SCHEMA commun_publisher TO PUBLIC")
        # It fits better than the server's own, which is for two numerics.
        db.execute(
            "CREATE FUNCTION commun_publisher.div(bigint, numeric) RETURNS numeric"
            " LANGUAGE sql AS 'SELECT 1 / 0::numeric'"
        )
    tile = Tile(0, 0)
    with psycopg.connect(publisher) as db, pytest.raises(errors.DivisionByZero):
        read_tile(db, tile)
    with connect(publisher) as db:
        assert len(read_tile(db, tile)) == 256 * 32
