"""The log asks its witnesses: good ones, slow ones, dead ones and liars."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

import psycopg
import pytest

from ledger.log.archive import Published
from ledger.log.keys import read_cosigner
from ledger.log.notes import (
    Cosigner,
    MalformedNote,
    VerifierKey,
    WrongSignature,
    open_note,
)
from ledger.log.policies import Known
from ledger.log.posting import Call, Unanswered, post
from ledger.log.submitter import Submitter, submit
from tests.web.cli.test_nightly import Falling
from tests.web.log.lab import Lab, running_lab
from tests.web.log.witnesses import Deed, answering, hostile, listening, sending

PATIENCE_SECONDS = 60
STRANGER = Cosigner.generate("witness.test/stranger")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Run a lab that publishes."""
    with running_lab(tmp_path_factory.mktemp("lab"), "lab.test/registre") as opened:
        yield opened


@pytest.fixture(scope="module")
def other(
    lab: Lab, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Lab, str]]:
    """Run another lab that cosigns for it, and answers on a port."""
    with running_lab(tmp_path_factory.mktemp("other"), "other.test/log") as opened:
        opened.witness_for(lab.signer.verifier)
        with listening(opened) as url:
            yield opened, url


@pytest.fixture
def published(lab: Lab) -> Published:
    """Return a head that nobody has cosigned."""
    lab.record(5)
    return lab.seal()


def key_of(lab: Lab) -> VerifierKey:
    return read_cosigner(lab.folder.witness_key).verifier


def cosigned(lab: Lab, size: int) -> dict[str, str]:
    with psycopg.connect(lab.owner) as db:
        rows = db.execute(
            "SELECT witness, line FROM log.cosignatures WHERE size = %s", (size,)
        )
        return dict(rows.fetchall())


def known_size(lab: Lab, name: str) -> int | None:
    with psycopg.connect(lab.owner) as db:
        row = db.execute(
            "SELECT size FROM log.witnesses WHERE name = %s", (name,)
        ).fetchone()
    return None if row is None else int(row[0])


