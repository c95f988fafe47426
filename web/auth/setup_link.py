"""One-time links printed on the machine: to found the commons, and to operate it.

Whoever reads the terminal owns the machine already, so the link proves that.
"""

from datetime import timedelta
from typing import Final, Protocol

import psycopg
from psycopg_pool import ConnectionPool

from ledger.kernel.store.port import Head
from web.auth.access import Access, utc_now
from web.auth.invitations import LinkOver
from web.auth.sessions import Kind
from web.auth.tokens import digest_of_token, new_token
from web.languages import LANGUAGES
from web.settings import Settings

FOUNDER_LIFE: Final = timedelta(days=7)
OPERATOR_LIFE: Final = timedelta(minutes=30)
PATHS: Final = {Kind.FOUNDER: "fondation", Kind.OPERATOR: "operateur/acces"}


class Log(Protocol):
    """What the store tells of its length."""

    def head(self) -> Head:
        """Return the last position."""
        ...


class Starting(Protocol):
    """The parts of a Commun that starts."""

    @property
    def settings(self) -> Settings:
        """Return its settings."""
        ...

    @property
    def pool(self) -> ConnectionPool:
        """Return its connections."""
        ...

    @property
    def store(self) -> Log:
        """Return its log."""
        ...


def first_link(starting: Starting) -> str | None:
    """Return a link to found the commons, while its log is empty.

    A new start gives a new link and ends the one before: one that was lost
    with the terminal cannot be found by someone else.
    """
    if starting.store.head().position:
        return None
    return _print_link(starting.pool, starting.settings, Kind.FOUNDER, FOUNDER_LIFE)


def operator_link(pool: ConnectionPool, settings: Settings) -> str:
    """Return a link that opens the operator's pages once, within half an hour."""
    return _print_link(pool, settings, Kind.OPERATOR, OPERATOR_LIFE)


def _print_link(
    pool: ConnectionPool, settings: Settings, kind: Kind, life: timedelta
) -> str:
    token, now = new_token(), utc_now()
    with pool.connection() as db, db.transaction():
        db.execute("DELETE FROM access.setup WHERE purpose = %s", (kind,))
        db.execute(
            "INSERT INTO access.setup (token_digest, purpose, created_at, expires_at)"
            " VALUES (%s, %s, %s, %s)",
            (digest_of_token(token), kind, now, now + life),
        )
    return f"{settings.address}/{LANGUAGES[0]}/{PATHS[kind]}/{token}"


def is_link_open(access: Access, token: str, kind: Kind) -> bool:
    """Tell whether a link may still be used, without using it up."""
    with access.pool.connection() as db:
        row = db.execute(
            "SELECT 1 FROM access.setup WHERE token_digest = %s AND purpose = %s"
            " AND used_at IS NULL AND expires_at > %s",
            (digest_of_token(token), kind, access.clock()),
        ).fetchone()
    return row is not None


def use_link(db: psycopg.Connection, access: Access, token: str, kind: Kind) -> None:
    """Use a link up, in the transaction that opens its session; raises LinkOver."""
    now = access.clock()
    used = db.execute(
        "UPDATE access.setup SET used_at = %s WHERE token_digest = %s"
        " AND purpose = %s AND used_at IS NULL AND expires_at > %s",
        (now, digest_of_token(token), kind, now),
    )
    if used.rowcount != 1:
        raise LinkOver
