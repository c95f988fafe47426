"""Verify.py and receipts: each proves its own entry, and no other."""

import base64
import json

import pytest

from ledger.log import verify
from ledger.log.checkpoints import Checkpoint
from ledger.log.hashing import leaf_hash
from ledger.log.merkle import Tree
from ledger.log.notes import Signer
from ledger.log.receipts import write_proof


def entry(position: int) -> bytes:
    head = f"commun-event/v1\nlab.example/log\n{position}\n"
    return head.encode() + b"2026-01-01T00:00:00.000000Z\nTold\na:b\n\n{}"


@pytest.fixture(scope="module")
def sealed() -> tuple[Signer, bytes, Tree]:
    """A log of seven entries, and the note that it signed."""
    signer = Signer.generate("lab.example/log")
    tree = Tree()
    tree.append([leaf_hash(entry(n + 1)) for n in range(7)])
    text = Checkpoint("lab.example/log", 7, tree.root()).text
    return signer, text + b"\n" + signer.sign(text).encode(), tree


@pytest.mark.parametrize("index", range(7))
def test_a_receipt_is_verified_with_its_entry_and_with_no_other(
    sealed: tuple[Signer, bytes, Tree], index: int
) -> None:
    """The entry comes with the receipt or apart; another one is refused, named."""
    signer, note, tree = sealed
    hashes = [leaf_hash(entry(n + 1)) for n in range(7)]
    proof = proof_of(index, hashes)
    policy = verify.Policy(f"log {signer.verifier.text}\nquorum none\n")
    assert verify.leads(index, 7, hashes[index], proof) == tree.root()
    extra = json.dumps({"entry": base64.b64encode(entry(index + 1)).decode()})
    for brought in (entry(index + 1), extra.encode()):
        report = verify.Report()
        raw = write_proof(index, proof, note, brought)
        verify.check_receipt(raw, report, policy, None)
        assert not report.findings
        assert report.facts["position"] == index + 1
        assert report.facts["kind"] == "Told"
    bare = write_proof(index, proof, note)
    verify.check_receipt(bare, verify.Report(), policy, entry(index + 1))
    with pytest.raises(verify.Stopped, match="receipt-proof"):
        verify.check_receipt(bare, verify.Report(), policy, entry(index + 2))
    with pytest.raises(verify.Stopped, match="receipt-entry"):
        verify.check_receipt(bare, verify.Report(), policy, None)


def proof_of(index: int, hashes: list[bytes]) -> list[bytes]:
    """Return a proof of inclusion by the letter of RFC 6962, 2.1.1."""
    if len(hashes) == 1:
        return []
    middle = 1 << (len(hashes) - 1).bit_length() - 1
    left, right = hashes[:middle], hashes[middle:]
    if index < middle:
        return [*proof_of(index, left), verify.root_of([right])]
    return [*proof_of(index - middle, right), verify.root_of([left])]
