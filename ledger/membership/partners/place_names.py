"""Place names: compared without accents, capitals, hyphens or short forms."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Self

SHORT_FORMS: Final = {
    "st": "saint",
    "ste": "sainte",
    "sts": "saints",
    "stes": "saintes",
}
LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae"})
SIGNS_MAX: Final = 100
"""No place has a longer name."""


def fold(text: str) -> str:
    """Return the words of each line, without accents, capitals or signs."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    return re.sub(r"[^a-z0-9\n]+", " ", re.sub(r"[\u0300-\u036f]", "", plain))


def spaced(names: list[str]) -> list[str]:
    """Return each name's words, with a space before and after every one.

    All names are folded in one go: one by one takes three times as long.
    """
    return [f" {name.strip()} " for name in fold("\n".join(names)).split("\n")]


@dataclass(frozen=True, slots=True)
class Asked:
    """The words that a person typed to find a place."""

    whole: str
    starts: tuple[tuple[str, ...], ...]

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the words asked for, or nothing if there is none.

        The whole name is compared with its short forms written out. A beginning may
        be either: if "st" only meant Saint, it would hide Strasbourg.
        """
        if len(text) > SIGNS_MAX:
            return None
        words = fold(text).split()
        if not words:
            return None
        full = [SHORT_FORMS.get(word, word) for word in words]
        starts = (
            tuple(dict.fromkeys((f" {word}", f" {long}")))
            for word, long in zip(words, full, strict=True)
        )
        return cls(f" {' '.join(full)} ", tuple(starts))

    def begins_words_of(self, name: str) -> bool:
        """Say whether every word asked for begins a word of this spaced name."""
        for either in self.starts:
            for start in either:
                if start in name:
                    break
            else:
                return False
        return True
