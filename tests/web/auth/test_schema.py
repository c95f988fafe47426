"""The schema: made once by whoever starts first, and used by a lesser role."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from ledger.kernel.store.migrations import APP_ROLE, migrate
from tests.servers import server
from tests.web.auth.doors import ADA
from web.auth.schema import migrate_access

MIGRATIONS = Path(__file__).parents[3] / "web" / "auth" / "migrations"


def test_several_that_start_at_once_make_one_schema() -> None:
    """Whoever comes second finds nothing left to do."""
    owner = server("embedded18", durable=False).create_database()
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(migrate_access, owner) for _ in range(4)]:
            done.result()
    with psycopg.connect(owner) as db:
        applied = db.execute("SELECT count(*) FROM public.commun_migrations")
        assert applied.fetchone() == (len(list(MIGRATIONS.glob("*.sql"))),)


def test_the_application_may_use_the_tables_and_not_change_them() -> None:
    """Its role writes and erases rows; the shape of the tables is the owner's."""
    running = server("embedded18", durable=False)
    owner = running.create_database()
    migrate(owner)
    migrate_access(owner)
    dbname = conninfo_to_dict(owner)["dbname"]
    with psycopg.connect(running.conninfo_as(APP_ROLE, str(dbname))) as db:
        db.execute(
            "INSERT INTO access.accounts (person_id, email, created_at)"
            " VALUES (%s, 'ada@lille.example', now())",
            (ADA,),
        )
        db.execute("UPDATE access.accounts SET language = 'en'")
        db.execute("DELETE FROM access.accounts")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            db.execute("ALTER TABLE access.accounts DROP COLUMN email")
