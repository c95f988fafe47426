"""Naive: the Merkle tree hash as RFC 6962 defines it, and nothing more."""

from collections.abc import Sequence
from hashlib import sha256


def mth(leaves: Sequence[bytes]) -> bytes:
    """Return MTH over hashes of leaves, section 2.1."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    left, right = mth(leaves[:middle]), mth(leaves[middle:])
    return sha256(b"\x01" + left + right).digest()
