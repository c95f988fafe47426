"""Receipts: the proof that a fact stands in the log, checked before it goes out."""

from typing import Final, NamedTuple

from ledger.log.archive import Archive, Lender, LogDamaged, Published
from ledger.log.policies import Policy
from ledger.log.proofs import inclusion
from ledger.log.receipts import Proven, check_proof, parse_proof, write_proof

LOOKED_AT: Final = 200
"""How many of the last cosignatures are looked through."""

FULLEST: Final = """
SELECT size FROM (
    SELECT size FROM log.cosignatures WHERE size >= %s ORDER BY size DESC LIMIT %s
) AS lines GROUP BY size ORDER BY count(*) DESC, size DESC LIMIT 1
"""


class NotRecorded(Exception):
    """No fact has this position."""


class NotSealed(Exception):
    """The fact is recorded, and no signed head covers it yet."""


class Receipt(NamedTuple):
    """A proof file, the entry that it is of, and what it was found to show."""

    proof: bytes
    entry: bytes
    proven: Proven


def receipt_of(lend: Lender, policy: Policy, position: int) -> Receipt:
    """Return the receipt of a fact, held against the keys of the policy.

    Raises NotRecorded or NotSealed; ProofRefused or WrongSignature where what the
    tables hold does not prove it, which no one is to be handed.
    """
    archive = Archive(lend)
    head = _fullest(lend, archive, position) or archive.published()
    if head is None or head.checkpoint.size < position:
        if archive.entry(position) is None:
            raise NotRecorded(str(position))
        raise NotSealed(str(position))
    entry = archive.entry(position)
    if entry is None:
        raise LogDamaged(f"fact {position} is sealed and is not there")
    size = head.checkpoint.size
    hashes = inclusion(position - 1, size, archive.tiles(size), size)
    proof = write_proof(position - 1, hashes, head.note)
    proven = check_proof(entry, parse_proof(proof), policy.keys)
    return Receipt(proof, entry, proven)


def _fullest(lend: Lender, archive: Archive, position: int) -> Published | None:
    """Return the head over a fact that most witnesses have signed, the newest of them.

    Witnesses answer after the newest head is out. A receipt is kept for years: better
    the head of some seconds ago, with their signatures.
    """
    with lend() as db:
        row = db.execute(FULLEST, (position, LOOKED_AT)).fetchone()
    return None if row is None else archive.checkpoint_of(int(row[0]))
