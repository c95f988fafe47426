"""Calendar addresses: what a person gives a calendar, that it may read theirs.

A program of calendars cannot sign in: whoever has the address reads, and nothing
more. Only its digest is kept, so it is shown once, and it can be revoked.
"""

from datetime import date, datetime
from typing import Final, NamedTuple

import psycopg
from psycopg.rows import class_row

from ledger.kernel.identifiers import PersonId
from ledger.kernel.quantities import day_in_paris
from web.auth.access import Access
from web.auth.tokens import digest_of_token, new_token

LIVE_MAX: Final = 10


class TooManyAddresses(Exception):
    """Nobody has so many calendars: one must be revoked first."""


class CalendarAddress(NamedTuple):
    """An address as it stands, without its secret, which nobody keeps."""

    address_id: int
    created_at: datetime
    used_on: date | None


def make_address(db: psycopg.Connection, access: Access, person_id: PersonId) -> str:
    """Return a new secret of a person; raises TooManyAddresses."""
    if len(addresses_of(db, person_id)) >= LIVE_MAX:
        raise TooManyAddresses
    token = new_token()
    db.execute(
        "INSERT INTO access.calendars (token_digest, person_id, created_at)"
        " VALUES (%s, %s, %s)",
        (digest_of_token(token), person_id, access.clock()),
    )
    return token


def addresses_of(db: psycopg.Connection, person_id: PersonId) -> list[CalendarAddress]:
    """Return a person's addresses, the newest first."""
    with db.cursor(row_factory=class_row(CalendarAddress)) as cursor:
        return cursor.execute(
            "SELECT address_id, created_at, used_on FROM access.calendars"
            " WHERE person_id = %s ORDER BY address_id DESC",
            (person_id,),
        ).fetchall()


def revoke_address(
    db: psycopg.Connection, person_id: PersonId, address_id: int
) -> None:
    """End an address, if it is this person's; it answers no more from now on."""
    db.execute(
        "DELETE FROM access.calendars WHERE address_id = %s AND person_id = %s",
        (address_id, person_id),
    )


def person_with(access: Access, token: str) -> PersonId | None:
    """Return whose address it is, and note the day of its use."""
    today = day_in_paris(access.clock())
    with access.pool.connection() as db:
        row = db.execute(
            "SELECT person_id, used_on FROM access.calendars WHERE token_digest = %s",
            (digest_of_token(token),),
        ).fetchone()
        if row is None:
            return None
        person, used_on = row
        if used_on != today:
            db.execute(
                "UPDATE access.calendars SET used_on = %s WHERE token_digest = %s",
                (today, digest_of_token(token)),
            )
    return PersonId(person)
