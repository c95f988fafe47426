"""Named people: who a text seems to name, so that its writer is warned before sending.

It warns and never decides: a machine takes a street for a person, and misses one
who is called by what they do.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from ledger.membership.partners.place_names import fold

TITLES: Final = (
    r"M\.?|MM\.|Mme|Mmes|Mlle|Mr\.?|Mrs\.?|Ms\.?|Madame|Monsieur|Mademoiselle"
    r"|Dr\.?|Docteur|Docteure|Me|Maître|Professeur|Professeure|Pr\.?"
)
NAME: Final = r"[^\W\d_]['’]?[^\W\d_]+(?:-[^\W\d_]+)*"
POLITE: Final = re.compile(
    rf"(?<!\w)(?:{TITLES})[\s\u00a0\u202f]+((?:(?:de|du|des|van|von|el|le|la)[\s\u00a0])?{NAME})"
    rf"((?:[\s\u00a0]{NAME})?)"
)
SHOWN_MAX: Final = 5
KNOWN_LENGTH_MIN: Final = 4
"""Shorter names are words of every day."""


def people_named(texts: Iterable[str], known: Iterable[str]) -> Sequence[str]:
    """Return what looks like somebody's name, as it is written, each once.

    Known are the names of people of the commons: both names together, or the
    last one alone with its capital.
    """
    written = "\n".join(texts)
    found = [*_politely_named(written), *_known_in(written, known)]
    return [*dict.fromkeys(found)]


def _politely_named(written: str) -> Iterable[str]:
    for match in POLITE.finditer(written):
        first, second = match[1], match[2].strip()
        if not any(sign.isupper() for sign in first.split()[-1]):
            continue
        # What follows in small letters goes on with the sentence.
        whole = (
            match[0]
            if not second or second[0].isupper()
            else match[0][: -len(match[2])]
        )
        yield " ".join(whole.split())


def _known_in(written: str, known: Iterable[str]) -> Iterable[str]:
    words = re.findall(NAME, written)
    capital = {fold(word): word for word in words if word[0].isupper()}
    folded = f" {' '.join(fold(word) for word in words)} "
    for name in known:
        parts = fold(name).split()
        if not parts:
            continue
        last = parts[-1]
        if len(parts) > 1 and f" {' '.join(parts)} " in folded:
            yield name
        elif len(last) >= KNOWN_LENGTH_MIN and last in capital:
            yield capital[last]
