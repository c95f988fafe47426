"""Sealing: what binds a sealed answer before anybody may read it.

One commitment of fixed length covers mandate, answer and reason together, so that
not even the presence of a reason shows. The opening stays outside the ledger until
the vote closes; then everything that was committed to is recorded and compared.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Final

from ledger.governance.voting.events import Opening
from ledger.kernel.identifiers import MandateId, VoteId
from ledger.kernel.words import Words

COMMITMENT: Final = re.compile(r"[0-9a-f]{64}")


def commitment_to(
    vote_id: VoteId,
    mandate_id: MandateId,
    choices: Sequence[str],
    reason: Words | None,
    salt: str,
) -> str:
    """Return the SHA-256 over each part after its length: no two run together."""
    digest = hashlib.sha256()
    parts = (
        vote_id,
        mandate_id,
        str(len(choices)),
        *choices,
        reason.digest if reason is not None else "",
        salt,
    )
    for part in parts:
        encoded = part.encode()
        digest.update(len(encoded).to_bytes(4, "big") + encoded)
    return digest.hexdigest()


def is_true(vote_id: VoteId, opening: Opening, commitment: str) -> bool:
    """Tell whether an opening is what was committed to."""
    found = commitment_to(
        vote_id, opening.mandate_id, opening.choices, opening.reason, opening.salt
    )
    return found == commitment


def missing(
    committed: Mapping[MandateId, str], openings: Sequence[Opening]
) -> list[MandateId]:
    """Return the mandates whose sealed answers were not opened."""
    opened = {opening.mandate_id for opening in openings}
    return sorted(set(committed) - opened)


def false(
    vote_id: VoteId, committed: Mapping[MandateId, str], openings: Sequence[Opening]
) -> list[MandateId]:
    """Return whose openings are doubled, unknown, or not what was sealed."""
    seen: set[MandateId] = set()
    wrong: set[MandateId] = set()
    for opening in openings:
        name = opening.mandate_id
        sealed = committed.get(name)
        if sealed is None or name in seen or not is_true(vote_id, opening, sealed):
            wrong.add(name)
        seen.add(name)
    return sorted(wrong)
