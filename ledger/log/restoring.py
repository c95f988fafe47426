"""Restoring: brings facts that were lost back from a copy of the log.

An export or any mirror will do: what counts is that it leads to the root we signed.
"""

from collections.abc import Iterator
from pathlib import Path

from ledger.kernel.store.history import Past, load_history
from ledger.kernel.store.port import NewEvent
from ledger.log.archive import Connection, read_bundles, read_state
from ledger.log.beginning import FIRST, find_state
from ledger.log.checkpoints import Checkpoint
from ledger.log.connecting import connect
from ledger.log.entries import Entry, MalformedEntry, parse_entry, unbundle
from ledger.log.exporting import CHECKPOINT
from ledger.log.folder import LogFolder
from ledger.log.hashing import EMPTY_ROOT, leaf_hash
from ledger.log.integrator import head
from ledger.log.keys import read_signer
from ledger.log.last_signed import PublicationRefused, open_signed, read_last_signed
from ledger.log.merkle import Tree
from ledger.log.notes import MalformedNote, VerifierKey, WrongSignature
from ledger.log.tiles import TILE_WIDTH, EntriesTile, entries_path


class RestoreRefused(PublicationRefused):
    """Nothing was brought back; the message says why, and what to do."""


def restore(owner: str, folder: LogFolder, copy: Path) -> int:
    """Record again, as the database's owner, what a copy has and this record lacks.

    All or nothing, and only if the facts here and those of the copy together are what
    was signed. Returns how many came back. Raises RestoreRefused or KeyFileWrong.
    """
    key = read_signer(folder.key).verifier
    signed = _signed(copy, key)
    last = read_last_signed(folder.last_signed, key).checkpoint
    if last.size > signed.size:
        said = f"{last.size} facts were signed, the copy has only {signed.size}"
        raise RestoreRefused(f"{said}: find a newer one.")
    with connect(owner) as connection:
        if find_state(connection) is None:
            connection.execute(FIRST, (key.name, EMPTY_ROOT))
        if read_state(connection).origin != key.name:
            raise RestoreRefused(f"this database holds another log than {key.name}")
        recorded = head(connection)
        if recorded >= signed.size:
            return 0
        kinds = _compare(connection, copy, recorded, signed)
        past = past_of(connection, copy, recorded, signed.size)
        return load_history(owner, past, kinds)


def erase_again(owner: str) -> int:
    """Erase what was withdrawn, as the owner; return how many texts had come back.

    A backup of the words is older than withdrawals that a copy of the log brings, or
    that the record has had all along.
    """
    with connect(owner) as connection:
        row = connection.execute("SELECT ledger.erase_withdrawn(true)").fetchone()
    assert row is not None, "a function answers"
    return int(row[0])


def _signed(copy: Path, key: VerifierKey) -> Checkpoint:
    path = copy / CHECKPOINT
    try:
        return open_signed(path.read_bytes(), key).checkpoint
    except OSError as error:
        raise RestoreRefused(f"{path} cannot be read: {error.strerror}") from error
    except (MalformedNote, WrongSignature) as error:
        raise RestoreRefused(f"{path} is not signed by our key: {error}") from error


def _compare(
    connection: Connection, copy: Path, recorded: int, signed: Checkpoint
) -> set[str]:
    """Refuse facts that do not lead to the signed root; return the kinds of the new."""
    tree, kinds = Tree(), set[str]()
    for first in range(1, recorded + 1, TILE_WIDTH):
        last = min(recorded, first - 1 + TILE_WIDTH)
        for _, _, data in read_bundles(connection, first, last):
            tree.append(map(leaf_hash, unbundle(data)))
    for position, entry in _entries(copy, recorded, signed.size):
        tree.append([leaf_hash(entry)])
        kinds.add(_parsed(position, entry).kind)
    if (tree.size, tree.root()) != (signed.size, signed.root):
        raise RestoreRefused(
            f"the {recorded} facts here and those of the copy are not what was signed:"
            " either may have been altered. Compare the copy with another (commun"
            " verify); restore an older backup of the database if it is the database."
        )
    return kinds


def past_of(
    connection: Connection, copy: Path, recorded: int, size: int
) -> Iterator[Past]:
    """Yield what is lacking, to be recorded under the lock of the appends."""
    if head(connection) != recorded:
        raise RestoreRefused("facts are being recorded: stop everything first")
    for position, raw in _entries(copy, recorded, size):
        entry = _parsed(position, raw)
        event = NewEvent(entry.kind, entry.tags, entry.data)
        yield Past(entry.recorded_at, event)


def _parsed(position: int, raw: bytes) -> Entry:
    try:
        entry = parse_entry(raw)
    except MalformedEntry as error:
        raise RestoreRefused(f"entry {position} of the copy: {error}") from error
    if entry.position != position:
        raise RestoreRefused(f"entry {position} of the copy says {entry.position}")
    return entry


def _entries(copy: Path, after: int, size: int) -> Iterator[tuple[int, bytes]]:
    """Yield position and bytes of each entry of the copy after a position."""
    for number in range(after // TILE_WIDTH, (size - 1) // TILE_WIDTH + 1):
        tile = EntriesTile(number, min(TILE_WIDTH, size - number * TILE_WIDTH))
        path = copy / entries_path(tile)
        try:
            entries = unbundle(path.read_bytes())
        except OSError as error:
            raise RestoreRefused(f"{path} cannot be read: {error.strerror}") from error
        except MalformedEntry as error:
            raise RestoreRefused(f"{path}: {error}") from error
        for position, entry in enumerate(entries, tile.first):
            if position > after:
                yield position, entry
