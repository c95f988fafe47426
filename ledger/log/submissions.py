"""Submissions: what a log asks a witness to cosign (C2SP tlog-witness)."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from ledger.log.checkpoints import SIZE_MAX, Checkpoint, parse_checkpoint
from ledger.log.hashing import HASH_BYTES
from ledger.log.notes import MalformedNote, decode, encode, parse_note

BODY_BYTES_MAX: Final = 64 << 10
PROOF_LINES_MAX: Final = 63
OLD_PATTERN: Final = re.compile(r"old (0|[1-9][0-9]{0,18})")
SIZE_TYPE: Final = "text/x.tlog.size"


class MalformedSubmission(Exception):
    """A body that asks for no cosignature; the message says where."""


class Submission(NamedTuple):
    """A checkpoint, and what shows that it grew out of an older one."""

    old: int
    proof: tuple[bytes, ...]
    note: bytes
    text: bytes
    checkpoint: Checkpoint


def write_submission(old: int, proof: Sequence[bytes], note: bytes) -> bytes:
    """Return the body that asks for a cosignature of the note."""
    lines = [f"old {old}", *(encode(h) for h in proof)]
    return ("\n".join(lines) + "\n\n").encode() + note


def parse_submission(body: bytes) -> Submission:
    """Read a body without believing it; raises MalformedSubmission."""
    head, mark, note = body.partition(b"\n\n")
    if not mark or len(body) > BODY_BYTES_MAX:
        raise MalformedSubmission("an old size, a proof, an empty line, a checkpoint")
    try:
        first, *lines = head.decode().split("\n")
        proof = tuple(decode(line) for line in lines)
        text = parse_note(note).text
        checkpoint = parse_checkpoint(text)
    except (MalformedNote, UnicodeDecodeError) as error:
        raise MalformedSubmission(str(error)) from error
    found = OLD_PATTERN.fullmatch(first)
    if not found or int(found[1]) > SIZE_MAX:
        raise MalformedSubmission("the old size is malformed")
    if len(proof) > PROOF_LINES_MAX or any(len(h) != HASH_BYTES for h in proof):
        raise MalformedSubmission("the proof is malformed")
    return Submission(int(found[1]), proof, note, text, checkpoint)
