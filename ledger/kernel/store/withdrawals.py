"""Withdrawals: what a store reads of the one fact on whose ground words go."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import Final, NamedTuple

import msgspec

from ledger.kernel.identifiers import Tag, tag_of
from ledger.kernel.store.port import StoredWords
from ledger.kernel.words import Audience, digest_of

KIND: Final = "WordsWithdrawn"
"""The stored name of that fact; its other fields are no concern of the store's."""


class Withdrawal(NamedTuple):
    """Which words went: where their fact stands, and their digest in it."""

    position: int
    digest: str


class _Named(msgspec.Struct):
    position: int
    words_id: str


class _Envelope(msgspec.Struct):
    fact: _Named


def read_withdrawal(data: bytes) -> Withdrawal:
    """Return what a recorded withdrawal names."""
    fact = msgspec.json.decode(data, type=_Envelope).fact
    return Withdrawal(fact.position, fact.words_id)


def grounds_about(words: Iterable[StoredWords]) -> list[Tag]:
    """Return the tags that withdrawals of these words bear."""
    return [
        tag_of("words_id", digest_of(w.encoded))
        for w in words
        if w.audience != Audience.PERSONAL
    ]


def what_is_left(
    held: Mapping[int, Sequence[StoredWords]], facts: Iterable[bytes]
) -> Mapping[int, Sequence[StoredWords]]:
    """Return words without those that recorded withdrawals name.

    They are gone from the moment their ground is recorded, although the table has
    them until someone erases what was withdrawn. A ground that cannot be read, by a
    fault or an intruder, names nothing.
    """
    gone: dict[int, set[str]] = {}
    for fact in facts:
        with suppress(msgspec.MsgspecError):
            ground = read_withdrawal(fact)
            gone.setdefault(ground.position, set()).add(ground.digest)
    if not gone.keys() & held.keys():
        return held
    left = {
        position: [w for w in words if _stays(w, gone.get(position, frozenset()))]
        for position, words in held.items()
    }
    return {position: words for position, words in left.items() if words}


def _stays(words: StoredWords, gone: AbstractSet[str]) -> bool:
    # A person's own words go with the person, on no ground of this kind.
    return words.audience == Audience.PERSONAL or digest_of(words.encoded) not in gone