def eventually(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def test_a_witness_is_asked_and_its_line_is_published(
    lab: Lab, other: tuple[Lab, str], published: Published
) -> None:
    """Its signature stands under the head that everyone is served."""
    witness, url = other
    submit(lab.as_publisher, Known("other", key_of(witness), url), published)
    served = lab.client.get("/log/checkpoint").data
    opened = open_note(served, [lab.signer.verifier, key_of(witness)])
    assert set(opened.signed) == {lab.signer.verifier, key_of(witness)}
    assert known_size(lab, "other") == published.checkpoint.size


def test_a_witness_is_asked_once_about_each_head(
    lab: Lab, other: tuple[Lab, str], published: Published
) -> None:
    """A publisher that starts anew offers the last head again, for nothing."""
    witness, url = other
    known = Known("once", key_of(witness), url)
    submit(lab.as_publisher, known, published)
    first = cosigned(lab, published.checkpoint.size)
    submit(lab.as_publisher, known._replace(url="http://127.0.0.1:1"), published)
    assert cosigned(lab, published.checkpoint.size) == first


@pytest.mark.parametrize("told", [0, 1, 3, 10**12])
def test_what_we_believe_of_a_witness_may_be_wrong(
    lab: Lab, other: tuple[Lab, str], published: Published, told: int
) -> None:
    """It names the size that it has, and is sent the proof from there."""
    witness, url = other
    with lab.as_publisher() as db:
        db.execute(
            "INSERT INTO log.witnesses (name, size) VALUES ('wrong', %s)"
            " ON CONFLICT (name) DO UPDATE SET size = EXCLUDED.size",
            (told,),
        )
    submit(lab.as_publisher, Known("wrong", key_of(witness), url), published)
    assert "wrong" in cosigned(lab, published.checkpoint.size)
    assert known_size(lab, "wrong") == published.checkpoint.size


def size(told: bytes) -> Deed:
    return answering("409 Conflict", told, "Content-Type: text/x.tlog.size")


def drips(line: socket.socket, _request: bytes) -> None:
    """Answer for ever, a byte at a time."""
    line.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        time.sleep(0.2)
        line.sendall(b"X")


def says_nothing(line: socket.socket, _request: bytes) -> None:
    """Take the question, and never answer."""
    line.recv(1)


@pytest.mark.parametrize(
    ("deed", "why"),
    [
        (answering("500 No", b""), Unanswered),
        (answering("404 No", b""), Unanswered),
        (answering("403 No", b""), Unanswered),
        (answering("422 No", b""), Unanswered),
        (answering("204 No", b""), Unanswered),
        (answering("409 No", b"3\n"), Unanswered),  # of no content type
        (size(b""), Unanswered),
        (size(b"3"), Unanswered),
        (size(b"03\n"), Unanswered),
        (size(b"-3\n"), Unanswered),
        (size(b"three\n"), Unanswered),
        (size(b"999999999999\n"), Unanswered),  # more than there is
        (size(b"9" * 60_000 + b"\n"), Unanswered),
        (size(b"1\n"), Unanswered),  # the same again and again
        (answering("200 OK", b"x" * 70_000), Unanswered),
        (answering("200 OK", b""), MalformedNote),
        (answering("200 OK", b"\xff\n"), MalformedNote),
        (answering("200 OK", STRANGER.cosign(b"x\n", 1).encode()), WrongSignature),
        (sending(b"SSH-2.0-x\r\n"), Unanswered),
        (sending(b"HTTP/1.1 200 OK\r\nConte"), MalformedNote),
        (sending(b""), Unanswered),
    ],
)
def test_who_answers_otherwise_has_not_cosigned(
    lab: Lab,
    published: Published,
    deed: Deed,
    why: type[Exception],
) -> None:
    """Nothing is kept of it, and nobody else is asked in its place."""
    with hostile(deed) as liar:
        known = Known("liar", STRANGER.verifier, liar.url)
        with pytest.raises(why):
            submit(lab.as_publisher, known, published)
        assert 1 <= len(liar.asked) <= 3
    assert "liar" not in cosigned(lab, published.checkpoint.size)
    assert known_size(lab, "liar") is None


def test_no_redirect_is_followed(lab: Lab, published: Published) -> None:
    """Only the address that the operator wrote down is ever spoken to."""
    with hostile(answering("200 OK", b"")) as elsewhere:
        moved = f"Location: {elsewhere.url}/add-checkpoint"
        for status in ("301 Moved", "302 Found", "307 Elsewhere", "308 Elsewhere"):
            with hostile(answering(status, b"", moved)) as liar:
                known = Known("moved", STRANGER.verifier, liar.url)
                with pytest.raises(Unanswered):
                    submit(lab.as_publisher, known, published)
        assert elsewhere.asked == []


@pytest.mark.parametrize("deed", [drips, says_nothing])
def test_a_request_ends_in_time(deed: Deed) -> None:
    """However slowly it is answered, and whether at all."""
    with hostile(deed) as slow:
        start = time.monotonic()
        with pytest.raises(Unanswered):
            post(f"{slow.url}/add-checkpoint", b"old 0\n\n", seconds=1)
        assert time.monotonic() - start < 4


def test_time_may_run_out_before_there_is_a_line() -> None:
    """Of a name with many dead addresses each takes its time: no request follows."""
    with hostile(says_nothing) as slow:
        parts = urlsplit(slow.url)
        call = Call(HTTPConnection(parts.hostname or "", parts.port))
        call.cut()
        with pytest.raises(TimeoutError):
            call.begin()
        call.connection.close()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/log",
        "lab.test/log",
        "ftp://lab.test",
        "file:///etc/passwd",
        "http://",
        "http://127.0.0.1:port",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:1/a b",
        "http://[::1",
        "http://no-such-host.invalid",
        "https://127.0.0.1:1",
    ],
)
def test_an_address_that_leads_nowhere_is_told(url: str) -> None:
    """One line for the operator, whatever was written there."""
    with pytest.raises(Unanswered):
        post(url, b"", seconds=2)


