"""API tokens: what a program of a person acts with, under one of their mandates."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

import psycopg
from psycopg.rows import class_row

from ledger.kernel.identifiers import (
    MandateId,
    PartnerId,
    PersonId,
    identifier_from_key,
)
from ledger.kernel.quantities import day_in_paris
from web.auth.access import Access
from web.auth.tokens import digest_of_token, new_token

PREFIX: Final = "commun_"
"""What scanners for leaked secrets look for; it tells nothing else."""

DAYS: Final = (30, 90, 365)
"""For how long a token may be made; none lives longer than a year."""

LIVE_MAX: Final = 50
NAME_SIGNS_MAX: Final = 80


class TooManyTokens(Exception):
    """Nobody keeps an eye on so many: one must be revoked first."""


class MadeAlready(Exception):
    """The form came twice: its token was shown, and cannot be shown again."""


class ApiToken(NamedTuple):
    """A token as it stands, without its secret, which nobody keeps."""

    token_id: str
    person_id: PersonId
    mandate_id: MandateId
    partner_id: PartnerId
    name: str
    may_write: bool
    created_at: datetime
    expires_at: datetime
    used_on: date | None


@dataclass(frozen=True, kw_only=True)
class NewApiToken:
    """What a person asks for."""

    key: str
    person_id: PersonId
    mandate_id: MandateId
    partner_id: PartnerId
    name: str
    may_write: bool
    days: int


COLUMNS: Final = (
    "token_id, person_id, mandate_id, partner_id, name, may_write,"
    " created_at, expires_at, used_on"
)
LIVE: Final = "revoked_at IS NULL AND expires_at > %s"


def make_token(db: psycopg.Connection, access: Access, new: NewApiToken) -> str:
    """Keep a token's digest and return the token, which is shown this once.

    Raises TooManyTokens, or MadeAlready where this form was sent before.
    """
    secret, now = f"{PREFIX}{new_token()}", access.clock()
    if len(tokens_of(db, access, new.person_id)) >= LIVE_MAX:
        raise TooManyTokens
    made = db.execute(
        "INSERT INTO access.api_tokens (token_id, token_digest, person_id,"
        " mandate_id, partner_id, name, may_write, created_at, expires_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
        " ON CONFLICT (token_id) DO NOTHING",
        (
            identifier_from_key(new.key, "api token", new.person_id),
            digest_of_token(secret),
            new.person_id,
            new.mandate_id,
            new.partner_id,
            new.name,
            new.may_write,
            now,
            now + timedelta(days=new.days),
        ),
    )
    if not made.rowcount:
        raise MadeAlready
    return secret


def token_with(db: psycopg.Connection, access: Access, secret: str) -> ApiToken | None:
    """Return the token of a secret while it lives, and note the day of its use."""
    now = access.clock()
    with db.cursor(row_factory=class_row(ApiToken)) as cursor:
        found = cursor.execute(
            f"SELECT {COLUMNS} FROM access.api_tokens"  # noqa: S608  # constants only
            f" WHERE token_digest = %s AND {LIVE}",
            (digest_of_token(secret), now),
        ).fetchone()
    today = day_in_paris(now)
    if found is not None and found.used_on != today:
        db.execute(
            "UPDATE access.api_tokens SET used_on = %s WHERE token_id = %s",
            (today, found.token_id),
        )
    return found


def tokens_of(
    db: psycopg.Connection, access: Access, person_id: PersonId
) -> list[ApiToken]:
    """Return a person's tokens that live, the newest first."""
    with db.cursor(row_factory=class_row(ApiToken)) as cursor:
        return cursor.execute(
            f"SELECT {COLUMNS} FROM access.api_tokens"  # noqa: S608  # constants only
            f" WHERE person_id = %s AND {LIVE} ORDER BY created_at DESC, token_id",
            (person_id, access.clock()),
        ).fetchall()


def revoke_api_token(
    db: psycopg.Connection, access: Access, person_id: PersonId, token_id: str
) -> None:
    """End a token, if it is this person's."""
    db.execute(
        "UPDATE access.api_tokens SET revoked_at = %s WHERE token_id = %s"
        " AND person_id = %s AND revoked_at IS NULL",
        (access.clock(), token_id, person_id),
    )
