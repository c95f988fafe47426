"""Words against digests: every text that a fact refers to lies beside it, unchanged."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from ledger.kernel.store.queries import read_words
from ledger.kernel.words import digest_of
from ledger.log.findings import Finding, words

MARK: Final = b'"_sd":"'
# In JSON a quote inside a text is always escaped, so no text passes for a reference.
REFERENCE: Final = re.compile(rb'"_sd":"([A-Za-z0-9_-]{43})"')


def check_words(
    first: int, entries: Sequence[bytes], bodies: Mapping[int, bytes]
) -> Iterator[Finding]:
    """Compare the words beside a stretch of facts with what the facts say of them.

    A text that is gone is an alarm unless a fact says on what ground it went: there
    is no such fact yet, so every one is.
    """
    for position, entry in enumerate(entries, first):
        body = bodies.get(position)
        if MARK in entry:
            yield from _compare(position, REFERENCE.findall(entry), body)
        elif entry and body is not None:
            yield words(position, "there are some that the fact does not refer to")


def _compare(
    position: int, references: list[bytes], body: bytes | None
) -> Iterator[Finding]:
    if body is None:
        yield words(position, "missing, and no fact says why")
        return
    try:
        found = {digest_of(w.encoded).encode() for w in read_words(body)}
    except (msgspec.DecodeError, TypeError, ValueError, AttributeError):
        yield words(position, "they cannot be read")
        return
    wanted = set(references)
    if wanted - found:
        yield words(position, "missing or changed, and no fact says why")
    elif found - wanted:
        yield words(position, "there are some that the fact does not refer to")
