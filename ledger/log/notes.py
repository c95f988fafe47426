"""Signed notes: a text, and under it who vouches for it (C2SP signed-note).

Two kinds of key are known: Ed25519 (1), which signs the text, and the cosignature
of a witness (4), which signs the text with the time it was seen at.
"""

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import ClassVar, Final, NamedTuple, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

ED25519: Final = 1
COSIGNATURE: Final = 4
KINDS: Final = (ED25519, COSIGNATURE)

NOTE_BYTES_MAX: Final = 1 << 20
SIGNATURES_MAX: Final = 100
KEY_BYTES: Final = 32
ID_BYTES: Final = 4
TIME_BYTES: Final = 8
SIGNATURE_BYTES: Final = 64
TIME_MAX: Final = 2**63 - 1
DASH: Final = "\u2014"
PRIVATE: Final = "PRIVATE+KEY"
CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f]")
NAME: Final = re.compile(r"[^\s+\x00-\x1f\x7f]+")


class MalformedNote(Exception):
    """Bytes are no signed note, or a key is none; the message says where."""


class WrongSignature(Exception):
    """No known key vouches for the note, or one that is named does not."""


class Signature(NamedTuple):
    """One line under a note: whose it is, and what only they could write."""

    name: str
    key_id: bytes
    proof: bytes


class Note(NamedTuple):
    """A note as it was received: nothing is known to be true of it yet."""

    text: bytes
    signatures: tuple[Signature, ...]


class VerifierKey(NamedTuple):
    """The public half of a key, under the name of who holds the other."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """Return the few bytes that signatures name the key by."""
        named = f"{self.name}\n".encode() + bytes([self.kind]) + self.public
        return sha256(named).digest()[:ID_BYTES]

    @property
    def text(self) -> str:
        """Return the key as it is written in policies."""
        material = encode(bytes([self.kind]) + self.public)
        return f"{self.name}+{self.id.hex()}+{material}"

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """Read a key; its short name must be that of its content."""
        name, kind, public, key_id = _parse_key(text)
        key = cls(name, kind, public)
        if key.id.hex() != key_id:
            raise MalformedNote(f"the key {name} does not fit its short name {key_id}")
        return key

    def verify(self, text: bytes, proof: bytes) -> int:
        """Return when a witness says it saw the text, 0 for another signature.

        Raises WrongSignature.
        """
        if self.kind == ED25519:
            self._check(proof, text)
            return 0
        time = int.from_bytes(proof[:TIME_BYTES], "big")
        if len(proof) != TIME_BYTES + SIGNATURE_BYTES or time > TIME_MAX:
            raise WrongSignature(f"the cosignature of {self.name} is malformed")
        self._check(proof[TIME_BYTES:], _seen(text, time))
        return time

    def _check(self, signature: bytes, message: bytes) -> None:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError) as error:
            raise WrongSignature(f"the signature of {self.name} is wrong") from error


class Opened(NamedTuple):
    """A note that known keys vouch for; each with the time it saw it at, or 0."""

    text: bytes
    signed: Mapping[VerifierKey, int]


class PrivateKey:
    """The private half of a key, under the name of who holds it."""

    kind: ClassVar[int]

    def __init__(self, name: str, key: Ed25519PrivateKey) -> None:
        _check_name(name)
        self._key = key
        public = key.public_key().public_bytes_raw()
        self.verifier = VerifierKey(name, self.kind, public)

    @classmethod
    def generate(cls, name: str) -> Self:
        """Return a key that nobody else has."""
        return cls(name, Ed25519PrivateKey.generate())

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a private key from its text."""
        if not text.startswith(f"{PRIVATE}+"):
            raise MalformedNote(f"a private key begins with {PRIVATE}+")
        name, kind, seed, key_id = _parse_key(text.removeprefix(f"{PRIVATE}+"))
        private = cls(name, Ed25519PrivateKey.from_private_bytes(seed))
        if kind != cls.kind:
            raise MalformedNote(f"the key {name} is of kind {kind}, not {cls.kind}")
        if private.verifier.id.hex() != key_id:
            raise MalformedNote(f"the private key of {name} is damaged")
        return private

    @property
    def private_text(self) -> str:
        """Return the private key as text, to be kept where nobody else reads."""
        verifier = self.verifier
        seed = encode(bytes([self.kind]) + self._key.private_bytes_raw())
        return f"{PRIVATE}+{verifier.name}+{verifier.id.hex()}+{seed}"

    def _line(self, proof: bytes) -> str:
        verifier = self.verifier
        return f"{DASH} {verifier.name} {encode(verifier.id + proof)}\n"


