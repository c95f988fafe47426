"""The last-signed file: what we signed last, kept outside the database.

A database can be restored to an older state and not know it. This file is the signed
note itself, so whoever alters it is found out; it is on the disk before anybody sees
the signature.
"""

from pathlib import Path
from typing import NamedTuple

from ledger.log.checkpoints import Checkpoint, parse_checkpoint
from ledger.log.durable import replace_file
from ledger.log.notes import (
    MalformedNote,
    Signer,
    VerifierKey,
    WrongSignature,
    open_note,
)

RESTORE = "commun log init --from CHECKPOINT, with the last one that others hold"


class PublicationRefused(Exception):
    """Nothing is signed; the message says why, and what to do."""


class LastSignedMissing(PublicationRefused):
    """The file of what was signed last is not there."""


class LastSignedDamaged(PublicationRefused):
    """The file of what was signed last is not what we wrote."""


class LastSigned(NamedTuple):
    """A head that we signed, with the note that says so."""

    note: bytes
    checkpoint: Checkpoint


def read_last_signed(path: Path, key: VerifierKey) -> LastSigned:
    """Return what was signed last with this key.

    Raises LastSignedMissing or LastSignedDamaged.
    """
    try:
        note = path.read_bytes()
    except FileNotFoundError as error:
        raise LastSignedMissing(f"{path} is missing. Restore it: {RESTORE}") from error
    except OSError as error:
        raise LastSignedDamaged(f"{path} cannot be read: {error.strerror}") from error
    try:
        return open_signed(note, key)
    except (MalformedNote, WrongSignature) as error:
        said = f"{path} is not what was signed last: {error}"
        raise LastSignedDamaged(f"{said}. Move it aside, then: {RESTORE}") from error


def open_signed(note: bytes, key: VerifierKey) -> LastSigned:
    """Return a head of the log that this key is named for.

    Raises MalformedNote or WrongSignature.
    """
    checkpoint = parse_checkpoint(open_note(note, [key]).text)
    if checkpoint.origin != key.name:
        raise WrongSignature(f"it is of the log {checkpoint.origin}, not {key.name}")
    return LastSigned(note, checkpoint)


def keep_last_signed(path: Path, note: bytes) -> None:
    """Put what is signed now in the place of what was; it is on the disk after."""
    replace_file(path, note)


def sign(signer: Signer, checkpoint: Checkpoint) -> bytes:
    """Return the note of a head with our signature, looked at as others will."""
    text = checkpoint.text
    note = text + b"\n" + signer.sign(text).encode()
    assert open_signed(note, signer.verifier).checkpoint == checkpoint
    return note
