"""Proved: how far an entry is proved, and the proof where there is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import psycopg
from flask import current_app
from flask_babel import gettext as _

from ledger.log.archive import LogDamaged
from ledger.log.checkpoints import Checkpoint
from ledger.log.hashing import leaf_hash
from ledger.log.notes import MalformedNote, WrongSignature
from ledger.log.policies import MalformedPolicy
from ledger.log.receipts import Proof, ProofRefused, parse_proof
from web.charts.drawing import Chart
from web.charts.tree_path import Step, steps_of, tree_path
from web.log.configured import policy_of
from web.log.receipts import NotRecorded, NotSealed, Receipt, receipt_of
from web.log.sealing import Sealing, sealing
from web.reading import the_wiring
from web.texts.numbers import entry_number

BROKEN: Final = (
    LogDamaged,
    MalformedNote,
    MalformedPolicy,
    ProofRefused,
    WrongSignature,
    OSError,
)
"""Why no proof can be shown though the entry is sealed: the operator must look."""


@dataclass(frozen=True, kw_only=True)
class Proved:
    """What speaks for an entry, checked before it is shown."""

    sealing: Sealing
    receipt: Receipt | None = None
    is_broken: bool = False

    @property
    def is_pending(self) -> bool:
        """Tell whether the entry waits to be sealed."""
        return self.receipt is None and not self.is_broken

    @property
    def proof(self) -> Proof:
        """Return the proof itself."""
        assert self.receipt is not None, "a pending entry has no proof"
        return parse_proof(self.receipt.proof)

    @property
    def checkpoint(self) -> Checkpoint:
        """Return the checkpoint that the proof leads to."""
        assert self.receipt is not None, "a pending entry has no proof"
        return self.receipt.proven.checkpoint

    @property
    def leaf(self) -> bytes:
        """Return the hash that stands for the entry in the tree."""
        assert self.receipt is not None, "a pending entry has no proof"
        return leaf_hash(self.receipt.entry)

    @property
    def steps(self) -> Sequence[Step]:
        """Return what leads from the leaf to the root, one step at a time."""
        proof = self.proof
        return steps_of(proof.index, self.checkpoint.size, self.leaf, proof.hashes)


def proved(position: int) -> Proved:
    """Return how far an entry is proved; what does not hold is not handed out."""
    wiring, found = the_wiring(), Sealing()
    try:
        found = sealing(position)
        policy = policy_of(wiring.settings.data)
        if policy is None or found.size is None:
            return Proved(sealing=found)
        receipt = receipt_of(wiring.pool.connection, policy, position)
    except psycopg.errors.UndefinedTable:
        # A commons from before there was a log, whose operator has not started the
        # new version: its entries wait to be sealed.
        return Proved(sealing=found)
    except (NotRecorded, NotSealed):
        return Proved(sealing=found)
    except BROKEN:
        current_app.logger.exception("commun: no proof of entry %s is made", position)
        return Proved(sealing=found, is_broken=True)
    return Proved(sealing=found, receipt=receipt)


def drawn(found: Proved, position: int) -> list[Chart]:
    """Return the path to the root, drawn for a screen and for a phone."""
    if found.receipt is None:
        return []
    leaf, root = entry_number(position), _("signed root")
    return [
        tree_path(found.steps, leaf=leaf, root=root, is_narrow=is_narrow)
        for is_narrow in (False, True)
    ]
