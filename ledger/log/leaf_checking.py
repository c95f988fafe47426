"""Facts against leaves: each entry hashed, and named where it is not what it was."""

from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Final, NamedTuple

from ledger.log.archive import Connection
from ledger.log.entries import MalformedEntry, unbundle
from ledger.log.findings import Finding, fact
from ledger.log.hashing import HASH_BYTES, fold, leaf_hash
from ledger.log.rereading import Stretch
from ledger.log.tiles import TILE_WIDTH, Tile, tile_path
from ledger.log.words_checking import Grounds, check_words

ONE_BY_ONE: Final = """
SELECT e.position, log.entry(
    (SELECT origin FROM log.state),
    e.position, e.recorded_at, k.name, e.tags, e.data
)
FROM ledger.events e LEFT JOIN ledger.kinds k ON k.id = e.kind
WHERE e.position BETWEEN %s AND %s
"""

NOTHING: Final = b"\x00" * HASH_BYTES

Found = Generator[Finding, None, list[bytes]]
"""Yields findings, and returns the hashes to go on with."""


class Sealed(NamedTuple):
    """What was sealed of a bundle: its leaves, and how to read the hash over them.

    ``leaves`` is None where they are not there or cannot be true.
    """

    leaves: bytes | None
    above: Callable[[], bytes | None]


def check_bundle(
    connection: Connection,
    stretch: Stretch,
    number: int,
    sealed: Sealed,
    withdrawn: Grounds,
) -> Found:
    """Compare the facts of one bundle with their leaves, and their words with them."""
    first = number * TILE_WIDTH + 1
    last = min(first + TILE_WIDTH - 1, stretch.last)
    _, data = stretch.bundles.get(number, (0, b""))
    try:
        entries = unbundle(data)
    except MalformedEntry:
        entries = []
    hashes = [leaf_hash(entry) for entry in entries]
    if b"".join(hashes) != sealed.leaves:
        found = _one_by_one(connection, first, last)
        hashes = yield from _name(number, found, sealed, range(first, last + 1))
        entries = [_only(found.get(p)) or b"" for p in range(first, last + 1)]
    yield from check_words(first, entries, stretch.words, withdrawn)
    return hashes


def _name(
    number: int,
    found: Mapping[int, Sequence[bytes | None]],
    sealed: Sealed,
    positions: range,
) -> Found:
    """Name what differs; return the leaves that the tree was made of."""
    hashes = [
        NOTHING if (entry := _only(found.get(position))) is None else leaf_hash(entry)
        for position in positions
    ]
    ends = positions[0], positions[-1]
    path = tile_path(Tile(0, number, len(positions)))
    if sealed.leaves is None or len(sealed.leaves) != len(positions) * HASH_BYTES:
        yield Finding("tile", *ends, f"{path} is missing or damaged")
        return hashes
    leaves = split(sealed.leaves)
    above = sealed.above()
    if above is not None and fold(leaves) != above:
        # The hash above tells which of the two was altered, if only one was.
        yield Finding("tile", *ends, f"{path} is not what was sealed")
        if fold(hashes) == above:
            return hashes
    for position, entry, leaf in zip(positions, hashes, leaves, strict=True):
        if entry != leaf:
            yield fact(position, _why(found.get(position)))
    return leaves


def _why(entries: Sequence[bytes | None] | None) -> str:
    if entries is None:
        return "is missing"
    if len(entries) > 1:
        return f"is there {len(entries)} times"
    if entries[0] is None:
        return "is of no known kind, or has lost a part"
    return "is not the one that was sealed"


def _only(entries: Sequence[bytes | None] | None) -> bytes | None:
    return entries[0] if entries is not None and len(entries) == 1 else None


def _one_by_one(
    connection: Connection, first: int, last: int
) -> Mapping[int, Sequence[bytes | None]]:
    found: dict[int, list[bytes | None]] = {}
    for position, entry in connection.execute(ONE_BY_ONE, (first, last)):
        found.setdefault(position, []).append(None if entry is None else bytes(entry))
    return found


def split(hashes: bytes) -> list[bytes]:
    """Return the hashes of a tile one by one."""
    return [hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES)]