def test_a_slow_witness_keeps_nobody_waiting(
    lab: Lab, other: tuple[Lab, str], published: Published
) -> None:
    """Not who publishes, nor the others; what it missed is not made up one by one."""
    witness, url = other
    with hostile(says_nothing) as slow:
        names = [
            Known("slow", STRANGER.verifier, slow.url),
            Known("dead", STRANGER.verifier, "http://127.0.0.1:1"),
            Known("unasked", STRANGER.verifier, None),
            Known("quick", key_of(witness), url),
        ]
        submitter = Submitter(lab.as_publisher, names)
        start = time.monotonic()
        submitter.offer(published)
        assert time.monotonic() - start < 1
        eventually(lambda: "quick" in cosigned(lab, published.checkpoint.size))
        newest = published
        for _ in range(3):
            lab.record(1)
            newest = lab.seal()
            submitter.offer(newest)
        eventually(lambda: "quick" in cosigned(lab, newest.checkpoint.size))
        submitter.close()
        assert len(slow.asked) == 1
    assert set(cosigned(lab, newest.checkpoint.size)) == {"quick"}


def test_what_failed_is_not_asked_for_where_there_is_a_newer_head(
    lab: Lab, published: Published
) -> None:
    """The newest stands for all before it."""
    may_go_on = threading.Event()

    def late(line: socket.socket, request: bytes) -> None:
        may_go_on.wait(PATIENCE_SECONDS)
        answering("500 No", b"")(line, request)

    with hostile(late) as slow:
        submitter = Submitter(
            lab.as_publisher, [Known("late", STRANGER.verifier, slow.url)]
        )
        submitter.offer(published)
        eventually(lambda: len(slow.asked) == 1)
        lab.record(1)
        newest = lab.seal()
        submitter.offer(newest)
        may_go_on.set()
        eventually(lambda: len(slow.asked) == 2)
        submitter.close()
        assert newest.note in slow.asked[1]


def test_a_witness_that_comes_back_is_asked_again(
    lab: Lab, other: tuple[Lab, str], published: Published
) -> None:
    """Without a new head: what was offered last waits for it."""
    witness, url = other
    witness.witness_for()  # nobody is known there for a while
    submitter = Submitter(lab.as_publisher, [Known("back", key_of(witness), url)])
    try:
        submitter.offer(published)
        time.sleep(0.5)
        assert "back" not in cosigned(lab, published.checkpoint.size)
        witness.witness_for(lab.signer.verifier)
        eventually(lambda: "back" in cosigned(lab, published.checkpoint.size))
    finally:
        submitter.close()


def test_who_joins_the_policy_is_asked_about_the_newest_head(
    lab: Lab, other: tuple[Lab, str], published: Published
) -> None:
    """Nothing is started anew for it; who leaves it is asked no more."""
    witness, url = other
    joins = Known("joins", key_of(witness), url)
    with hostile(answering("500 No", b"")) as leaving:
        leaves = Known("leaves", STRANGER.verifier, leaving.url)
        submitter = Submitter(lab.as_publisher, [leaves])
        submitter.offer(published)
        eventually(lambda: len(leaving.asked) == 1)
        for _ in range(2):  # who is there already is not asked twice
            submitter.follow([joins])
        eventually(lambda: "joins" in cosigned(lab, published.checkpoint.size))
        time.sleep(2.5)  # it would have been asked again by now
        submitter.close()
        assert len(leaving.asked) == 1


def test_two_labs_of_one_machine_witness_each_other(
    lab: Lab, other: tuple[Lab, str]
) -> None:
    """Each head bears the other's signature, by the same protocol both ways."""
    witness, url = other
    lab.witness_for(witness.signer.verifier)
    with listening(lab) as back:
        for _ in range(3):
            lab.record(2)
            witness.record(300)
            submit(lab.as_publisher, Known("b", key_of(witness), url), lab.seal())
            submit(witness.as_publisher, Known("a", key_of(lab), back), witness.seal())
    for here, there in ((lab, witness), (witness, lab)):
        note = here.client.get("/log/checkpoint").data
        keys = {here.signer.verifier, key_of(there)}
        assert set(open_note(note, keys).signed) == keys


def test_whatever_breaks_a_witness_is_asked_again(
    lab: Lab, other: tuple[Lab, str], caplog: pytest.LogCaptureFixture
) -> None:
    """A thread that ended by a fault of ours would ask it never again, unseen."""
    witness, url = other
    falling = Falling(lab.as_publisher, RuntimeError("a fault of ours"))
    falling.left = 1
    lab.record(5)
    published = lab.seal()
    submitter = Submitter(falling, [Known("patient", key_of(witness), url)])
    try:
        submitter.offer(published)
        eventually(lambda: "patient" in cosigned(lab, published.checkpoint.size))
    finally:
        submitter.close()
    assert "a fault of ours" in caplog.text
