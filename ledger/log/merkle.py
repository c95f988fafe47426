"""The Merkle tree of RFC 6962, grown leaf by leaf, of which only the edge is held."""

from collections.abc import Iterable, Sequence

from ledger.log.hashing import EMPTY_ROOT, HASH_BYTES, fold, node_hash
from ledger.log.tiles import TILE_WIDTH, Tile, edge_widths


class Tree:
    """A tree of which the unfinished tile of each level is known: its right edge.

    That is enough to add leaves and to tell the root, and less than 256 hashes
    a level, whatever the size. ``edge`` may be given again to go on later.
    """

    def __init__(self, size: int = 0, edge: Iterable[Sequence[bytes]] = ()) -> None:
        self.size = size
        self.edge = [list(hashes) for hashes in edge]
        if [len(hashes) for hashes in self.edge] != edge_widths(size):
            raise ValueError("the edge does not fit the size")
        if any(len(h) != HASH_BYTES for hashes in self.edge for h in hashes):
            raise ValueError("the edge holds what is no hash")

    def append(self, leaves: Iterable[bytes]) -> list[tuple[Tile, bytes]]:
        """Add hashes of leaves; return the tiles that became full by it, in order."""
        full: list[tuple[Tile, bytes]] = []
        for leaf in leaves:
            self.size += 1
            if not self.edge:
                self.edge.append([])
            bottom = self.edge[0]
            bottom.append(leaf)
            if len(bottom) == TILE_WIDTH:
                self._carry(full)
        return full

    def _carry(self, full: list[tuple[Tile, bytes]]) -> None:
        """Turn each full tile into one hash of the level above."""
        level, finished = 0, self.size
        while level < len(self.edge) and len(self.edge[level]) == TILE_WIDTH:
            hashes = self.edge[level]
            finished //= TILE_WIDTH
            full.append((Tile(level, finished - 1), b"".join(hashes)))
            if level + 1 == len(self.edge):
                self.edge.append([])
            self.edge[level + 1].append(fold(hashes))
            self.edge[level] = []
            level += 1

    def root(self) -> bytes:
        """Return the hash over everything."""
        root: bytes | None = None
        for hashes in self.edge:
            end = len(hashes)
            while end:
                run = end & -end
                left = fold(hashes[end - run : end])
                root = left if root is None else node_hash(left, root)
                end -= run
        return EMPTY_ROOT if root is None else root

    def partial_tiles(self) -> list[tuple[Tile, bytes]]:
        """Return the unfinished tiles."""
        return [
            (Tile(level, self.size // TILE_WIDTH ** (level + 1), len(h)), b"".join(h))
            for level, h in enumerate(self.edge)
            if h
        ]


def split(size: int) -> int:
    """Return how many leaves stand left of the root: a power of two, less than all."""
    return 1 << ((size - 1).bit_length() - 1)
