"""Verify.py agrees with others' code, and with ours that it shares no line with."""

import ast
import base64
import json
import re
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.log import verify
from ledger.log.checkpoints import Checkpoint
from ledger.log.hashing import leaf_hash
from ledger.log.merkle import Tree
from ledger.log.notes import Cosigner, Signer
from ledger.log.policies import MalformedPolicy, parse_policy
from ledger.log.tiles import EntriesTile, Tile, entries_path, tile_path
from ledger.log.verification import is_included

SOURCE = Path(verify.__file__)
VECTORS = Path(__file__).parents[2] / "vectors" / "merkle"
# RFC 8032, 7.1: secret key, public key, message, signature.
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()


def test_it_is_one_file_for_python_3_9_and_its_library_alone() -> None:
    """No newer syntax, no import that does not come with Python."""
    tree = ast.parse(SOURCE.read_text("utf-8"), feature_version=(3, 9))
    imported = {
        name.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for name in node.names
    } | {
        str(node.module).split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }
    of_3_9 = {
        "__future__",
        "argparse",
        "base64",
        "binascii",
        "collections",
        "hashlib",
        "json",
        "os",
        "pathlib",
        "re",
        "sys",
        "typing",
        "zipfile",
        "zlib",
    }
    assert imported <= of_3_9
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Match)]


def test_everything_it_says_is_said_in_both_languages() -> None:
    """English and French name the same things."""
    for english, french in verify.SAID.values():
        fields = [set(re.findall(r"{(\w+)}", t)) for t in (english, french)]
        assert fields[0] == fields[1], english
        assert not re.search(" [:;!?]", french), french


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_the_signatures_of_the_standard_hold(
    public: str, message: str, signature: str
) -> None:
    """RFC 8032, 7.1; each fails with one bit of it changed."""
    key, text, raw = map(bytes.fromhex, (public, message, signature))
    assert verify.is_signed(key, text, raw)
    assert not verify.is_signed(key, text + b"x", raw)
    for place in range(0, 64, 7):
        bent = bytearray(raw)
        bent[place] ^= 1
        assert not verify.is_signed(key, text, bytes(bent))


