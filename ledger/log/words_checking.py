"""Words against digests: every text that a fact refers to lies beside it, unchanged."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import Final

import msgspec

from ledger.kernel.store.queries import read_words
from ledger.kernel.store.withdrawals import KIND, read_withdrawal
from ledger.kernel.words import digest_of
from ledger.log.archive import Connection
from ledger.log.findings import Finding, words

MARK: Final = b'"_sd":"'
# In JSON a quote inside a text is always escaped, so no text passes for a reference.
REFERENCE: Final = re.compile(rb'"_sd":"([A-Za-z0-9_-]{43})"')


GROUNDS: Final = """
SELECT e.data FROM ledger.events e JOIN ledger.kinds k ON k.id = e.kind
WHERE k.name = %s
"""

Grounds = AbstractSet[tuple[int, str]]
"""Position of a fact and digest of its words, for each that was withdrawn."""


def grounds(connection: Connection) -> Grounds:
    """Return which words went on the ground of a recorded fact.

    Read from the facts themselves, not from their tags: a tag that was added or is
    gone changes nothing here. A fact that cannot be read was altered, and is found.
    """
    found: set[tuple[int, str]] = set()
    for (data,) in connection.execute(GROUNDS, (KIND,)):
        with suppress(msgspec.MsgspecError):
            found.add(read_withdrawal(bytes(data)))
    return found


def check_words(
    first: int,
    entries: Sequence[bytes],
    bodies: Mapping[int, bytes],
    withdrawn: Grounds,
) -> Iterator[Finding]:
    """Compare the words beside a stretch of facts with what the facts say of them.

    A text that is gone is an alarm unless a fact says on what ground it went.
    """
    for position, entry in enumerate(entries, first):
        body = bodies.get(position)
        if MARK in entry:
            wanted = {digest.decode() for digest in REFERENCE.findall(entry)}
            lawful = {digest for digest in wanted if (position, digest) in withdrawn}
            yield from _compare(position, wanted, lawful, body)
        elif entry and body is not None:
            yield words(position, "there are some that the fact does not refer to")


def _compare(
    position: int, wanted: set[str], lawful: set[str], body: bytes | None
) -> Iterator[Finding]:
    found: set[str] = set()
    if body is not None:
        try:
            found = {digest_of(w.encoded) for w in read_words(body)}
        except (msgspec.DecodeError, TypeError, ValueError, AttributeError):
            yield words(position, "they cannot be read")
            return
    if wanted - found - lawful:
        what = "missing" if body is None else "missing or changed"
        yield words(position, f"{what}, and no fact says why")
    elif found - wanted:
        yield words(position, "there are some that the fact does not refer to")
