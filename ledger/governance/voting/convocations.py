"""Convocations: whether a vote is held for the first or the second time."""

from enum import StrEnum


class Call(StrEnum):
    """Under which convocation a vote is held."""

    FIRST = "first"
    SECOND = "second"
