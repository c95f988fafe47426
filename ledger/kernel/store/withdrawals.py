"""Withdrawals: what a store reads of the one fact on whose ground words go."""

from typing import Final, NamedTuple

import msgspec

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
