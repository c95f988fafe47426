"""Receipts: the proof that one entry stands in the log."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.log.checkpoints import Checkpoint
from ledger.log.notes import Cosigner, MalformedNote, Signer, WrongSignature
from ledger.log.receipts import (
    Proof,
    ProofRefused,
    check_proof,
    parse_proof,
    write_proof,
)
from tests.specs.log.trees import Grown

SIZE, INDEX = 1_000, 417
GROWN = Grown(SIZE)
ENTRY = b"leaf %d" % INDEX
LOG = Signer.generate("lab.example/registre")
WITNESS = Cosigner.generate("lille.example/w")
CHECKPOINT = Checkpoint(LOG.verifier.name, SIZE, GROWN.tree.root())
NOTE = b"%s\n%s%s" % (
    CHECKPOINT.text,
    LOG.sign(CHECKPOINT.text).encode(),
    WITNESS.cosign(CHECKPOINT.text, 1_800_000_000).encode(),
)
HASHES = tuple(GROWN.maker.inclusion(INDEX, SIZE))
PROOF = write_proof(INDEX, HASHES, NOTE)
KEYS = (LOG.verifier, WITNESS.verifier)


def test_a_proof_is_written_as_the_standard_says() -> None:
    """A first line, the index, the hashes, an empty line, the checkpoint."""
    first, second, *_ = PROOF.split(b"\n")
    assert (first, second) == (b"c2sp.org/tlog-proof@v1", b"index 417")
    assert PROOF.endswith(b"\n\n" + NOTE)
    assert write_proof(0, [], NOTE, b"more").split(b"\n")[1] == b"extra bW9yZQ=="


@given(
    st.integers(0, 2**62),
    st.lists(st.binary(min_size=32, max_size=32), max_size=63).map(tuple),
    st.none() | st.binary(max_size=50),
)
def test_a_proof_is_read_as_it_was_written(
    index: int, hashes: tuple[bytes, ...], extra: bytes | None
) -> None:
    """With what else its maker had to say, or without."""
    raw = write_proof(index, hashes, NOTE, extra)
    assert parse_proof(raw) == Proof(index, hashes, NOTE, extra)


def test_a_good_proof_tells_its_checkpoint_and_witnesses() -> None:
    """Who holds the keys needs nothing else."""
    proven = check_proof(ENTRY, parse_proof(PROOF), KEYS)
    assert proven.checkpoint == CHECKPOINT
    assert proven.opened.signed == {LOG.verifier: 0, WITNESS.verifier: 1_800_000_000}


def test_another_entry_is_refused() -> None:
    """The proof is of these bytes alone."""
    with pytest.raises(ProofRefused, match="not under"):
        check_proof(ENTRY + b"x", parse_proof(PROOF), KEYS)


def test_the_log_itself_must_have_signed() -> None:
    """A witness alone, or another log, vouches for nothing of this one."""
    with pytest.raises(ProofRefused, match="has not signed"):
        check_proof(ENTRY, parse_proof(PROOF), [WITNESS.verifier])
    other = Signer.generate("other.example/log")
    note = CHECKPOINT.text + b"\n" + other.sign(CHECKPOINT.text).encode()
    with pytest.raises(ProofRefused, match="has not signed"):
        check_proof(ENTRY, Proof(INDEX, HASHES, note), [other.verifier, *KEYS])


@given(st.data())
def test_a_changed_proof_is_refused(data: st.DataObject) -> None:
    """Whatever byte of it is another: refused, or it shows the same."""
    spoilt = bytearray(PROOF)
    at = data.draw(st.integers(0, len(spoilt) - 1))
    spoilt[at] = data.draw(st.integers(0, 255))
    try:
        proven = check_proof(ENTRY, parse_proof(bytes(spoilt)), KEYS)
    except (ProofRefused, MalformedNote, WrongSignature):
        return
    # A signature line of nobody known is passed over: then there is one fewer.
    assert proven.checkpoint == CHECKPOINT
    assert LOG.verifier in proven.opened.signed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"proof@v1", b"proof@v2"),
        (b"index 417", b"index 0417"),
        (b"index 417", b"index -1"),
        (b"index 417", b"index"),
        (b"index 417", b"index 417 "),
        (b"index 417", b"extra ?\nindex 417"),
        (b"index 417", b"index 417\nQUJD"),
        (b"index 417", b"index 417\nx"),
        (b"index 417\n", b""),
        (b"c2sp", b"\xff"),
    ],
)
def test_what_is_no_proof_is_refused(old: bytes, new: bytes) -> None:
    """Each line in its one right form."""
    with pytest.raises(ProofRefused):
        parse_proof(PROOF.replace(old, new, 1))


@given(st.binary(max_size=100))
def test_any_bytes_are_a_proof_or_refused(raw: bytes) -> None:
    """Never anything else."""
    with pytest.raises((ProofRefused, MalformedNote, WrongSignature)):
        check_proof(ENTRY, parse_proof(raw), KEYS)
    with pytest.raises(ProofRefused):
        parse_proof(b"x" * (1 << 21))
