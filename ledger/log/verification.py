"""Verification: what a proof must satisfy, by the letter of RFC 9162.

Nothing of how proofs are made is used here, so a mistake there cannot hide here.
Sections 2.1.3.2 (inclusion) and 2.1.4.2 (consistency) of RFC 9162; subtrees as in
section 4 of draft-ietf-plants-merkle-tree-certs.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ledger.log.hashing import EMPTY_ROOT, HASH_BYTES, node_hash


class Part(NamedTuple):
    """Leaves ``start`` up to but not including ``end``, as a subtree."""

    start: int
    end: int

    @property
    def is_subtree(self) -> bool:
        """Tell whether these leaves form a subtree of every tree that has them."""
        if not 0 <= self.start <= self.end:
            return False
        width = 1 << max(0, self.end - self.start - 1).bit_length()
        return self.start % width == 0


def is_included(
    index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> bool:
    """Tell whether the leaf of this index stands in the tree of this root."""
    if not 0 <= index < size or not _are_hashes(leaf, *proof):
        return False
    at, last, node = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            node = node_hash(sibling, node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and node == root


def is_consistent(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Tell whether the tree of the new root has grown out of that of the old one.

    Every tree grows out of the empty one: that is no statement, and none is proved
    by it, so from size 0 the answer is no. Ask for it only where something is held.
    """
    if not 0 < old <= new:
        return old == new == 0 and not proof and old_root == new_root == EMPTY_ROOT
    return is_part(Part(0, old), new, old_root, new_root, proof)


def is_part(
    part: Part, size: int, part_root: bytes, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Tell whether the subtree of one root is part of the tree of another."""
    if not part.is_subtree or part.end > size or not _are_hashes(*proof):
        return False
    if part.start == part.end:
        return not proof and part_root == EMPTY_ROOT
    at, edge, last = part.start, part.end - 1, size - 1
    while at != edge and (edge == last or edge & 1):
        at, edge, last = at >> 1, edge >> 1, last >> 1
    path = list(proof)
    # A subtree that is one node of the tree is itself the first step of the proof.
    if at == edge:
        path.insert(0, part_root)
    if not path:
        return False
    roots = _climb(at, edge, last, path)
    return roots == (part_root, root)


def _climb(
    at: int, edge: int, last: int, path: Sequence[bytes]
) -> tuple[bytes, bytes] | None:
    """Return the roots that a path leads to, of the part and of the whole."""
    part = whole = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if edge & 1 or edge == last:
            if at < edge:
                part = node_hash(sibling, part)
            whole = node_hash(sibling, whole)
            while not edge & 1 and edge:
                at, edge, last = at >> 1, edge >> 1, last >> 1
        else:
            whole = node_hash(whole, sibling)
        at, edge, last = at >> 1, edge >> 1, last >> 1
    return (part, whole) if last == 0 else None


def is_included_in_part(
    index: int, part: Part, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> bool:
    """Tell whether a leaf stands in the subtree of this root."""
    return part.is_subtree and is_included(
        index - part.start, part.end - part.start, leaf, proof, root
    )


def _are_hashes(*hashes: bytes) -> bool:
    return all(len(h) == HASH_BYTES for h in hashes)
