"""Migrations: numbered SQL, each applied once, under a lock."""

import hashlib
from pathlib import Path
from typing import Final

import psycopg

APP_ROLE: Final = "commun_app"
FOLDER: Final = Path(__file__).parent
LOCK: Final = 70617002

APPLIED: Final = """
CREATE TABLE IF NOT EXISTS public.commun_migrations (
    name text PRIMARY KEY, digest text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
)
"""

NOTE: Final = "INSERT INTO public.commun_migrations (name, digest) VALUES (%s, %s)"


class MigrationAltered(Exception):
    """A migration that was applied here has other content now."""


def migrate(owner: str, folder: Path = FOLDER) -> list[str]:
    """Apply what is missing, in order; return the names applied.

    Several processes may start at once: the lock lets one work, and the others
    find nothing left to do. Each file is a transaction with the note that it
    was applied: a crash in between leaves neither.
    """
    done: list[str] = []
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        # Looked for first: a role that may not create tables may still find that
        # there is nothing to apply.
        if not _is_there(connection):
            connection.execute(APPLIED)
        rows = connection.execute("SELECT name, digest FROM public.commun_migrations")
        known: dict[str, str] = dict(rows.fetchall())
        for path in sorted(folder.glob("*.sql")):
            name = f"{folder.parent.name}/{path.name}"
            text = path.read_text("utf-8")
            digest = hashlib.sha256(text.encode()).hexdigest()
            if name in known:
                if known[name] != digest:
                    raise MigrationAltered(name)
                continue
            with connection.transaction():
                connection.execute(text.encode())
                connection.execute(NOTE, (name, digest))
            done.append(name)
    return done


def _is_there(connection: psycopg.Connection[tuple[object, ...]]) -> bool:
    row = connection.execute(
        "SELECT to_regclass('public.commun_migrations') IS NOT NULL"
    ).fetchone()
    return row is not None and bool(row[0])
