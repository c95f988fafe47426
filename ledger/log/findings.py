"""Findings: what a check of the log finds wrong, each with its position."""

from typing import Literal, NamedTuple

What = Literal["fact", "words", "tile", "checkpoint", "tree"]


class Finding(NamedTuple):
    """Something that is not as it was sealed.

    ``position`` is the fact's, or the first of those it may be; ``last`` is the
    last of these.
    """

    what: What
    position: int
    last: int
    said: str


def fact(position: int, said: str) -> Finding:
    """Tell of one fact."""
    return Finding("fact", position, position, f"fact {position} {said}")


def words(position: int, said: str) -> Finding:
    """Tell of the words beside one fact."""
    return Finding("words", position, position, f"words of fact {position}: {said}")
