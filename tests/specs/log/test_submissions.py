"""What a log sends to a witness, and how a witness judges it, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.log.checkpoints import Checkpoint
from ledger.log.hashing import EMPTY_ROOT
from ledger.log.notes import (
    Cosigner,
    MalformedNote,
    Signer,
    WrongSignature,
    encode,
)
from ledger.log.submissions import (
    BODY_BYTES_MAX,
    MalformedSubmission,
    parse_submission,
    write_submission,
)
from ledger.log.submitter import cosignature
from ledger.log.witness import Refused, check
from ledger.log.witnessed import Head
from tests.specs.log.trees import Grown, changed

ORIGIN = "lab.test/registre"
SIGNER = Signer.generate(ORIGIN)
GROWN = Grown(70)
HASH = encode(b"h" * 32)


def note(size: int, root: bytes | None = None, origin: str = ORIGIN) -> bytes:
    """Return a head that the log has signed."""
    known = GROWN.root(size) if root is None else root
    text = Checkpoint(origin, size, known).text
    return text + b"\n" + SIGNER.sign(text).encode()


def body(old: int, size: int, root: bytes | None = None) -> bytes:
    return write_submission(old, GROWN.maker.consistency(old, size), note(size, root))


def test_a_submission_is_read_as_it_was_written() -> None:
    """Old size, proof, and the note as it was sent."""
    proof = GROWN.maker.consistency(21, 70)
    found = parse_submission(write_submission(21, proof, note(70)))
    assert (found.old, found.proof, found.note) == (21, tuple(proof), note(70))
    assert found.checkpoint == Checkpoint(ORIGIN, 70, GROWN.root(70))


def test_lines_after_the_third_are_what_is_signed_too() -> None:
    """A witness cosigns the text as it came, whatever the log added to it."""
    text = Checkpoint(ORIGIN, 1, GROWN.root(1)).text + b"more\n"
    signed = text + b"\n" + SIGNER.sign(text).encode()
    assert parse_submission(write_submission(0, [], signed)).text == text


GOOD = note(7).decode()
TEXT, _, LINE = GOOD.partition("\n\n")


@pytest.mark.parametrize(
    "told",
    [
        "",
        "old 0",
        "old 0\n",
        "old 0\n\n",
        f"old 0\n{GOOD}",  # no empty line
        f"\n\n{GOOD}",
        f"0\n\n{GOOD}",
        f"old\n\n{GOOD}",
        f"old \n\n{GOOD}",
        f"old 00\n\n{GOOD}",
        f"old 01\n\n{GOOD}",
        f"old +1\n\n{GOOD}",
        f"old -1\n\n{GOOD}",
        f"old 1.0\n\n{GOOD}",
        f"old 1e3\n\n{GOOD}",
        f"old 0x1\n\n{GOOD}",
        f"old 1_0\n\n{GOOD}",
        f"old \u0661\n\n{GOOD}",
        f"old  1\n\n{GOOD}",
        f"old 1 \n\n{GOOD}",
        f" old 1\n\n{GOOD}",
        f"Old 1\n\n{GOOD}",
        f"old 1\r\n\r\n{GOOD}",
        f"old {2**63}\n\n{GOOD}",
        f"old {10**40}\n\n{GOOD}",
        f"old 1\n{HASH[:-1]}\n\n{GOOD}",  # padding is part of it
        f"old 1\n{HASH} \n\n{GOOD}",
        f"old 1\n{encode(b'h' * 31)}\n\n{GOOD}",
        f"old 1\n{encode(b'h' * 33)}\n\n{GOOD}",
        f"old 1\n{HASH[:-2]}h=\n\n{GOOD}",  # bits that nothing stands in
        "old 1\n" + f"{HASH}\n" * 64 + f"\n{GOOD}",
        f"old 0\n\n{TEXT}\n",
        f"old 0\n\n{TEXT}\n\n",
        f"old 0\n\n{GOOD[:-1]}",  # the last line has no end
        f"old 0\n\n{GOOD}\n",
        f"old 0\n\n{GOOD}x",
        f"old 0\n\n{TEXT}\n\n- {LINE[2:]}",
        f"old 0\n\n{TEXT}\n\n{LINE}{LINE[:-4]}\n",
        f"old 0\n\n{TEXT}\n\n" + LINE * 101,
        f"old 0\n\n{GOOD}".replace("\n7\n", "\n07\n"),
        f"old 0\n\n{GOOD}".replace("\n7\n", "\n-7\n"),
        f"old 0\n\n{GOOD}".replace("\n7\n", "\n\n"),
        f"old 0\n\n{GOOD}".replace("\n7\n", f"\n{2**63}\n"),
        f"old 0\n\n{GOOD}".replace("\n7\n", "\n7\t\n"),
        f"old 0\n\n{GOOD}".replace(ORIGIN, ""),
        f"old 0\n\n{GOOD}".replace(encode(GROWN.root(7)), HASH[:-1]),
        f"old 0\n\n{GOOD}".replace(encode(GROWN.root(7)), encode(b"short")),
        f"old 0\n\n{ORIGIN}\n7\n\n{LINE}",
        "old 0\n\n" + GOOD.replace(ORIGIN, ORIGIN + "\0"),
    ],
)
def test_another_body_is_no_submission(told: str) -> None:
    """Each thing is written in one way, and nothing is guessed."""
    with pytest.raises(MalformedSubmission):
        parse_submission(told.encode())


def test_a_body_has_an_end() -> None:
    """What is longer than 64 KiB is not looked at."""
    long = write_submission(0, [], note(7)).replace(b"\n\n", b"\n\n" + b"x" * 100)
    with pytest.raises(MalformedSubmission):
        parse_submission(long + b"x" * BODY_BYTES_MAX)


@given(raw=st.binary(max_size=500))
def test_whatever_comes_is_read_or_refused(raw: bytes) -> None:
    """Bytes of any kind, alone or around a good note, never fail otherwise."""
    for told in (raw, raw + note(7), b"old 0\n" + raw + b"\n" + note(7), note(7) + raw):
        try:
            parse_submission(told)
        except MalformedSubmission:
            continue


@pytest.mark.parametrize("old", range(8))
def test_every_step_of_a_growing_tree_is_accepted(old: int) -> None:
    """From each size to each later one, by the proof of it."""
    for size in range(old, 9):
        held = Head(old, GROWN.root(old))
        check(parse_submission(body(old, size)), held)


@pytest.mark.parametrize("held", [0, 1, 5, 69, 70])
def test_who_names_another_size_is_told_the_one_held(held: int) -> None:
    """409 with the size alone, in the protocol's own content type."""
    head = Head(held, GROWN.root(held))
    for old in {0, 1, 5, 69, 70} - {held}:
        with pytest.raises(Refused) as refused:
            check(parse_submission(body(old, 70)), head)
        assert refused.value.answer == (409, f"{held}\n", "text/x.tlog.size")