class Signer(PrivateKey):
    """The private half of a log's key."""

    kind = ED25519

    def sign(self, text: bytes) -> str:
        """Return the line to stand under the text."""
        return self._line(self._key.sign(text))


class Cosigner(PrivateKey):
    """The private half of a witness's key."""

    kind = COSIGNATURE

    def cosign(self, text: bytes, at: int) -> str:
        """Return the line of a witness that saw the text at this time, in seconds."""
        return self._line(
            at.to_bytes(TIME_BYTES, "big") + self._key.sign(_seen(text, at))
        )


def parse_note(raw: bytes) -> Note:
    """Read a note without believing it."""
    if len(raw) > NOTE_BYTES_MAX:
        raise MalformedNote("the note is too long")
    try:
        note = raw.decode()
    except UnicodeDecodeError as error:
        raise MalformedNote("the note is not UTF-8") from error
    if CONTROL.search(note):
        raise MalformedNote("the note holds control characters")
    head, mark, tail = note.rpartition("\n\n")
    if not mark or not tail.endswith("\n"):
        raise MalformedNote("signatures follow the note after an empty line")
    lines = tail[:-1].split("\n")
    if len(lines) > SIGNATURES_MAX:
        raise MalformedNote(f"the note has more than {SIGNATURES_MAX} signatures")
    signatures = tuple(parse_signature(line) for line in lines)
    return Note(f"{head}\n".encode(), signatures)


def parse_signature(line: str) -> Signature:
    """Read one signature line, without its end of line."""
    try:
        dash, name, blob = line.split(" ")
    except ValueError as error:
        raise MalformedNote("a signature line has three parts") from error
    proof = decode(blob)
    if dash != DASH or len(proof) <= ID_BYTES:
        raise MalformedNote("a signature line is malformed")
    _check_name(name)
    return Signature(name, proof[:ID_BYTES], proof[ID_BYTES:])


def open_note(raw: bytes, keys: Iterable[VerifierKey]) -> Opened:
    """Return the text of a note that at least one of these keys vouches for.

    Signatures of unknown keys are passed over; a wrong one of a known key
    condemns the note. Raises MalformedNote or WrongSignature.
    """
    note = parse_note(raw)
    known = {(key.name, key.id): key for key in keys}
    signed: dict[VerifierKey, int] = {}
    for signature in note.signatures:
        key = known.get((signature.name, signature.key_id))
        if key is not None:
            signed[key] = key.verify(note.text, signature.proof)
    if not signed:
        raise WrongSignature("no known key has signed the note")
    return Opened(note.text, signed)


def encode(raw: bytes) -> str:
    """Return bytes in base64."""
    return b64encode(raw).decode()


def decode(text: str) -> bytes:
    """Read base64 that is written in the one right way."""
    try:
        raw = b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise MalformedNote("there is malformed base64") from error
    if encode(raw) != text:
        raise MalformedNote("there is base64 written in an unusual way")
    return raw


def _parse_key(text: str) -> tuple[str, int, bytes, str]:
    """Return name, kind, 32 bytes and short name of a key's text."""
    try:
        name, key_id, blob = text.split("+", 2)
    except ValueError as error:
        raise MalformedNote("a key is written name+id+base64") from error
    _check_name(name)
    material = decode(blob)
    if len(material) != 1 + KEY_BYTES or material[0] not in KINDS:
        raise MalformedNote(f"the key {name} is of an unknown kind")
    return name, material[0], material[1:], key_id


def _check_name(name: str) -> None:
    if not NAME.fullmatch(name):
        raise MalformedNote("a key's name has no spaces and no plus")


def _seen(text: bytes, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n".encode() + text
