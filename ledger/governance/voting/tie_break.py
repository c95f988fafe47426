"""Tie break: what decides where both sides are equal, besides the rule.

The seed of a lot is public and not yet known as the vote opens (a draw of the
national lottery, the log's checkpoint of a day to come): whoever knows it can
draw again. Options are put in the order of their names first.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class TieBreak:
    """How the chair voted, if the chair did; the public seed of a lot."""

    chair: tuple[str, ...] = ()
    seed: str = ""


NO_TIE_BREAK = TieBreak()


def drawn(seed: str, options: Sequence[str]) -> str:
    """Return one option: the SHA-256 of the seed, as a number, modulo how many."""
    ordered = sorted(options)
    digest = hashlib.sha256(seed.encode()).digest()
    return ordered[int.from_bytes(digest, "big") % len(ordered)]
