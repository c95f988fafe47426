"""The archive: reading the log out of the database, without believing it.

What is read here is what the operator's database says. Whoever hands it on checks
it against a signed checkpoint first.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Final, NamedTuple

import psycopg

from ledger.log.checkpoints import Checkpoint
from ledger.log.entries import unbundle
from ledger.log.hashing import HASH_BYTES
from ledger.log.proofs import TileSource
from ledger.log.tiles import TILE_WIDTH, EntriesTile, Tile

Connection = psycopg.Connection[tuple[Any, ...]]
Lender = Callable[[], AbstractContextManager[Connection]]
"""Lends a connection that commits by itself, such as a pool's ``connection``."""

BUNDLES_A_QUERY: Final = 16

STATE: Final = "SELECT origin, size, root, edge FROM log.state"
ENTRY: Final = """
SELECT log.entry(
    (SELECT origin FROM log.state),
    e.position, e.recorded_at, k.name, e.tags, e.data
)
FROM ledger.events e JOIN ledger.kinds k ON k.id = e.kind WHERE e.position = %s
"""
BUNDLES: Final = "SELECT number, width, data FROM log.bundles(%s, %s)"
# One statement, so one moment: no tile becomes full between the two looks.
TILE: Final = """
SELECT (SELECT t.data FROM log.tiles t WHERE t.level = %(level)s
        AND t.number = %(number)s),
    CASE WHEN div(s.size, power(256::numeric, %(level)s + 1)) = %(number)s
        THEN s.edge[%(level)s + 1] END
FROM log.state s
"""
PUBLISHED: Final = """
SELECT s.origin, c.size, c.root, c.note, c.at, coalesce((
    SELECT string_agg(w.line, '' ORDER BY w.witness COLLATE "C")
    FROM log.cosignatures w WHERE w.size = c.size
), '')
FROM log.state s, log.checkpoints c
"""
LAST: Final = f"{PUBLISHED} ORDER BY c.size DESC LIMIT 1"
AT_SIZE: Final = f"{PUBLISHED} WHERE c.size = %s"
COVERING: Final = f"{PUBLISHED} WHERE c.size >= %s ORDER BY c.size LIMIT 1"
SIZES: Final = "SELECT size FROM log.checkpoints ORDER BY size DESC LIMIT %s"
SIZES_MAX: Final = 200
COSIGNED: Final = """
SELECT size, array_agg(line) FROM log.cosignatures WHERE size < %s
GROUP BY size ORDER BY size DESC LIMIT %s
"""
SIZES_AT_FIRST: Final = 16
SIZES_AT_ONCE: Final = 4_096
ANY_SIZE: Final = 2**63 - 1


class NotInitialised(Exception):
    """The log has no origin yet. Give it one: commun log init --origin NAME."""


class LogDamaged(Exception):
    """The tables of the log contradict each other or the record; nothing is signed."""


class State(NamedTuple):
    """How far the tree has come; ``edge`` is the unfinished tile of each level."""

    origin: str
    size: int
    root: bytes
    edge: Sequence[Sequence[bytes]]


class Published(NamedTuple):
    """A head that we signed; its note bears what witnesses have signed by now."""

    note: bytes
    checkpoint: Checkpoint
    at: datetime


