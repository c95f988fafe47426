"""Codes: six digits sent by e-mail, that open a session once."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from ledger.kernel.identifiers import PersonId
from web.auth.access import Access
from web.auth.accounts import account_with
from web.auth.letters import code_letter
from web.auth.outbox import post
from web.auth.tokens import digest_of_token, keyed_digest, new_token

CODE_DIGITS: Final = 6
TRIES_MAX: Final = 5
LIFE: Final = timedelta(minutes=10)


REPLACE_CODE: Final = """
    INSERT INTO access.codes (address_digest, asked_digest, code_digest,
        tries_left, expires_at, person_id)
    VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (address_digest) DO UPDATE SET
        asked_digest = excluded.asked_digest, code_digest = excluded.code_digest,
        tries_left = excluded.tries_left, expires_at = excluded.expires_at,
        person_id = excluded.person_id
"""


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """The code is another one; so many tries are left."""

    tries_left: int


@dataclass(frozen=True, kw_only=True)
class Over:
    """There is no code to compare with: used, replaced, too old, tried too often."""


@dataclass(frozen=True, kw_only=True)
class Right:
    """The code is the one that was sent to this person."""

    person_id: PersonId


def send_code(access: Access, email: str, language: str) -> str:
    """Send a code to an address, and return the token of the browser that asked.

    Whether anyone has this address changes nothing but the letter: the same
    code is made, kept and waited for, so the answers cannot be told apart.
    """
    asked = new_token()
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    letter = code_letter(code, access.directory.commons_name(), language)
    row = (
        _address_digest(access, email),
        digest_of_token(asked),
        _code_digest(access, asked, code),
        TRIES_MAX,
        access.clock() + LIFE,
    )
    with access.pool.connection() as db, db.transaction():
        account = account_with(db, email)
        person_id = account.person_id if account else None
        db.execute(REPLACE_CODE, (*row, person_id))
        if account is not None:
            post(db, access, letter, email, person_id=person_id, expires_in=LIFE)
    return asked


def try_code(access: Access, asked: str, email: str, code: str) -> Right | Wrong | Over:
    """Compare a code with the one that this browser asked for.

    The try is spent before the comparison, under the row's lock: rivals that
    guess in parallel share the five tries, and a right code opens one session.
    """
    key = (_address_digest(access, email), digest_of_token(asked))
    with access.pool.connection() as db, db.transaction():
        row = db.execute(
            "UPDATE access.codes SET tries_left = tries_left - 1"
            " WHERE address_digest = %s AND asked_digest = %s"
            " AND tries_left > 0 AND expires_at > %s"
            " RETURNING code_digest, person_id, tries_left",
            (*key, access.clock()),
        ).fetchone()
        if row is None:
            return Over()
        kept, person_id, tries_left = row
        is_same = hmac.compare_digest(kept, _code_digest(access, asked, code))
        if not (is_same and person_id):
            return Wrong(tries_left=tries_left)
        db.execute(
            "DELETE FROM access.codes WHERE address_digest = %s AND asked_digest = %s",
            key,
        )
    return Right(person_id=person_id)


def _address_digest(access: Access, email: str) -> bytes:
    return keyed_digest(access.secret, "code address", email)


def _code_digest(access: Access, asked: str, code: str) -> bytes:
    return keyed_digest(access.secret, "code", asked, code)
