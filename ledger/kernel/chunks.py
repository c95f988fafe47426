"""Chunks: how a long list enters the ledger as several facts and a seal.

One event must stay small, so an electorate of thousands is recorded in parts;
the closing fact states how many there are and the digest of them all, so that
a missing or doubled part is seen.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, TypeVar

import msgspec

ItemT = TypeVar("ItemT")

CHUNK_ITEMS: Final = 500


class Seal(msgspec.Struct, frozen=True):
    """The number of items of a list, and the SHA-256 of their bytes in order."""

    count: int
    digest: str


def chunked(
    items: Iterable[ItemT], size: int = CHUNK_ITEMS
) -> Iterator[tuple[ItemT, ...]]:
    """Yield the items in order, in tuples of at most ``size``."""
    assert size > 0, "an empty chunk would end the list before its items"
    source = iter(items)
    while chunk := tuple(islice(source, size)):
        yield chunk


def seal(chunks: Iterable[Sequence[object]]) -> Seal:
    """Return the seal of a list recorded in these chunks, however it was cut."""
    digest, count = hashlib.sha256(), 0
    for chunk in chunks:
        for item in chunk:
            encoded = msgspec.json.encode(item, order="deterministic")
            digest.update(len(encoded).to_bytes(4, "big") + encoded)
            count += 1
    return Seal(count, digest.hexdigest())
