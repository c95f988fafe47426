"""Sealed ballots: what was answered under seal, kept until the vote closes.

The ledger has a commitment of one length and nothing else. What it was made to is
here: encrypted under a key of that vote, which lies in a file and in no database,
and padded, so that neither a dump nor its length tells one answer from another.
"""

import hmac
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from psycopg_pool import ConnectionPool

from ledger.governance.voting.events import Opening
from ledger.governance.voting.sealing import commitment_to
from ledger.kernel.identifiers import MandateId, VoteId
from ledger.kernel.words import Audience, Disclosure

FOLDER: Final = "sealed-votes"
KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
LENGTH_BYTES: Final = 4
LENGTH: Final = 12_288
REASON_CHARACTERS_MAX: Final = 2_000
"""Whatever signs a reason is made of, it fits."""

KEEP: Final = """
INSERT INTO access.sealed_ballots (vote_id, mandate_id, commitment, sealed)
VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING
"""
KEPT: Final = """
SELECT mandate_id, commitment, sealed FROM access.sealed_ballots
WHERE vote_id = %s ORDER BY mandate_id, commitment
"""
FORGET: Final = "DELETE FROM access.sealed_ballots WHERE vote_id = %s"


class Inside(msgspec.Struct, frozen=True, kw_only=True):
    """What a sealed ballot holds."""

    choices: tuple[str, ...]
    salt: str
    reason_salt: str = ""
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Opened:
    """An opening, with the text of its reason if it has one."""

    opening: Opening
    words: tuple[Disclosure, ...] = ()


@dataclass(frozen=True)
class Seals:
    """Where sealed ballots and their keys are."""

    pool: ConnectionPool
    data: Path

    def seal(
        self,
        vote_id: VoteId,
        mandate_id: MandateId,
        choices: tuple[str, ...],
        reason: str | None,
        command_key: str,
    ) -> str:
        """Keep an answer, and return the commitment that the ledger takes.

        It is kept before the ledger has it: killed in between, a row is left that
        nothing in the ledger names, and that no count looks at. The same form sent
        twice seals the same, for its salts come from its key.
        """
        if reason is not None and len(reason) > REASON_CHARACTERS_MAX:
            raise ValueError("the form holds no longer reason")
        key = self._key(vote_id)
        inside = Inside(
            choices=choices,
            salt=_salt(key, "ballot", mandate_id, command_key),
            reason_salt=_salt(key, "reason", mandate_id, command_key),
            reason=reason,
        )
        opened = _opened(mandate_id, inside)
        commitment = commitment_to(
            vote_id, mandate_id, choices, opened.opening.reason, inside.salt
        )
        nonce = os.urandom(NONCE_BYTES)
        sealed = nonce + AESGCM(key).encrypt(
            nonce, _padded(inside), commitment.encode()
        )
        with self.pool.connection() as connection:
            connection.execute(KEEP, (vote_id, mandate_id, commitment, sealed))
        return commitment

    def open(self, vote_id: VoteId, committed: Mapping[MandateId, str]) -> list[Opened]:
        """Return what these commitments were made to, as far as it is still here.

        What is missing or does not open is left out: the count is void by it, and
        says so.
        """
        path = self._path(vote_id)
        if not path.exists():
            return []
        cipher = AESGCM(path.read_bytes())
        with self.pool.connection() as connection:
            rows = connection.execute(KEPT, (vote_id,)).fetchall()
        found = (
            _unsealed(cipher, MandateId(mandate), commitment, bytes(sealed))
            for mandate, commitment, sealed in rows
            if committed.get(MandateId(mandate)) == commitment
        )
        return [one for one in found if one is not None]

    def forget(self, vote_id: VoteId) -> None:
        """Throw away what the ledger has published, its key first."""
        self._path(vote_id).unlink(missing_ok=True)
        with self.pool.connection() as connection:
            connection.execute(FORGET, (vote_id,))

    def _path(self, vote_id: VoteId) -> Path:
        return self.data / FOLDER / f"{sha256(vote_id.encode()).hexdigest()}.key"

    def _key(self, vote_id: VoteId) -> bytes:
        """Return the key of a vote, made by whoever comes first.

        It is whole on the disk before it has its name: a rival, or who comes after
        a crash, finds all of it or none.
        """
        path = self._path(vote_id)
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            made = path.with_suffix(f".{os.urandom(8).hex()}")
            descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(os.urandom(KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(made, path)
            except FileExistsError:  # a rival was faster: its key holds
                pass
            finally:
                made.unlink()
            _sync(path.parent)
        return path.read_bytes()


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def words_of(opened: Iterable[Opened]) -> tuple[Disclosure, ...]:
    """Return the reasons of all, to go into the ledger beside what names them."""
    return tuple(word for one in opened for word in one.words)


def _salt(key: bytes, *parts: str) -> str:
    return hmac.new(key, "\n".join(parts).encode(), sha256).hexdigest()[:32]


def _opened(mandate_id: MandateId, inside: Inside) -> Opened:
    if inside.reason is None:
        opening = Opening(
            mandate_id=mandate_id, choices=inside.choices, salt=inside.salt
        )
        return Opened(opening=opening)
    told = Disclosure(
        salt=inside.reason_salt,
        field="reason",
        text=inside.reason,
        audience=Audience.PUBLIC,
    )
    opening = Opening(
        mandate_id=mandate_id,
        choices=inside.choices,
        salt=inside.salt,
        reason=told.reference,
    )
    return Opened(opening=opening, words=(told,))


def _padded(inside: Inside) -> bytes:
    encoded = msgspec.msgpack.encode(inside)
    told = len(encoded).to_bytes(LENGTH_BYTES, "big") + encoded
    assert len(told) <= LENGTH, "what a form takes fits under the seal"
    return told.ljust(LENGTH, b"\x00")


def _unsealed(
    cipher: AESGCM, mandate_id: MandateId, commitment: str, sealed: bytes
) -> Opened | None:
    nonce, body = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        padded = cipher.decrypt(nonce, body, commitment.encode())
    except InvalidTag:
        return None
    end = LENGTH_BYTES + int.from_bytes(padded[:LENGTH_BYTES], "big")
    inside = msgspec.msgpack.decode(padded[LENGTH_BYTES:end], type=Inside)
    return _opened(mandate_id, inside)
