"""Sessions: a browser in which a person, a founder or an operator signed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

import psycopg
from psycopg.rows import class_row

from ledger.kernel.identifiers import MandateId, PersonId, random_identifier
from web.auth.access import Access
from web.auth.tokens import digest_of_token, new_token

IDLE: Final = timedelta(days=14)
IDLE_SHORT: Final = timedelta(minutes=30)
"""For those who decide on others' records, and for the operator."""

TOUCH_EVERY: Final = timedelta(minutes=1)


class Kind(StrEnum):
    """What a session lets in."""

    PERSON = "person"
    FOUNDER = "founder"
    OPERATOR = "operator"


LIVES: Final = {
    Kind.PERSON: timedelta(days=30),
    Kind.FOUNDER: timedelta(hours=12),
    Kind.OPERATOR: timedelta(hours=8),
}


class Session(NamedTuple):
    """A session as it stands, without its token, which nobody keeps."""

    session_id: str
    kind: str
    person_id: PersonId | None
    worn_mandate_id: MandateId | None
    device: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class NewSession:
    """What a sign-in opens."""

    kind: Kind
    person_id: PersonId | None
    device: str = ""
    replaces: str | None = None


COLUMNS: Final = (
    "session_id, kind, person_id, worn_mandate_id, device,"
    " created_at, seen_at, expires_at"
)


def open_session(db: psycopg.Connection, access: Access, new: NewSession) -> str:
    """Open a session under a fresh token, and return that token.

    ``replaces`` is the token that the browser bore: it ends here, so a token
    planted in a browser before the sign-in is worth nothing after it.
    """
    token, now = new_token(), access.clock()
    if new.replaces:
        revoke_token(db, access, new.replaces)
    db.execute(
        "INSERT INTO access.sessions (session_id, token_digest, kind, person_id,"
        " device, created_at, seen_at, expires_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
        (
            random_identifier(),
            digest_of_token(token),
            new.kind,
            new.person_id,
            new.device,
            now,
            now,
            now + LIVES[new.kind],
        ),
    )
    return token


def session_of(db: psycopg.Connection, access: Access, token: str) -> Session | None:
    """Return the session of a token, while it lives and is not revoked."""
    now = access.clock()
    with db.cursor(row_factory=class_row(Session)) as cursor:
        return cursor.execute(
            f"SELECT {COLUMNS} FROM access.sessions"  # noqa: S608  # a constant
            " WHERE token_digest = %s AND revoked_at IS NULL"
            " AND expires_at > %s AND seen_at > %s",
            (digest_of_token(token), now, now - IDLE),
        ).fetchone()


def keep_alive(access: Access, session: Session, idle: timedelta) -> bool:
    """Note that the session is used; revoke it and say no if it lay idle too long.

    Revoked, not only refused: a shorter rest must not be made good by losing
    the mandate that asked for it.
    """
    now = access.clock()
    if session.seen_at > now - TOUCH_EVERY:
        return True
    with access.pool.connection() as db:
        if session.seen_at <= now - idle:
            revoke(db, access, session.person_id, session.session_id)
            return False
        db.execute(
            "UPDATE access.sessions SET seen_at = %s"
            " WHERE session_id = %s AND seen_at < %s",
            (now, session.session_id, now),
        )
    return True


def live_sessions(
    db: psycopg.Connection, access: Access, person_id: PersonId
) -> list[Session]:
    """Return a person's sessions that still let in, the last used first."""
    now = access.clock()
    with db.cursor(row_factory=class_row(Session)) as cursor:
        return cursor.execute(
            f"SELECT {COLUMNS} FROM access.sessions"  # noqa: S608  # a constant
            " WHERE person_id = %s AND revoked_at IS NULL"
            " AND expires_at > %s AND seen_at > %s"
            " ORDER BY seen_at DESC, session_id",
            (person_id, now, now - IDLE),
        ).fetchall()


def revoke(
    db: psycopg.Connection, access: Access, person_id: PersonId | None, session_id: str
) -> None:
    """End a session, if it is this person's."""
    db.execute(
        "UPDATE access.sessions SET revoked_at = %s WHERE session_id = %s"
        " AND person_id IS NOT DISTINCT FROM %s AND revoked_at IS NULL",
        (access.clock(), session_id, person_id),
    )


def revoke_others(
    db: psycopg.Connection, access: Access, person_id: PersonId, kept_id: str
) -> None:
    """End all of a person's sessions but one."""
    db.execute(
        "UPDATE access.sessions SET revoked_at = %s WHERE person_id = %s"
        " AND session_id <> %s AND revoked_at IS NULL",
        (access.clock(), person_id, kept_id),
    )


def revoke_token(db: psycopg.Connection, access: Access, token: str) -> None:
    """End the session that bears a token."""
    db.execute(
        "UPDATE access.sessions SET revoked_at = %s"
        " WHERE token_digest = %s AND revoked_at IS NULL",
        (access.clock(), digest_of_token(token)),
    )


def wear(db: psycopg.Connection, session_id: str, mandate_id: MandateId) -> None:
    """Keep which mandate the person acts under in this browser."""
    db.execute(
        "UPDATE access.sessions SET worn_mandate_id = %s WHERE session_id = %s",
        (mandate_id, session_id),
    )
