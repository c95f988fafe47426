"""Proofs: made from tiles, in the order RFC 6962 gives the hashes in.

Whoever makes a proof trusts the tiles; whoever checks it (``verification``)
trusts only the root.
"""

from collections.abc import Callable

from ledger.log.hashing import EMPTY_ROOT, HASH_BYTES, fold, node_hash
from ledger.log.merkle import split
from ledger.log.tiles import TILE_WIDTH, Tile

TileSource = Callable[[Tile], bytes]
"""Returns the hashes of a tile one after the other, 32 bytes each."""


class Maker:
    """Makes proofs for any size up to the size that tiles are known of."""

    def __init__(self, tiles: TileSource, known: int) -> None:
        self._tiles = tiles
        self._known = known
        self._read: dict[Tile, bytes] = {}

    def root(self, size: int) -> bytes:
        """Return the root of the tree as it was at a size."""
        return self._over(0, size)

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """Return what leads from a leaf to the root, from the bottom up."""
        if not 0 <= index < size <= self._known:
            raise ValueError(f"no leaf {index} in a tree of {size}")
        path: list[bytes] = []
        first, end = 0, size
        while end - first > 1:
            middle = first + split(end - first)
            if index < middle:
                path.append(self._over(middle, end))
                end = middle
            else:
                path.append(self._over(first, middle))
                first = middle
        return path[::-1]

    def consistency(self, old: int, new: int) -> list[bytes]:
        """Return what shows that a tree has grown out of an older one."""
        if not 0 <= old <= new <= self._known:
            raise ValueError(f"a tree of {old} cannot grow into one of {new}")
        if old in (0, new):
            return []
        path: list[bytes] = []
        first, end, is_whole = 0, new, True
        while end != old:
            middle = first + split(end - first)
            if old <= middle:
                path.append(self._over(middle, end))
                end = middle
            else:
                path.append(self._over(first, middle))
                first, is_whole = middle, False
        # The verifier holds the old root: where it is a node of the new tree, it is
        # not told again.
        if not is_whole:
            path.append(self._over(first, end))
        return path[::-1]

    def _over(self, first: int, end: int) -> bytes:
        """Return the hash over leaves, read off the highest tile that has it."""
        if first == end:
            return EMPTY_ROOT
        level, left, right = 0, first, end
        while (
            left % TILE_WIDTH == 0
            and right % TILE_WIDTH == 0
            and right - left >= TILE_WIDTH
        ):
            left, right, level = left // TILE_WIDTH, right // TILE_WIDTH, level + 1
        count = right - left
        is_run = not count & (count - 1) and left % count == 0
        if is_run and left // TILE_WIDTH == (right - 1) // TILE_WIDTH:
            return fold(self._hashes(level, left, count))
        middle = first + split(end - first)
        return node_hash(self._over(first, middle), self._over(middle, end))

    def _hashes(self, level: int, left: int, count: int) -> list[bytes]:
        number = left // TILE_WIDTH
        there = self._known // TILE_WIDTH**level - number * TILE_WIDTH
        tile = Tile(level, number, min(TILE_WIDTH, there))
        if tile not in self._read:
            self._read[tile] = self._tiles(tile)
        raw, at = self._read[tile], left % TILE_WIDTH
        return [
            raw[i * HASH_BYTES : (i + 1) * HASH_BYTES] for i in range(at, at + count)
        ]


def inclusion(index: int, size: int, tiles: TileSource, known: int) -> list[bytes]:
    """Return what leads from a leaf to the root of a tree, from the bottom up."""
    return Maker(tiles, known).inclusion(index, size)


def consistency(old: int, new: int, tiles: TileSource, known: int) -> list[bytes]:
    """Return what shows that a tree of one size has grown out of an older one."""
    return Maker(tiles, known).consistency(old, new)
