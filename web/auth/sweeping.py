"""Sweeping: what has served goes, for it tells about people."""

from datetime import datetime, timedelta
from typing import Final

from psycopg_pool import ConnectionPool

from web.auth.access import utc_now

KEPT: Final = timedelta(days=30)


def sweep(pool: ConnectionPool, now: datetime | None = None) -> None:
    """Delete codes and counts that are over, and sessions and letters of last month.

    Two that sweep at once delete the same rows, which harms nothing.
    """
    moment = now or utc_now()
    with pool.connection() as db, db.transaction():
        db.execute("DELETE FROM access.codes WHERE expires_at <= %s", (moment,))
        db.execute(
            "DELETE FROM access.limits WHERE window_start <= %s",
            (moment - timedelta(days=1),),
        )
        for statement in (
            "DELETE FROM access.sessions WHERE least(revoked_at, expires_at) <= %s",
            "DELETE FROM access.api_tokens WHERE least(revoked_at, expires_at) <= %s",
            "DELETE FROM access.setup WHERE expires_at <= %s",
            "DELETE FROM access.outbox WHERE least(sent_at, expires_at) <= %s",
            "DELETE FROM access.invitations WHERE expires_at <= %s AND used_at IS NULL",
        ):
            db.execute(statement, (moment - KEPT,))
