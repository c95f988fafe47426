"""Receipts: the proof that one entry stands in the log (C2SP tlog-proof)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from ledger.log.checkpoints import Checkpoint, parse_checkpoint
from ledger.log.hashing import HASH_BYTES, leaf_hash
from ledger.log.notes import (
    ED25519,
    MalformedNote,
    Opened,
    VerifierKey,
    decode,
    encode,
    open_note,
)
from ledger.log.verification import is_included

FORMAT: Final = "c2sp.org/tlog-proof@v1"
INDEX_PATTERN: Final = re.compile(r"index (0|[1-9][0-9]{0,18})")
EXTRA: Final = "extra "
HASHES_MAX: Final = 63
PROOF_BYTES_MAX: Final = 1 << 20


class ProofRefused(Exception):
    """A proof does not show what it claims; the message says why."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The index of a leaf, what leads from it to the root, and the checkpoint."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint_note: bytes
    extra: bytes | None = None


class Proven(NamedTuple):
    """What a good proof shows: the checkpoint, and who vouches for it."""

    checkpoint: Checkpoint
    opened: Opened


def write_proof(
    index: int,
    hashes: Sequence[bytes],
    checkpoint_note: bytes,
    extra: bytes | None = None,
) -> bytes:
    """Return a proof as it is handed out."""
    lines = [
        FORMAT,
        *([] if extra is None else [f"{EXTRA}{encode(extra)}"]),
        f"index {index}",
        *(encode(h) for h in hashes),
    ]
    return ("\n".join(lines) + "\n\n").encode() + checkpoint_note


def parse_proof(raw: bytes) -> Proof:
    """Read a proof without believing it; raises ProofRefused."""
    head, mark, note = raw.partition(b"\n\n")
    if not mark or len(raw) > PROOF_BYTES_MAX:
        raise ProofRefused("a proof is some lines, an empty line and a checkpoint")
    try:
        first, *lines = head.decode().split("\n")
        has_extra = bool(lines) and lines[0].startswith(EXTRA)
        extra = decode(lines.pop(0).removeprefix(EXTRA)) if has_extra else None
        found = INDEX_PATTERN.fullmatch(lines.pop(0)) if lines else None
        hashes = tuple(decode(line) for line in lines)
    except (MalformedNote, UnicodeDecodeError) as error:
        raise ProofRefused(f"the proof is malformed: {error}") from error
    if first != FORMAT or not found:
        raise ProofRefused(f"a proof begins with {FORMAT} and an index")
    if len(hashes) > HASHES_MAX or any(len(h) != HASH_BYTES for h in hashes):
        raise ProofRefused("the proof holds what is no hash")
    return Proof(int(found[1]), hashes, note, extra)


def check_proof(entry: bytes, proof: Proof, keys: Iterable[VerifierKey]) -> Proven:
    """Return the checkpoint that the entry is proven to be under.

    A key of the log, under the name of the checkpoint's origin, must have signed
    it; witnesses among the keys are told in the answer. Raises ProofRefused,
    MalformedNote or WrongSignature.
    """
    opened = open_note(proof.checkpoint_note, keys)
    checkpoint = parse_checkpoint(opened.text)
    signers = {key.name for key in opened.signed if key.kind == ED25519}
    if checkpoint.origin not in signers:
        raise ProofRefused(f"the log {checkpoint.origin} has not signed its checkpoint")
    leaf = leaf_hash(entry)
    if not is_included(
        proof.index, checkpoint.size, leaf, proof.hashes, checkpoint.root
    ):
        raise ProofRefused(f"entry {proof.index} is not under this checkpoint")
    return Proven(checkpoint, opened)
