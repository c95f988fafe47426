"""The publisher: signs the head of the tree, never two histories.

It alone holds the log's key. Before each signature it proves that the tree has grown
out of what it signed last, which it knows from a file outside the database.
"""

from pathlib import Path
from typing import Final, NamedTuple

from ledger.log.archive import (
    Connection,
    Published,
    State,
    read_state,
    read_tile,
)
from ledger.log.checkpoints import Checkpoint
from ledger.log.durable import alone_in, sync_file
from ledger.log.hashing import EMPTY_ROOT
from ledger.log.integrator import SURE, head, tree_of
from ledger.log.last_signed import (
    RESTORE,
    LastSigned,
    LastSignedMissing,
    PublicationRefused,
    keep_last_signed,
    read_last_signed,
    sign,
)
from ledger.log.notes import Signer
from ledger.log.proofs import consistency
from ledger.log.verification import is_consistent

SECONDS_BETWEEN: Final = 1.0

MIRROR: Final = (
    "Stop everything, and bring back what is missing: commun log restore COPY, with an"
    " export or a mirror, or restore a newer backup. If it is lost for good, begin a"
    " new log whose first fact quotes the last checkpoint of this one"
)
LAST: Final = """
SELECT size, root, at <= clock_timestamp()
    AND at > clock_timestamp() - make_interval(secs => %s)
FROM log.checkpoints ORDER BY size DESC LIMIT 1
"""
INSERT: Final = """
INSERT INTO log.checkpoints (size, root, note) VALUES (%s, %s, %s)
ON CONFLICT DO NOTHING RETURNING at
"""


class RolledBack(PublicationRefused):
    """The record is shorter than what was signed: it is an older state of it."""


class Forked(PublicationRefused):
    """The record is not the one that was signed: it has another history."""


class LastSignedOlder(PublicationRefused):
    """The file of what was signed last is older than what was published."""


class Held(NamedTuple):
    """The last head that the database says we published."""

    size: int
    root: bytes
    is_fresh: bool


def publish(
    connection: Connection,
    signer: Signer,
    last_signed: Path,
    *,
    seconds_between: float = SECONDS_BETWEEN,
) -> Published | None:
    """Sign the tree if it has grown; return what is published now and was not before.

    The note is on the disk before it is in the database, and nobody sees it earlier:
    a crash in between leaves a note that the next round publishes as it is. Raises
    PublicationRefused, NotInitialised, LogDamaged, or OSError when the disk is full.
    """
    folder = last_signed.parent
    if not folder.is_dir():
        raise LastSignedMissing(f"{folder} is missing. Restore it: {RESTORE}")
    with alone_in(folder):
        state, last, held = _read(connection, signer, last_signed, seconds_between)
        if not _may_go_on(connection, state, last, held):
            return None
        published = None
        if last.checkpoint.size > (held.size if held else 0):
            # Whoever wrote it may have died before it was on the disk.
            sync_file(last_signed)
            published = _insert(connection, last)
        is_early = held is not None and held.is_fresh
        if state.size == last.checkpoint.size or is_early or published is not None:
            return published
        checkpoint = Checkpoint(state.origin, state.size, state.root)
        note = sign(signer, checkpoint)
        keep_last_signed(last_signed, note)
        return _insert(connection, LastSigned(note, checkpoint))


def look(connection: Connection, signer: Signer, last_signed: Path) -> None:
    """Raise what would keep the publisher from signing now; sign nothing."""
    _may_go_on(connection, *_read(connection, signer, last_signed, SECONDS_BETWEEN))


def _read(
    connection: Connection, signer: Signer, last_signed: Path, seconds: float
) -> tuple[State, LastSigned, Held | None]:
    state = read_state(connection)
    if signer.verifier.name != state.origin:
        said = f"the key is of {signer.verifier.name}, the log is {state.origin}"
        raise PublicationRefused(f"{said}. Put the log's own key back.")
    last = read_last_signed(last_signed, signer.verifier)
    return state, last, _held(connection, seconds)


def _may_go_on(
    connection: Connection, state: State, last: LastSigned, held: Held | None
) -> bool:
    """Refuse what must not be signed; tell whether the tree has come far enough."""
    signed = last.checkpoint
    if held is not None and held.size > signed.size:
        said = f"the file ends at {signed.size}, but {held.size} was published"
        raise LastSignedOlder(f"{said}. Move it aside, then: {RESTORE}")
    if held is not None and held.size == signed.size and held.root != signed.root:
        raise Forked(f"two roots were signed for size {signed.size}. {MIRROR}.")
    if state.size < signed.size:
        recorded = head(connection)
        if recorded >= signed.size:
            return False  # the tree is behind the record: integrate first
        said = f"{signed.size} facts were signed, but only {recorded} are there"
        raise RolledBack(f"{said}: this is an older state of the database. {MIRROR}.")
    tree_of(state)
    refuse_fork(connection, state, signed)
    return True


def refuse_fork(connection: Connection, state: State, signed: Checkpoint) -> None:
    """Raise Forked unless the tree has grown out of what was signed."""
    if signed.size == 0:
        # Every tree grows out of the empty one; nothing is to be proven of it.
        is_grown = signed.root == EMPTY_ROOT
    else:
        proof = consistency(
            signed.size, state.size, lambda t: read_tile(connection, t), state.size
        )
        sizes = signed.size, state.size
        is_grown = is_consistent(*sizes, signed.root, state.root, proof)
    if not is_grown:
        said = f"the first {signed.size} facts are not those that were signed"
        raise Forked(f"{said}: run commun log check, which names them. {MIRROR}.")


def _held(connection: Connection, seconds: float) -> Held | None:
    row = connection.execute(LAST, (seconds,)).fetchone()
    return None if row is None else Held(int(row[0]), bytes(row[1]), bool(row[2]))


def _insert(connection: Connection, signed: LastSigned) -> Published | None:
    """Publish; None when a publisher with another folder has just been faster."""
    checkpoint = signed.checkpoint
    row = (checkpoint.size, checkpoint.root, signed.note)
    with connection.transaction():
        connection.execute(SURE)
        found = connection.execute(INSERT, row).fetchone()
    return None if found is None else Published(signed.note, checkpoint, found[0])
