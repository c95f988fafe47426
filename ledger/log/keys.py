"""Keys on disk: read by their owner alone, and by nobody else's leave."""

import os
import stat
from pathlib import Path
from typing import Final, TypeVar

from ledger.log.durable import create_file
from ledger.log.notes import (
    COSIGNATURE,
    ED25519,
    Cosigner,
    MalformedNote,
    PrivateKey,
    Signer,
    VerifierKey,
)

OTHERS: Final = 0o077
KEY_FILE_BYTES_MAX: Final = 4_096
KINDS: Final[dict[int, type[PrivateKey]]] = {ED25519: Signer, COSIGNATURE: Cosigner}
WHAT: Final = {ED25519: "a log's key", COSIGNATURE: "a witness's key"}

P = TypeVar("P", bound=PrivateKey)


class KeyFileWrong(Exception):
    """A file of a key cannot be used; the message names it and the remedy."""


def make_key(path: Path, name: str, kind: int) -> VerifierKey:
    """Make a key that nobody else has, and keep it; return its public half.

    Raises KeyFileWrong when there is one: no key is ever written over.
    """
    signer = KINDS[kind].generate(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        create_file(path, f"{signer.private_text}\n".encode())
    except FileExistsError as error:
        raise KeyFileWrong(f"{path}: there is a key already; it was kept") from error
    return signer.verifier


def read_signer(path: Path) -> Signer:
    """Return the key of a log; raises KeyFileWrong."""
    return _read(path, Signer)


def read_cosigner(path: Path) -> Cosigner:
    """Return the key of a witness; raises KeyFileWrong."""
    return _read(path, Cosigner)


def _read(path: Path, wanted: type[P]) -> P:
    text = _text(path)
    try:
        return wanted.parse(text.removesuffix("\n"))
    except MalformedNote as error:
        said = f"{path} is not {WHAT[wanted.kind]}: {error}"
        raise KeyFileWrong(f"{said}. Put the file back from its backup.") from error


def _text(path: Path) -> str:
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError as error:
        said = f"{path} is missing. Put it back from its backup"
        raise KeyFileWrong(f"{said}; a new log begins with: commun log init") from error
    except OSError as error:
        raise KeyFileWrong(f"{path} cannot be read: {error.strerror}") from error
    try:
        # Of the file that was opened, not of whatever has its name a moment later.
        mode = stat.S_IMODE(os.fstat(file).st_mode)
        if mode & OTHERS:
            said = f"{path} can be read by others ({mode:o}). Run: chmod 600 {path}"
            raise KeyFileWrong(f"{said}; if somebody may have read it, begin a new log")
        raw = os.read(file, KEY_FILE_BYTES_MAX)
    except IsADirectoryError as error:
        raise KeyFileWrong(f"{path} is a folder, not a key") from error
    finally:
        os.close(file)
    return raw.decode("utf-8", "replace")
