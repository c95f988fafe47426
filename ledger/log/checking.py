"""Checking: the whole log hashed anew, against what was sealed and signed."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ledger.log.archive import (
    Connection,
    Lender,
    LogDamaged,
    State,
    read_state,
    read_tile,
)
from ledger.log.findings import Finding, fact
from ledger.log.folder import LogFolder
from ledger.log.hashing import HASH_BYTES
from ledger.log.integrator import tree_of
from ledger.log.last_signed import (
    LastSigned,
    PublicationRefused,
    open_signed,
    read_last_signed,
)
from ledger.log.leaf_checking import Sealed, check_bundle
from ledger.log.merkle import Tree
from ledger.log.notes import MalformedNote, VerifierKey, WrongSignature
from ledger.log.rereading import Stretch, stretches
from ledger.log.tiles import TILE_WIDTH, Tile, tile_path
from ledger.log.words_checking import grounds

Progress = Callable[[int, int], None]

STORED: Final = "SELECT data FROM log.tiles WHERE level = %s AND number = %s"
BEFORE: Final = (
    "SELECT position FROM ledger.events WHERE position < 1 ORDER BY position"
)
# One statement each, so one moment: the log may grow meanwhile.
UNSEALED: Final = """
SELECT count(*), coalesce(max(position), %(size)s) FROM ledger.events
WHERE position > %(size)s
"""
BEYOND: Final = """
SELECT c.size, s.size FROM log.checkpoints c, log.state s WHERE c.size > s.size
ORDER BY c.size
"""


def check_log(
    lend: Lender,
    key: VerifierKey,
    last_signed: LastSigned | None = None,
    progress: Progress = lambda _position, _size: None,
) -> Iterator[Finding]:
    """Yield all that is not as it was sealed; nothing when all is well.

    Every fact is hashed and compared with its leaf, every tile and checkpoint with
    the tree over the leaves, every text with its digest. Where both a fact and the
    whole tree over it were altered, only signatures tell: the position is then
    between two checkpoints. Raises NotInitialised.
    """
    with lend() as connection:
        state = read_state(connection)
        if state.origin != key.name:
            said = f"the log is named {state.origin}, its key {key.name}"
            yield Finding("tree", 1, state.size, said)
            return
        yield from _around(connection, state)
        yield from _Check(connection, state, last_signed).run(lend, key, progress)


def check_with_folder(
    lend: Lender,
    folder: LogFolder,
    key: VerifierKey,
    progress: Progress = lambda _position, _size: None,
) -> Iterator[Finding]:
    """Check the log, with the file of what was signed last if it can be read.

    Where it cannot, that is a finding, and everything else is looked at all the same.
    """
    try:
        last = read_last_signed(folder.last_signed, key)
    except PublicationRefused as error:
        yield Finding("checkpoint", 0, 0, str(error))
        last = None
    yield from check_log(lend, key, last, progress)


def _around(connection: Connection, state: State) -> Iterator[Finding]:
    """Look at what lies outside of the sealed positions."""
    for (position,) in connection.execute(BEFORE):
        yield fact(position, "stands before the first")
    row = connection.execute(UNSEALED, {"size": state.size}).fetchone()
    assert row is not None, "an aggregate has one row"
    count, last = row
    if count != last - state.size:
        said = f"only {count} facts are there from {state.size + 1} to {last}"
        yield Finding("fact", state.size + 1, last, said)
    for size, there in connection.execute(BEYOND):
        said = f"a checkpoint of size {size} was published, the tree has {there}"
        yield Finding("checkpoint", there + 1, size, said)
    try:
        tree_of(state)
    except LogDamaged as error:
        yield Finding("tree", 1, state.size, str(error))


class _Check:
    """What a check knows on its way: the tree over the leaves as they were sealed."""

    def __init__(
        self, connection: Connection, state: State, signed: LastSigned | None
    ) -> None:
        self._connection = connection
        self._state = state
        self._signed = signed
        self._tree = Tree()
        self._agreed = 0
        self._is_astray = False
        self._edge = _trusted_edge(state)
        self._withdrawn = grounds(connection)

    def run(
        self, lend: Lender, key: VerifierKey, progress: Progress
    ) -> Iterator[Finding]:
        """Go through the log from its first fact to the end of the tree."""
        size = self._state.size
        for stretch in stretches(lend, size):
            notes = deque(self._notes(stretch))
            for number in stretch.numbers:
                sealed = self._sealed(stretch, number)
                leaves = yield from check_bundle(
                    self._connection, stretch, number, sealed, self._withdrawn
                )
                end = self._tree.size + len(leaves)
                while notes and notes[0][0] <= end:
                    at, note = notes.popleft()
                    left = at - self._tree.size
                    yield from self._grow(leaves[:left])
                    leaves = leaves[left:]
                    yield from self._checkpoint(at, note, key)
                yield from self._grow(leaves)
            progress(stretch.last, size)
        if self._tree.root() != self._state.root:
            said = f"the tree of size {size} is not over the leaves that are stored"
            yield Finding("tree", self._agreed + 1, size, said)
        signed = self._signed.checkpoint.size if self._signed else 0
        if signed > size:
            said = f"{signed} facts were signed, the tree has {size}"
            yield Finding("checkpoint", size + 1, signed, said)

    def _notes(self, stretch: Stretch) -> list[tuple[int, bytes]]:
        """Return the checkpoints of a stretch, with the one that lies on disk."""
        notes = list(stretch.notes)
        if self._signed is not None:
            size = self._signed.checkpoint.size
            if stretch.first <= size <= stretch.last:
                notes.append((size, self._signed.note))
        return sorted(notes)

    def _sealed(self, stretch: Stretch, number: int) -> Sealed:
        """Return the leaves that were stored of a bundle, and the hash over them."""
        if (number + 1) * TILE_WIDTH > self._state.size:
            return Sealed(self._edge, lambda: None)
        return Sealed(stretch.leaves.get(number), lambda: self._above(number))

    def _above(self, number: int) -> bytes | None:
        tile, at = divmod(number, TILE_WIDTH)
        try:
            return read_tile(self._connection, Tile(1, tile, at + 1))[-HASH_BYTES:]
        except LogDamaged:
            return None

    def _grow(self, leaves: Sequence[bytes]) -> Iterator[Finding]:
        """Add leaves, and compare the tiles that become full with those stored."""
        for tile, data in self._tree.append(leaves):
            if tile.level == 0:
                continue  # these are where the leaves come from
            given = (tile.level, tile.number)
            row = self._connection.execute(STORED, given).fetchone()
            if row is None or bytes(row[0]) != data:
                width = TILE_WIDTH ** (tile.level + 1)
                first = tile.number * width + 1
                said = f"{tile_path(tile)} is not over the leaves that are stored"
                yield Finding("tile", first, first + width - 1, said)

    def _checkpoint(
        self, size: int, note: bytes, key: VerifierKey
    ) -> Iterator[Finding]:
        """Compare what was signed at this size with the tree as it was then.

        Where one is astray, those after it are for the same reason: it is told once,
        until one agrees again.
        """
        try:
            signed = open_signed(note, key).checkpoint
        except (MalformedNote, WrongSignature) as error:
            said = f"the checkpoint of size {size} is not signed by the log: {error}"
            yield Finding("checkpoint", size, size, said)
            return
        if (signed.size, signed.root) == (size, self._tree.root()):
            self._agreed, self._is_astray = size, False
        elif not self._is_astray:
            self._is_astray = True
            said = f"the checkpoint of size {size} was signed over other facts"
            yield Finding("checkpoint", self._agreed + 1, size, said)


def _trusted_edge(state: State) -> bytes | None:
    """Return the leaves that no full tile holds yet, if they give the stored root."""
    try:
        edge = tree_of(state).edge
    except LogDamaged:
        return None
    return b"".join(edge[0]) if edge else b""