class Archive:
    """Reads entries, tiles and checkpoints; safe for many threads."""

    def __init__(self, lend: Lender) -> None:
        self._lend = lend

    def state(self) -> State:
        """Return how far the tree has come; raise NotInitialised before its time."""
        with self._lend() as connection:
            return read_state(connection)

    def published(self) -> Published | None:
        """Return the last head that was signed, with its cosignatures."""
        return self._published(LAST)

    def checkpoint_of(self, size: int) -> Published | None:
        """Return the head that was signed at this size."""
        return self._published(AT_SIZE, size)

    def covering(self, position: int) -> Published | None:
        """Return the first signed head that has the entry of this position."""
        return self._published(COVERING, position)

    def sizes(self) -> list[int]:
        """Return the sizes of the heads that were signed last, the smallest first."""
        with self._lend() as connection:
            found = connection.execute(SIZES, (SIZES_MAX,)).fetchall()
        return [int(size) for (size,) in reversed(found)]

    def cosigned(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield the sizes that anyone cosigned, with their lines, the largest first.

        The one that is wanted is mostly among the first, but may be far back where a
        witness has been away: more and more are read at once.
        """
        before, count = ANY_SIZE, SIZES_AT_FIRST
        while True:
            with self._lend() as connection:
                found = connection.execute(COSIGNED, (before, count)).fetchall()
            for size, lines in found:
                yield int(size), lines
            if len(found) < count:
                return
            before, count = int(found[-1][0]), min(count * 4, SIZES_AT_ONCE)

    def tiles(self, size: int) -> TileSource:
        """Return what reads the tiles of the tree as it was at a size."""

        def read(tile: Tile) -> bytes:
            assert tile.number * TILE_WIDTH + tile.width <= size >> (8 * tile.level)
            with self._lend() as connection:
                return read_tile(connection, tile)

        return read

    def entry(self, position: int) -> bytes | None:
        """Return the bytes of one entry, if there is a fact at this position."""
        with self._lend() as connection:
            row = connection.execute(ENTRY, (position,)).fetchone()
        return None if row is None or row[0] is None else bytes(row[0])

    def bundle(self, tile: EntriesTile) -> bytes:
        """Return entries each after its length, as they are published together."""
        with self._lend() as connection:
            found = read_bundles(connection, tile.first, tile.last)
        if [(number, width) for number, width, _ in found] != [tile]:
            raise LogDamaged(f"facts {tile.first} to {tile.last} are not all there")
        return found[0][2]

    def entries(self, first: int, last: int) -> Iterator[bytes]:
        """Yield the entries from one position to another, a few hundred at a time."""
        while first <= last:
            end = min(last, first - 1 + BUNDLES_A_QUERY * TILE_WIDTH)
            with self._lend() as connection:
                found = read_bundles(connection, first, end)
            if sum(width for _, width, _ in found) != end - first + 1:
                raise LogDamaged(f"facts {first} to {end} are not all there")
            for _, _, data in found:
                yield from unbundle(data)
            first = end + 1

    def _published(self, query: str, *given: int) -> Published | None:
        with self._lend() as connection:
            row = connection.execute(query.encode(), given).fetchone()
        if row is None:
            return None
        origin, size, root, note, at, lines = row
        checkpoint = Checkpoint(origin, int(size), bytes(root))
        return Published(bytes(note) + lines.encode(), checkpoint, at)


def read_state(connection: Connection, *, for_update: bool = False) -> State:
    """Return the state of the tree, and keep others from changing it if asked to."""
    query = f"{STATE} FOR UPDATE" if for_update else STATE
    row = connection.execute(query.encode()).fetchone()
    if row is None:
        raise NotInitialised(NotInitialised.__doc__)
    origin, size, root, edge = row
    return State(origin, int(size), bytes(root), [_hashes(bytes(e)) for e in edge])


def read_tile(connection: Connection, tile: Tile) -> bytes:
    """Return a tile: a full one, or the beginning of one; raise LogDamaged."""
    given = {"level": tile.level, "number": tile.number}
    row = connection.execute(TILE, given).fetchone()
    if row is None:
        raise NotInitialised(NotInitialised.__doc__)
    data = bytes(row[0] or row[1] or b"")
    wanted = tile.width * HASH_BYTES
    if len(data) < wanted:
        raise LogDamaged(f"tile {tile.level}/{tile.number} is missing or too short")
    return data[:wanted]


def read_bundles(
    connection: Connection, first: int, last: int
) -> list[tuple[int, int, bytes]]:
    """Return number, width and bytes of each bundle of a stretch of entries.

    The widths count facts: one whose entry cannot be written is counted and is not
    among the bytes.
    """
    with connection.cursor(binary=True) as cursor:
        rows = cursor.execute(BUNDLES, (first, last)).fetchall()
    return [(int(number), int(width), bytes(data)) for number, width, data in rows]


def _hashes(data: bytes) -> list[bytes]:
    return [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]
