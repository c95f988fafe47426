"""Invitations: a link by e-mail, that lets in once the person it was sent to."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple

import psycopg
from psycopg.rows import class_row

from ledger.kernel.identifiers import (
    MandateId,
    PartnerId,
    PersonId,
    random_identifier,
)
from web.auth.access import Access
from web.auth.accounts import Account, open_account
from web.auth.letters import invitation_letter
from web.auth.outbox import post
from web.auth.tokens import digest_of_token, new_token

LIFE: Final = timedelta(days=14)
PATH: Final = "invitation"


class LinkOver(Exception):
    """The link was used, replaced, is too old, or never was."""


@dataclass(frozen=True, kw_only=True)
class Invited:
    """Whom to invite, about a partner or about a mandate, and in which words.

    ``partner_name`` stands in the letter; ``invited_by`` is who will be named.
    """

    person_id: PersonId
    email: str
    language: str
    partner_name: str
    invited_by: PersonId
    partner_id: PartnerId | None = None
    mandate_id: MandateId | None = None


class Invitation(NamedTuple):
    """An invitation as it stands."""

    invitation_id: str
    person_id: PersonId
    partner_id: PartnerId | None
    mandate_id: MandateId | None
    email: str
    language: str
    invited_by: PersonId
    sent_at: datetime
    expires_at: datetime
    used_at: datetime | None


COLUMNS: Final = (
    "invitation_id, person_id, partner_id, mandate_id, email, language,"
    " invited_by, sent_at, expires_at, used_at"
)


def send_invitation(access: Access, invited: Invited) -> str:
    """Invite a person by letter, and return the link.

    Called again for the same person and matter it renews: the link before is
    worth nothing, and fourteen days begin anew.
    """
    token, now = new_token(), access.clock()
    address = f"{access.settings.address}/{invited.language}/{PATH}/{token}"
    letter = invitation_letter(
        address,
        access.directory.commons_name(),
        invited.partner_name,
        access.directory.name_of(invited.invited_by),
        invited.language,
    )
    with access.pool.connection() as db, db.transaction():
        db.execute(
            "INSERT INTO access.invitations (invitation_id, token_digest, person_id,"
            " partner_id, mandate_id, email, language, invited_by, sent_at, expires_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
            " ON CONFLICT (person_id, coalesce(partner_id, ''),"
            " coalesce(mandate_id, '')) DO UPDATE SET"
            " token_digest = excluded.token_digest, email = excluded.email,"
            " language = excluded.language, invited_by = excluded.invited_by,"
            " sent_at = excluded.sent_at, expires_at = excluded.expires_at,"
            " used_at = NULL",
            (
                random_identifier(),
                digest_of_token(token),
                invited.person_id,
                invited.partner_id,
                invited.mandate_id,
                invited.email,
                invited.language,
                invited.invited_by,
                now,
                now + LIFE,
            ),
        )
        post(
            db,
            access,
            letter,
            invited.email,
            person_id=invited.person_id,
            expires_in=LIFE,
        )
    return address


def open_invitation(access: Access, token: str) -> Invitation:
    """Return the invitation of a link, without using it up; raises LinkOver."""
    with (
        access.pool.connection() as db,
        db.cursor(row_factory=class_row(Invitation)) as cursor,
    ):
        found = cursor.execute(
            f"SELECT {COLUMNS} FROM access.invitations"  # noqa: S608  # a constant
            " WHERE token_digest = %s AND used_at IS NULL AND expires_at > %s",
            (digest_of_token(token), access.clock()),
        ).fetchone()
    if found is None:
        raise LinkOver
    return found


def use_invitation(db: psycopg.Connection, access: Access, token: str) -> Invitation:
    """Use the link up and open the person's account; raises LinkOver, AddressTaken.

    Of two that press at once, the row's lock lets one through. To be called in
    the transaction that opens the session: a crash in between leaves the link.
    """
    now = access.clock()
    with db.cursor(row_factory=class_row(Invitation)) as cursor:
        used = cursor.execute(
            "UPDATE access.invitations SET used_at = %s"  # noqa: S608  # a constant
            " WHERE token_digest = %s AND used_at IS NULL AND expires_at > %s"
            f" RETURNING {COLUMNS}",
            (now, digest_of_token(token), now),
        ).fetchone()
    if used is None:
        raise LinkOver
    open_account(db, Account(used.person_id, used.email, used.language), access)
    return used


def invitations_of(access: Access, person_id: PersonId) -> list[Invitation]:
    """Return a person's invitations, used or not, the last sent first."""
    return _where(access, "person_id", person_id)


def invitations_about(
    access: Access, about: PartnerId | MandateId, *, is_mandate: bool = False
) -> list[Invitation]:
    """Return the invitations about a partner or a mandate, the last sent first."""
    return _where(access, "mandate_id" if is_mandate else "partner_id", about)


def withdraw_invitations(
    db: psycopg.Connection, about: PartnerId | MandateId, *, is_mandate: bool = False
) -> None:
    """Make the links about a partner or a mandate worth nothing."""
    column = "mandate_id" if is_mandate else "partner_id"
    db.execute(
        f"DELETE FROM access.invitations WHERE {column} = %s"  # noqa: S608  # a constant
        " AND used_at IS NULL",
        (about,),
    )


def _where(
    access: Access, column: Literal["person_id", "partner_id", "mandate_id"], value: str
) -> list[Invitation]:
    with (
        access.pool.connection() as db,
        db.cursor(row_factory=class_row(Invitation)) as cursor,
    ):
        return cursor.execute(
            f"SELECT {COLUMNS} FROM access.invitations"  # noqa: S608  # constants
            f" WHERE {column} = %s ORDER BY sent_at DESC, invitation_id",
            (value,),
        ).fetchall()
