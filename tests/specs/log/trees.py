"""Trees: the plain recursion of RFC 6962, to hold ours against."""

from collections.abc import Sequence

from ledger.log.hashing import leaf_hash
from ledger.log.merkle import Tree
from ledger.log.proofs import Maker
from ledger.log.tiles import Tile
from tests.specs.log.naive import mth


class Grown:
    """A tree grown by ours, leaf by leaf, with every tile it ever finished."""

    def __init__(self, size: int) -> None:
        self.leaves = [leaf_hash(b"leaf %d" % i) for i in range(size)]
        self.tree = Tree()
        self.tiles: dict[Tile, bytes] = dict(self.tree.append(self.leaves))
        self.tiles |= dict(self.tree.partial_tiles())
        self.maker = Maker(self.tiles.__getitem__, size)

    def root(self, size: int) -> bytes:
        """Return the root at a size, by plain recursion."""
        return mth(self.leaves[:size])


def changed(proof: Sequence[bytes], at: int, bit: int) -> list[bytes]:
    """Return a proof of which one bit of one hash is another."""
    hashes = list(proof)
    raw = bytearray(hashes[at])
    raw[bit // 8] ^= 1 << bit % 8
    hashes[at] = bytes(raw)
    return hashes
