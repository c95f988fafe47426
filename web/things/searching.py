"""Searching: words looked for in texts, whatever their accents and capitals."""

from collections.abc import Sequence
from typing import Final

from ledger.membership.partners.place_names import fold

WORDS_MAX: Final = 8
SIGNS_MAX: Final = 100


def wanted_words(asked: str) -> tuple[str, ...]:
    """Return the words looked for, folded: no accents, no capitals."""
    return tuple(fold(asked[:SIGNS_MAX]).split()[:WORDS_MAX])


def is_about(text: str, words: Sequence[str]) -> bool:
    """Tell whether a text has all the words."""
    folded = fold(text)
    return all(word in folded for word in words)
