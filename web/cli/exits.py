"""Exit codes: what a script learns from a command's end."""

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    NOT_FOUND = 3
    CONFLICT = 4
    UNVERIFIED = 5
    REFUSED = 6
