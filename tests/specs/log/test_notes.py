"""Notes: texts that somebody vouches for, and who does."""

from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from ledger.log.checkpoints import Checkpoint, parse_checkpoint
from ledger.log.notes import (
    COSIGNATURE,
    ED25519,
    Cosigner,
    MalformedNote,
    Signer,
    VerifierKey,
    WrongSignature,
    open_note,
    parse_note,
    parse_signature,
)

# The example of C2SP signed-note.
VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
NOTE = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
).encode()

LOG = Signer("lab.example/registre", Ed25519PrivateKey.from_private_bytes(b"\1" * 32))
WITNESS = Cosigner("lille.example/w", Ed25519PrivateKey.from_private_bytes(b"\2" * 32))
CHECKPOINT = Checkpoint("lab.example/registre", 12, b"\7" * 32)
TEXT = CHECKPOINT.text
SIGNED = TEXT + b"\n" + LOG.sign(TEXT).encode()
COSIGNED = SIGNED + WITNESS.cosign(TEXT, 1_800_000_000).encode()
KEYS = (LOG.verifier, WITNESS.verifier)


def test_the_example_of_the_standard_opens() -> None:
    """Somebody else's note, under somebody else's key."""
    key = VerifierKey.parse(VKEY)
    assert key.text == VKEY
    opened = open_note(NOTE, [key])
    assert opened == (b"This is an example message.\n", {key: 0})


def test_a_note_of_ours_opens_with_all_who_signed() -> None:
    """The log signs the text, the witness the text and the time."""
    opened = open_note(COSIGNED, KEYS)
    assert opened.text == TEXT
    assert opened.signed == {LOG.verifier: 0, WITNESS.verifier: 1_800_000_000}
    assert (LOG.verifier.kind, WITNESS.verifier.kind) == (ED25519, COSIGNATURE)


def test_unknown_signatures_are_passed_over() -> None:
    """Who knows only one of the keys still opens the note."""
    assert list(open_note(COSIGNED, [LOG.verifier]).signed) == [LOG.verifier]


def test_a_note_that_nobody_known_signed_is_refused() -> None:
    """Neither unknown keys nor one of the same name count."""
    namesake = Signer.generate(LOG.verifier.name).verifier
    for keys in ((), (namesake,)):
        with pytest.raises(WrongSignature, match="no known key"):
            open_note(SIGNED, keys)


@pytest.mark.parametrize("place", [b"12\n", b"lab.example/registre\n12"])
def test_another_text_is_refused(place: bytes) -> None:
    """Whatever is changed in it."""
    forged = COSIGNED.replace(place, place.replace(b"12", b"13"), 1)
    with pytest.raises(WrongSignature):
        open_note(forged, KEYS)


def test_one_wrong_signature_of_a_known_key_condemns_the_note() -> None:
    """Even under a right one: somebody has meddled with it."""
    wrong = WITNESS.cosign(b"another text\n", 1_800_000_000)
    with pytest.raises(WrongSignature, match=r"lille\.example/w"):
        open_note(SIGNED + wrong.encode(), KEYS)


def test_the_time_of_a_cosignature_is_signed() -> None:
    """Nobody can make a witness have seen the text at another time."""
    line = WITNESS.cosign(TEXT, 1_800_000_000)
    signature = parse_signature(line.rstrip("\n"))
    assert WITNESS.verifier.verify(TEXT, signature.proof) == 1_800_000_000
    for time in (1_800_000_001, 2**63):
        moved = time.to_bytes(8, "big") + signature.proof[8:]
        with pytest.raises(WrongSignature):
            WITNESS.verifier.verify(TEXT, moved)
    for proof in (signature.proof[:-1], signature.proof + b"x", b""):
        with pytest.raises(WrongSignature):
            WITNESS.verifier.verify(TEXT, proof)


