"""Jobs: verifications that are asked for, under way, or done, in the database."""

from datetime import datetime
from typing import Any, Final, Literal, NamedTuple

import msgspec
import psycopg
from psycopg_pool import ConnectionPool

from web.audit.reports import Report

State = Literal["asked", "running", "done", "failed"]
TRIES_MAX: Final = 3
"""A verification that takes its process down with it is not begun for ever."""

COLUMNS: Final = """
id, asked_at, state, step, done, total, told_at, ended_at, report::text
"""
ASK: Final = """
INSERT INTO access.verifications (asked_by) VALUES (%s)
ON CONFLICT DO NOTHING RETURNING id
"""
LATEST: Final = f"""
SELECT {COLUMNS} FROM access.verifications ORDER BY id DESC LIMIT 1
"""  # noqa: S608  # constants only
LAST_DONE: Final = f"""
SELECT {COLUMNS} FROM access.verifications WHERE state = 'done'
ORDER BY id DESC LIMIT 1
"""  # noqa: S608  # constants only
BEGIN: Final = """
UPDATE access.verifications SET state = 'running', tries = tries + 1,
    told_at = clock_timestamp()
WHERE state IN ('asked', 'running') AND tries < %s RETURNING id
"""
GIVE_UP: Final = """
UPDATE access.verifications SET state = 'failed', ended_at = clock_timestamp()
WHERE state IN ('asked', 'running') AND tries >= %s
"""
TELL: Final = """
UPDATE access.verifications SET step = %s, done = %s, total = %s,
    told_at = clock_timestamp() WHERE id = %s
"""
END: Final = """
UPDATE access.verifications SET state = %s, report = %s::jsonb, step = '',
    ended_at = clock_timestamp() WHERE id = %s
"""


class Job(NamedTuple):
    """A verification: how far it has come, and what it found."""

    id: int
    asked_at: datetime
    state: State
    step: str
    done: int
    total: int
    told_at: datetime | None
    ended_at: datetime | None
    report: Report | None

    @property
    def is_under_way(self) -> bool:
        """Tell whether it is still to end."""
        return self.state in {"asked", "running"}


def ask(pool: ConnectionPool, asked_by: str) -> bool:
    """Ask for a verification; tell whether there was none under way."""
    with pool.connection() as db:
        return db.execute(ASK, (asked_by,)).fetchone() is not None


def latest(pool: ConnectionPool) -> Job | None:
    """Return the verification that was asked for last."""
    return _job(pool, LATEST)


def last_done(pool: ConnectionPool) -> Job | None:
    """Return the last verification that came to its end."""
    return _job(pool, LAST_DONE)


def begin(db: psycopg.Connection[Any]) -> int | None:
    """Begin what is asked for, or begin anew what its process has left; in order.

    Whoever calls this holds the lock of those who verify: what is said to be under
    way has lost whoever was at it.
    """
    db.execute(GIVE_UP, (TRIES_MAX,))
    row = db.execute(BEGIN, (TRIES_MAX,)).fetchone()
    return None if row is None else int(row[0])


def tell(db: psycopg.Connection[Any], job: int, step: str, done: int, of: int) -> None:
    """Tell how far a verification has come."""
    db.execute(TELL, (step, done, of, job))


def end(db: psycopg.Connection[Any], job: int, report: Report | None) -> None:
    """Keep what a verification found; without a report it has failed."""
    state = "failed" if report is None else "done"
    written = None if report is None else msgspec.json.encode(report).decode()
    db.execute(END, (state, written, job))


def _job(pool: ConnectionPool, statement: str) -> Job | None:
    with pool.connection() as db:
        row = db.execute(statement.encode()).fetchone()
    if row is None:
        return None
    *told, report = row
    read = None if report is None else msgspec.json.decode(report, type=Report)
    return Job._make((*told, read))
