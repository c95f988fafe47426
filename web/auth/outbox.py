"""The outbox: letters that wait to be sent, and what became of them."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

import psycopg
from psycopg.rows import class_row

from ledger.kernel.identifiers import PersonId, random_identifier
from web.auth.access import Access
from web.auth.letters import Letter

SHOWN_MAX: Final = 100


class Posted(NamedTuple):
    """A letter in the outbox."""

    letter_id: str
    recipient: str
    subject: str
    body: str
    language: str
    created_at: datetime
    expires_at: datetime
    sent_at: datetime | None
    tries: int
    error: str | None


def post(  # noqa: PLR0913  # an envelope bears as much
    db: psycopg.Connection,
    access: Access,
    letter: Letter,
    recipient: str,
    *,
    person_id: PersonId | None,
    expires_in: timedelta,
) -> None:
    """Put a letter in the outbox, in the transaction of what it tells.

    So a crash leaves both or neither. After ``expires_in`` it is not sent any
    more: a code that comes too late only confuses.
    """
    now = access.clock()
    db.execute(
        "INSERT INTO access.outbox (letter_id, person_id, recipient, subject, body,"
        " language, created_at, expires_at, next_try_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (
            random_identifier(),
            person_id,
            recipient,
            " ".join(letter.subject.split()),
            letter.body,
            letter.language,
            now,
            now + expires_in,
            now,
        ),
    )


def latest_letters(access: Access) -> list[Posted]:
    """Return the last letters, newest first, for the operator."""
    with (
        access.pool.connection() as db,
        db.cursor(row_factory=class_row(Posted)) as cursor,
    ):
        return cursor.execute(
            "SELECT letter_id, recipient, subject, body, language, created_at,"
            " expires_at, sent_at, tries, error FROM access.outbox"
            " ORDER BY created_at DESC, letter_id LIMIT %s",
            (SHOWN_MAX,),
        ).fetchall()