@given(st.binary(max_size=200), st.data())
def test_any_bytes_are_a_note_or_refused(raw: bytes, data: st.DataObject) -> None:
    """Never anything else: no other error, and nothing is believed."""
    spoilt = bytearray(COSIGNED)
    spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    for given_ in (raw, bytes(spoilt)):
        try:
            opened = open_note(given_, KEYS)
        except (MalformedNote, WrongSignature):
            continue
        assert opened.text == TEXT


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"text\n",
        b"text\n\n",
        TEXT + LOG.sign(TEXT).encode(),
        SIGNED[:-1],
        SIGNED + b"\n",
        SIGNED.replace(b"\xe2\x80\x94", b"-"),
        SIGNED.replace(b"lab.example/registre ", b"lab+example ", 1),
        SIGNED.replace(b"=\n", b"\n"),
        SIGNED + b"\xe2\x80\x94 a b c\n",
        SIGNED + b"\xe2\x80\x94 a QUJD\n",
        TEXT.replace(b"12", b"1\t2") + b"\n" + LOG.sign(TEXT).encode(),
        TEXT + b"\r\n\n" + LOG.sign(TEXT).encode(),
        b"\xff\n\n" + LOG.sign(TEXT).encode(),
        TEXT + b"\n" + LOG.sign(TEXT).encode() * 101,
        b"x" * (1 << 20) + b"\n\n" + LOG.sign(TEXT).encode(),
    ],
)
def test_what_is_no_note_is_refused(raw: bytes) -> None:
    """Each part in its one right form, and within limits."""
    with pytest.raises(MalformedNote):
        parse_note(raw)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+00000000",
        VKEY.replace("530d903a", "530d903b"),
        VKEY.replace("530d903a", "530D903A"),
        VKEY.replace("example.com/foo", "example.com/bar"),
        VKEY.replace("example.com/foo", "example com"),
        VKEY.replace("example.com/foo", ""),
        VKEY[:-4],
        VKEY[:-1] + "l",
        "a+00000000+" + b64encode(b"\2" + b"x" * 32).decode(),
        "a+00000000+" + b64encode(b"\1" + b"x" * 31).decode(),
    ],
)
def test_what_is_no_key_is_refused(text: str) -> None:
    """A key that was copied badly is noticed before it is trusted."""
    with pytest.raises(MalformedNote):
        VerifierKey.parse(text)


def test_a_private_key_is_read_as_it_was_written() -> None:
    """And is of the kind that is asked for."""
    assert Signer.parse(LOG.private_text).verifier == LOG.verifier
    assert Cosigner.parse(WITNESS.private_text).verifier == WITNESS.verifier
    with pytest.raises(MalformedNote, match="kind"):
        Cosigner.parse(LOG.private_text)
    with pytest.raises(MalformedNote, match="kind"):
        Signer.parse(WITNESS.private_text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        LOG.private_text.removeprefix("PRIVATE+KEY+"),
        LOG.private_text[:-2],
        LOG.private_text.replace("lab.example", "lad.example"),
        LOG.private_text.replace("PRIVATE+KEY", "PUBLIC+KEY"),
        LOG.private_text[:-5] + "AAAA=",
    ],
)
def test_a_damaged_private_key_is_refused(text: str) -> None:
    """Half a key would sign what nobody accepts."""
    with pytest.raises(MalformedNote):
        Signer.parse(text)


def test_a_checkpoint_is_read_as_it_was_written() -> None:
    """Lines after the third are somebody else's, and passed over."""
    assert parse_checkpoint(TEXT) == CHECKPOINT
    assert parse_checkpoint(TEXT + b"more\n") == CHECKPOINT
    assert (
        TEXT
        == b"lab.example/registre\n12\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"12", b""),
        (b"12", b"012"),
        (b"12", b"-12"),
        (b"12", b"+12"),
        (b"12", b"12 "),
        (b"12", b"9223372036854775808"),
        (b"12", b"1" * 5_000),
        (b"12", "١٢".encode()),
        (b"Bwc=", b"Bwc"),
        (b"BwcH", b""),
        (b"Bwc=", b"Bwd="),
        (b"Bwc=\n", b"Bwc="),
        (b"registre\n", b"registre\n\n"),
        (b"lab", b"\xff"),
    ],
)
def test_what_is_no_checkpoint_is_refused(old: bytes, new: bytes) -> None:
    """Each line in its one right form."""
    with pytest.raises(MalformedNote):
        parse_checkpoint(TEXT.replace(old, new, 1))