@pytest.mark.parametrize(
    ("old", "size", "root", "proof"),
    [
        (7, 7, b"x" * 32, []),  # same size, another root
        (7, 70, b"x" * 32, None),
        (7, 70, GROWN.root(69), None),
        (7, 70, None, []),
        (7, 70, None, changed(GROWN.maker.consistency(7, 70), 1, 3)),
        (7, 70, None, GROWN.maker.consistency(7, 70)[:-1]),
        (7, 70, None, [*GROWN.maker.consistency(7, 70), b"h" * 32]),
        (7, 70, None, GROWN.maker.consistency(8, 70)),
        (7, 7, None, [b"h" * 32]),
        (0, 7, None, [b"h" * 32]),
        (0, 0, None, [b"h" * 32]),
        (0, 0, b"x" * 32, []),  # the empty tree has one root
    ],
)
def test_what_did_not_grow_out_of_it_is_refused(
    old: int, size: int, root: bytes | None, proof: list[bytes] | None
) -> None:
    """422 for a wrong root, a wrong proof, or a proof where none is due."""
    given_proof = GROWN.maker.consistency(old, size) if proof is None else proof
    told = parse_submission(write_submission(old, given_proof, note(size, root)))
    with pytest.raises(Refused) as refused:
        check(told, Head(old, GROWN.root(old) if old else EMPTY_ROOT))
    assert refused.value.answer.status == 422


WITNESS = Cosigner.generate("witness.test/w")
OTHER = Cosigner.generate("witness.test/w")
HEAD = Checkpoint(ORIGIN, 7, GROWN.root(7))


def test_the_line_of_the_witness_is_taken_from_its_answer() -> None:
    """Lines of other keys, before it or after, are left out."""
    line = WITNESS.cosign(HEAD.text, 1_700_000_000)
    other = OTHER.cosign(HEAD.text, 1_700_000_000)
    for answer in (line, other + line, line + other):
        assert cosignature(answer.encode(), HEAD, WITNESS.verifier) == line


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("", MalformedNote),
        ("\n", MalformedNote),
        ("thank you\n", MalformedNote),
        (OTHER.cosign(HEAD.text, 1), WrongSignature),
        (WITNESS.cosign(HEAD.text, 0), WrongSignature),  # it never says when
        (WITNESS.cosign(note(8).partition(b"\n\n")[0] + b"\n", 1), WrongSignature),
        (WITNESS.cosign(HEAD.text, 1)[:-1], MalformedNote),
        ("more\n\n" + WITNESS.cosign(HEAD.text + b"\nmore\n", 1), MalformedNote),
        (WITNESS.cosign(HEAD.text, 1).replace(" ", "  "), MalformedNote),
        (WITNESS.cosign(HEAD.text, 1) * 101, MalformedNote),
    ],
)
def test_another_answer_is_no_cosignature(answer: str, why: type[Exception]) -> None:
    """It is of this witness, over this head, with its time, or it is not kept."""
    with pytest.raises(why):
        cosignature(answer.encode(), HEAD, WITNESS.verifier)


@given(raw=st.binary(max_size=300))
def test_whatever_a_witness_answers_is_a_line_or_refused(raw: bytes) -> None:
    """A hostile witness can make us keep nothing but its own signature."""
    with pytest.raises((MalformedNote, WrongSignature)):
        cosignature(raw, HEAD, WITNESS.verifier)
