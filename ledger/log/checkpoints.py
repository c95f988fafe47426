"""Checkpoints: how large a log is, and the root over all of it.

The format is C2SP tlog-checkpoint.
"""

import re
from typing import Final, NamedTuple

from ledger.log.hashing import HASH_BYTES
from ledger.log.notes import MalformedNote, decode, encode

SIZE_PATTERN: Final = re.compile(r"0|[1-9][0-9]{0,18}")
SIZE_MAX: Final = 2**63 - 1
LINES_MIN: Final = 3


class Checkpoint(NamedTuple):
    """What a log commits itself to: of this origin, this size, this root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> bytes:
        """Return what is signed."""
        return f"{self.origin}\n{self.size}\n{encode(self.root)}\n".encode()


def parse_checkpoint(text: bytes) -> Checkpoint:
    """Read the text of a note as a checkpoint; lines after the third are passed over.

    Raises MalformedNote.
    """
    try:
        *lines, end = text.decode().split("\n")
    except UnicodeDecodeError as error:
        raise MalformedNote("the checkpoint is not UTF-8") from error
    if end or len(lines) < LINES_MIN or not all(lines):
        raise MalformedNote("a checkpoint has three lines: origin, size, root")
    origin, size, root = lines[:LINES_MIN]
    if not SIZE_PATTERN.fullmatch(size) or int(size) > SIZE_MAX:
        raise MalformedNote("the size of the checkpoint is malformed")
    digest = decode(root)
    if len(digest) != HASH_BYTES:
        raise MalformedNote("the root of the checkpoint is no hash")
    return Checkpoint(origin, int(size), digest)
