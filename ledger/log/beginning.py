"""Beginning: gives the log its name and its key, and brings back what it signed.

In this order: the signed empty tree, the key, the row of the database. A crash in
between leaves nothing that could sign a second history: a key is never there without
what it signed last.
"""

import secrets
from pathlib import Path
from typing import Final, NamedTuple

from ledger.log.archive import (
    Connection,
    NotInitialised,
    State,
    read_state,
)
from ledger.log.checkpoints import Checkpoint, parse_checkpoint
from ledger.log.durable import alone_in, create_file, replace_file
from ledger.log.entries import ORIGIN_BYTES_MAX, is_origin
from ledger.log.folder import LogFolder
from ledger.log.hashing import EMPTY_ROOT
from ledger.log.integrator import head, integrate
from ledger.log.keys import read_signer
from ledger.log.last_signed import (
    LastSignedDamaged,
    PublicationRefused,
    keep_last_signed,
    open_signed,
    read_last_signed,
    sign,
)
from ledger.log.notes import (
    MalformedNote,
    Signer,
    VerifierKey,
    WrongSignature,
    parse_note,
)
from ledger.log.publisher import MIRROR, RolledBack, refuse_fork

FIRST: Final = """
INSERT INTO log.state (origin, size, root, edge) VALUES (%s, 0, %s, '{}')
ON CONFLICT DO NOTHING
"""
PUBLISHED: Final = "SELECT coalesce(max(size), 0) FROM log.checkpoints"
READABLE: Final = 0o644
INVENTED: Final = "commun.invalid"


class OriginWrong(Exception):
    """The log cannot have this name; the message says why."""


class Begun(NamedTuple):
    """The log's public key, and whether the log was begun just now."""

    key: VerifierKey
    is_new: bool


def invent_origin() -> str:
    """Return a name for a log that has no address yet."""
    return f"{INVENTED}/{secrets.token_hex(6)}"


def begin(
    connection: Connection,
    folder: LogFolder,
    origin: str | None,
    proposed: str | None = None,
) -> Begun:
    """Give the log its name and key, or go on with those it has.

    A log that has a name refuses another ``origin``; one that has none takes it, or
    else what is proposed. Raises OriginWrong, KeyFileWrong or PublicationRefused.
    """
    if origin is not None and not is_origin(origin):
        said = f"at most {ORIGIN_BYTES_MAX} bytes, no spaces, no plus"
        raise OriginWrong(f"a log is not named {origin!r}: {said}")
    folder.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with alone_in(folder.root):
        state = find_state(connection)
        if state is None and not folder.key.exists():
            _refuse_what_signed(folder.last_signed)
            signer = Signer.generate(origin or proposed or invent_origin())
            _make(folder, signer)
            _insert(connection, signer.verifier.name)
            return Begun(signer.verifier, is_new=True)
        key = read_signer(folder.key).verifier
        last = read_last_signed(folder.last_signed, key).checkpoint
        if origin not in {None, key.name}:
            raise OriginWrong(f"this log is named {key.name} for ever, not {origin}")
        if state is None:
            if last.size:
                said = f"{last.size} facts were signed, but this database has no log"
                raise RolledBack(f"{said}. {MIRROR}.")
            state = _insert(connection, key.name)
        if state.origin != key.name:
            raise PublicationRefused(
                f"{folder.key} is the key of {key.name}, but the database holds the"
                f" log {state.origin}. Put the folder and the database of one backup"
                " together."
            )
        _write_policy(folder, key)
        return Begun(key, is_new=False)


def bring_back(connection: Connection, folder: LogFolder, note: bytes) -> Checkpoint:
    """Restore the last-signed file from a checkpoint that others hold.

    It must bear our signature, be no older than what the database says we published,
    and the tree must have grown out of it. A newer one may be held by somebody: ask
    everyone who reads the log, witnesses first. Raises PublicationRefused or
    KeyFileWrong.
    """
    key = read_signer(folder.key).verifier
    try:
        given = open_signed(note, key)
    except (MalformedNote, WrongSignature) as error:
        said = f"the checkpoint given is not signed by {folder.key}"
        raise LastSignedDamaged(f"{said}: {error}") from error
    while integrate(connection):
        pass
    with alone_in(folder.root):
        state = read_state(connection)
        size = given.checkpoint.size
        known = max(_published(connection), _known(folder.last_signed, key))
        if size < known:
            raise PublicationRefused(
                f"the checkpoint given is of size {size}, but {known} was signed:"
                " give one at least as large"
            )
        if state.size < size:
            said = f"{size} facts were signed, but only {head(connection)} are there"
            raise RolledBack(f"{said}. {MIRROR}.")
        refuse_fork(connection, state, given.checkpoint)
        keep_last_signed(folder.last_signed, given.note)
    return given.checkpoint


def find_state(connection: Connection) -> State | None:
    """Return the state of the tree, if the log has begun."""
    try:
        return read_state(connection)
    except NotInitialised:
        return None


def _refuse_what_signed(last_signed: Path) -> None:
    """Refuse to begin anew where a log has signed facts and lost its key.

    A note over no facts is what a beginning that was cut short leaves behind.
    """
    try:
        size = parse_checkpoint(parse_note(last_signed.read_bytes()).text).size
    except FileNotFoundError:
        return
    except MalformedNote as error:
        said = f"{last_signed} is no checkpoint: {error}. Put the folder back from its"
        raise LastSignedDamaged(f"{said} backup, or move it aside.") from error
    if size:
        said = f"{last_signed} says that {size} facts were signed, but their key"
        raise LastSignedDamaged(f"{said} is missing. Put it back from its backup.")


def _make(folder: LogFolder, signer: Signer) -> None:
    name = signer.verifier.name
    keep_last_signed(folder.last_signed, sign(signer, Checkpoint(name, 0, EMPTY_ROOT)))
    create_file(folder.key, f"{signer.private_text}\n".encode())
    _write_policy(folder, signer.verifier)


def _write_policy(folder: LogFolder, key: VerifierKey) -> None:
    """Name the log; whom to ask as witnesses is the operator's to add."""
    if not folder.policy.exists():
        policy = f"log {key.text}\nquorum none\n"
        replace_file(folder.policy, policy.encode(), READABLE)


def _insert(connection: Connection, origin: str) -> State:
    connection.execute(FIRST, (origin, EMPTY_ROOT))
    return read_state(connection)


def _published(connection: Connection) -> int:
    row = connection.execute(PUBLISHED).fetchone()
    assert row is not None, "an aggregate has one row"
    return int(row[0])


def _known(last_signed: Path, key: VerifierKey) -> int:
    """Return the size in the file, if it is one of ours at all."""
    try:
        return read_last_signed(last_signed, key).checkpoint.size
    except PublicationRefused:
        return 0