def accepted(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@settings(max_examples=60, deadline=None)
@given(
    message=st.binary(max_size=40),
    place=st.integers(0, 63),
    bits=st.integers(0, 255),
)
def test_a_signature_is_judged_as_by_openssl(
    message: bytes, place: int, bits: int
) -> None:
    """Whole or bent, both say the same of it."""
    raw = bytearray(KEY.sign(message))
    raw[place] ^= bits
    expected = accepted(PUBLIC, message, bytes(raw))
    assert verify.is_signed(PUBLIC, message, bytes(raw)) is expected
    assert expected is (bits == 0)


def test_a_second_signature_made_of_the_first_is_refused() -> None:
    """Adding the order to its factor makes other bytes that a lax verifier takes."""
    raw = KEY.sign(b"text")
    factor = int.from_bytes(raw[32:], "little") + verify.ORDER
    other = raw[:32] + factor.to_bytes(32, "little")
    assert verify.is_signed(PUBLIC, b"text", raw)
    assert not verify.is_signed(PUBLIC, b"text", other)


def test_other_spellings_of_a_point_are_refused() -> None:
    """A coordinate beyond the prime, and minus nought, stand for no key."""
    beyond = (verify.PRIME + 1).to_bytes(32, "little")
    minus_nought = (1 | 1 << 255).to_bytes(32, "little")
    assert verify.point_of((1).to_bytes(32, "little")) == verify.NEUTRAL
    assert verify.point_of(beyond) is None
    assert verify.point_of(minus_nought) is None
    assert not verify.is_signed(beyond, b"", bytes(64))


@settings(max_examples=200, deadline=None)
@given(raw=st.binary(max_size=200))
def test_no_bytes_are_taken_for_a_note_or_a_checkpoint(raw: bytes) -> None:
    """Whatever arrives is read or refused, never a crash of another kind."""
    for read in (verify.read_note, verify.read_checkpoint):
        try:
            read(raw)
        except ValueError:
            continue


def test_cosignatures_and_quorum_are_judged_alike() -> None:
    """What our own code accepts of a cosigned checkpoint, verify.py accepts."""
    log, other = Signer.generate("lab.example/log"), Cosigner.generate("w.example")
    text = Checkpoint("lab.example/log", 3, b"\x05" * 32).text
    policy = (
        f"log {log.verifier.text}\nwitness w {other.verifier.text}\n"
        "group g all w\nquorum g\n"
    )
    alone = text + b"\n" + log.sign(text).encode()
    both = alone + other.cosign(text, 1_700_000_000).encode()
    for note, is_met in ((alone, False), (both, True)):
        report = verify.Report()
        verify.open_checkpoint(note, verify.Policy(policy), report)
        assert ([f.code for f in report.findings] == []) is is_met
    later = alone + retimed(other.cosign(text, 1_700_000_000)).encode()
    with pytest.raises(verify.Stopped, match="signature"):
        verify.open_checkpoint(later, verify.Policy(policy), verify.Report())


def retimed(line: str) -> str:
    """Say that a witness saw the text a second later."""
    dash, name, blob = line.strip().split(" ")
    raw = bytearray(base64.b64decode(blob))
    raw[11] ^= 1
    return f"{dash} {name} {base64.b64encode(raw).decode()}\n"


POLICY_LINES = [
    "",
    "# a comment",
    "quorum none",
    "quorum w",
    "quorum g",
    "group g any w",
    "group g 2 w",
    "group g all w w",
    "group g any none",
    "log broken",
    "witness w broken",
    "log {log}",
    "witness w {witness}",
    "witness v {witness}",
    "witness none {witness}",
    "nonsense",
]
LOG_KEY = Signer.generate("lab.example/log").verifier.text
WITNESS_KEY = Cosigner.generate("w.example").verifier.text


@settings(max_examples=300, deadline=None)
@given(lines=st.lists(st.sampled_from(POLICY_LINES), max_size=6))
def test_policies_are_read_alike(lines: list[str]) -> None:
    """What one reader refuses, the other refuses."""
    text = "\n".join(lines).format(log=LOG_KEY, witness=WITNESS_KEY)
    try:
        ours = parse_policy(text)
    except MalformedPolicy:
        with pytest.raises(verify.Stopped):
            verify.Policy(text)
        return
    theirs = verify.Policy(text)
    assert {k.text for k in theirs.logs} == {k.key.text for k in ours.logs}
    assert set(theirs.witnesses) == {w.name for w in ours.witnesses}
    assert theirs.is_met(set(theirs.witnesses)) == ours.judge(ours.keys).is_met
    assert theirs.is_met(set()) == ours.judge(()).is_met


@given(size=st.integers(0, 70))
def test_roots_are_the_same(size: int) -> None:
    """Both trees, written apart, have one root."""
    leaves = [leaf_hash(b"%d" % n) for n in range(size)]
    tree = Tree()
    tree.append(leaves)
    assert verify.root_of([leaves] if leaves else []) == tree.root()


@given(number=st.integers(0, 10**9), width=st.integers(1, 256))
def test_paths_are_the_same(number: int, width: int) -> None:
    """Both name tiles alike."""
    assert verify.tile_path(0, number, width) == tile_path(Tile(0, number, width))
    assert verify.tile_path("entries", number, width) == entries_path(
        EntriesTile(number, width)
    )


@pytest.mark.parametrize("path", sorted((VECTORS / "inclusion").rglob("*.json")))
def test_every_vector_of_inclusion_is_judged_right(path: Path) -> None:
    """Proofs that must hold, and many that must not."""
    vector = json.loads(path.read_text())
    hashes: list[str] = vector["proof"] or []
    proof = [base64.b64decode(h) for h in hashes]
    leaf = base64.b64decode(vector["leafHash"] or "")
    root = base64.b64decode(vector["root"] or "")
    found = verify.leads(vector["leafIdx"], vector["treeSize"], leaf, proof)
    are_hashes = all(len(h) == 32 for h in [leaf, root, *proof])
    is_right = are_hashes and found == root
    assert is_right is not vector["wantErr"]
    if are_hashes:
        ours = is_included(vector["leafIdx"], vector["treeSize"], leaf, proof, root)
        assert ours is is_right
