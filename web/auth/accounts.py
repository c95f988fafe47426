"""Accounts: the e-mail address by which a person signs in."""

import re
import unicodedata
from typing import Final, NamedTuple

import psycopg
from psycopg.rows import class_row

from ledger.kernel.identifiers import PersonId
from web.auth.access import Access

EMAIL_SIGNS_MAX: Final = 254
EMAIL_PATTERN: Final = re.compile(
    r"[^\s@\x00-\x1f\"(),:;<>\[\]\\]{1,64}"
    r"@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+"
)


class AddressTaken(Exception):
    """Another person already signs in with this address."""


class Account(NamedTuple):
    """A person who can sign in."""

    person_id: PersonId
    email: str
    language: str


def normalised(typed: str) -> str | None:
    """Return the address as it is compared, or None where it is no address.

    Stray spaces, invisible signs and capitals are the keyboard's, not the person's.
    """
    plain = unicodedata.normalize("NFKC", typed)
    kept = "".join(
        sign for sign in plain if unicodedata.category(sign)[0] not in {"C", "Z"}
    )
    local, _, domain = kept.lower().removeprefix("mailto:").rpartition("@")
    try:
        host = domain.strip("<>.,;").encode("idna").decode()
    except UnicodeError:
        return None
    email = f"{local.lstrip('<')}@{host}"
    if len(email) > EMAIL_SIGNS_MAX or not EMAIL_PATTERN.fullmatch(email):
        return None
    return email


def account_with(db: psycopg.Connection, email: str) -> Account | None:
    """Return the account that signs in with a normalised address."""
    with db.cursor(row_factory=class_row(Account)) as cursor:
        return cursor.execute(
            "SELECT person_id, email, language FROM access.accounts WHERE email = %s",
            (email,),
        ).fetchone()


def account_of(db: psycopg.Connection, person_id: PersonId) -> Account | None:
    """Return a person's account."""
    with db.cursor(row_factory=class_row(Account)) as cursor:
        return cursor.execute(
            "SELECT person_id, email, language FROM access.accounts"
            " WHERE person_id = %s",
            (person_id,),
        ).fetchone()


def person_with(access: Access, email: str) -> PersonId | None:
    """Return who already signs in with an address: invite that person, not a twin."""
    with access.pool.connection() as db:
        account = account_with(db, email)
    return account.person_id if account else None


def open_account(db: psycopg.Connection, account: Account, access: Access) -> None:
    """Let a person sign in with an address; raises AddressTaken.

    The same request twice is one account. Two people who race for an address:
    the unique index lets one through, and the other is told.
    """
    try:
        with db.transaction():
            db.execute(
                "INSERT INTO access.accounts (person_id, email, language, created_at)"
                " VALUES (%s, %s, %s, %s) ON CONFLICT (person_id)"
                " DO UPDATE SET email = excluded.email, language = excluded.language",
                (*account, access.clock()),
            )
    except psycopg.errors.UniqueViolation as error:
        raise AddressTaken(account.email) from error


def forget_person(db: psycopg.Connection, person_id: PersonId) -> None:
    """Erase all that sign-in knows of a person."""
    with db.transaction():
        for statement in (
            "DELETE FROM access.sessions WHERE person_id = %s",
            "DELETE FROM access.api_tokens WHERE person_id = %s",
            "DELETE FROM access.codes WHERE person_id = %s",
            "DELETE FROM access.invitations WHERE person_id = %s",
            "DELETE FROM access.outbox WHERE person_id = %s",
            "DELETE FROM access.accounts WHERE person_id = %s",
        ):
            db.execute(statement, (person_id,))
