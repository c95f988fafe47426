"""Another lab's log asks for a cosignature: what it is answered, and what is kept."""

import io
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from werkzeug.test import TestResponse

from ledger.log.keys import read_cosigner
from ledger.log.notes import Signer, VerifierKey, open_note, parse_note
from ledger.log.submissions import write_submission
from tests.web.log.foreign import GROWN, ForeignLog
from tests.web.log.lab import Lab, running_lab
from web.log.configured import WITNESS_FOR, WITNESSED

NUMBERS = count(1)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Run a lab that can be a witness."""
    with running_lab(tmp_path_factory.mktemp("lab")) as opened:
        yield opened


@pytest.fixture
def foreign(lab: Lab) -> ForeignLog:
    """Return a log that this lab has just been told to cosign."""
    log = ForeignLog(f"other.test/{next(NUMBERS)}")
    lab.witness_for(log.signer.verifier)
    return log


def asked(lab: Lab, body: bytes, path: str = "/log/add-checkpoint") -> TestResponse:
    return lab.client.post(path, data=body, content_type="text/plain")


def witness_key(lab: Lab) -> VerifierKey:
    return read_cosigner(lab.folder.witness_key).verifier


def test_a_log_that_grows_is_cosigned_step_by_step(
    lab: Lab, foreign: ForeignLog
) -> None:
    """Each answer is one signature line over the head, with the time of now."""
    for old, size in ((0, 3), (3, 3), (3, 40), (40, 70)):
        answer = asked(lab, foreign.body(old, size))
        assert (answer.status_code, answer.headers["Cache-Control"]) == (
            200,
            "no-store",
        )
        note = foreign.text(size) + b"\n" + answer.data
        signed = open_note(note, [witness_key(lab)]).signed
        assert abs(signed[witness_key(lab)] - time.time()) < 60


@pytest.mark.parametrize("path", ["/log/add-checkpoint", "/add-checkpoint"])
def test_both_addresses_that_logs_are_given_answer(
    lab: Lab, foreign: ForeignLog, path: str
) -> None:
    """The prefix of the log, or the bare address of the lab; from a page as well."""
    browser = {"Origin": "https://x.test", "Sec-Fetch-Site": "cross-site"}
    answer = lab.client.post(path, data=foreign.body(0, 5), headers=browser)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers


def test_who_is_behind_is_told_the_size_that_is_held(
    lab: Lab, foreign: ForeignLog
) -> None:
    """409, the size alone, in the protocol's own content type."""
    assert asked(lab, foreign.body(0, 40)).status_code == 200
    for old, size in ((0, 40), (3, 40), (0, 70), (41, 70), (0, 3)):
        answer = asked(lab, foreign.body(old, size))
        assert answer.status_code == 409
        assert answer.data == b"40\n"
        assert answer.content_type == "text/x.tlog.size"


def test_a_log_that_was_never_cosigned_begins_at_zero(
    lab: Lab, foreign: ForeignLog
) -> None:
    """Whatever it names first."""
    assert asked(lab, foreign.body(3, 40)).data == b"0\n"


def test_two_trees_of_one_size_are_not_both_cosigned(
    lab: Lab, foreign: ForeignLog
) -> None:
    """422 for the second; so it is for a tree that forgot its beginning."""
    assert asked(lab, foreign.body(0, 40)).status_code == 200
    assert asked(lab, foreign.body(40, 40, b"x" * 32)).status_code == 422
    assert asked(lab, foreign.body(40, 70, b"x" * 32)).status_code == 422
    forked = write_submission(40, [], foreign.note(70))
    assert asked(lab, forked).status_code == 422
    assert asked(lab, foreign.body(40, 70)).status_code == 200


def test_an_old_size_beyond_the_new_one_is_malformed(
    lab: Lab, foreign: ForeignLog
) -> None:
    """400, whatever is held."""
    assert asked(lab, foreign.body(8, 7)).status_code == 400


def test_a_log_that_nobody_configured_is_unknown(lab: Lab, foreign: ForeignLog) -> None:
    """404, however well it signs."""
    other = ForeignLog(f"{foreign.origin}/more")
    assert asked(lab, other.body(0, 7)).status_code == 404


def test_only_the_keys_of_the_log_speak_for_it(lab: Lab, foreign: ForeignLog) -> None:
    """403 for another key of this name, and for a signature that is not of the text."""
    stranger = Signer.generate(foreign.origin)
    forged = write_submission(0, [], foreign.note(7, signer=stranger))
    assert asked(lab, forged).status_code == 403
    line = foreign.note(8).partition(b"\n\n")[2]
    moved = write_submission(0, [], foreign.text(7) + b"\n" + line)
    assert asked(lab, moved).status_code == 403
    both = write_submission(0, [], foreign.note(7) + line)
    assert asked(lab, both).status_code == 403


def test_signatures_of_unknown_keys_are_passed_over(
    lab: Lab, foreign: ForeignLog
) -> None:
    """They neither help nor harm, and what is shown later does not have them."""
    stranger = Signer.generate(foreign.origin)
    extra = stranger.sign(foreign.text(7)).encode()
    told = write_submission(0, [], foreign.note(7) + extra)
    assert asked(lab, told).status_code == 200
    shown = lab.client.get(f"/log/{foreign.digest}/checkpoint").data
    names = [(s.name, s.key_id) for s in parse_note(shown).signatures]
    keys = foreign.signer.verifier, witness_key(lab)
    assert names == [(key.name, key.id) for key in keys]


def test_two_keys_may_speak_for_a_log_that_changes_its_key(
    lab: Lab, foreign: ForeignLog
) -> None:
    """Its old key and its new one, until the operator takes the old one out."""
    new = Signer.generate(foreign.origin)
    lab.witness_for(foreign.signer.verifier, new.verifier)
    assert asked(lab, foreign.body(0, 7)).status_code == 200
    proof = GROWN.maker.consistency(7, 8)
    assert (
        asked(lab, write_submission(7, proof, foreign.note(8, signer=new))).status_code
        == 200
    )


@pytest.mark.parametrize("body", [b"", b"old 0\n\n", b"\xff" * 9, b"old 0\n\nx\n"])
def test_what_is_no_submission_is_malformed(
    lab: Lab, foreign: ForeignLog, body: bytes
) -> None:
    """400, in a line of text."""
    assert foreign.origin
    answer = asked(lab, body)
    assert answer.status_code == 400
    assert answer.content_type == "text/plain; charset=utf-8"


def test_a_body_over_64_kib_is_not_read(lab: Lab, foreign: ForeignLog) -> None:
    """413, whether its length is told beforehand or not."""
    assert foreign.origin
    body = b"x" * ((64 << 10) + 1)
    told = asked(lab, body)
    untold = lab.client.post(
        "/log/add-checkpoint",
        input_stream=io.BytesIO(body),
        environ_overrides={
            "wsgi.input_terminated": True,
            "HTTP_TRANSFER_ENCODING": "chunked",
        },
    )
    assert (told.status_code, untold.status_code) == (413, 413)
    assert told.content_type == "text/plain; charset=utf-8"
    assert asked(lab, body[:-1]).status_code == 400


def test_what_was_cosigned_is_shown_to_who_watches(
    lab: Lab, foreign: ForeignLog
) -> None:
    """The newest head with the log's signature and ours; nothing before the first."""
    path = f"/log/{foreign.digest}/checkpoint"
    assert lab.client.get(path).status_code == 404
    asked(lab, foreign.body(0, 7))
    asked(lab, foreign.body(7, 70))
    for prefix in ("", "/log"):
        answer = lab.client.get(f"{prefix}/{foreign.digest}/checkpoint")
        assert answer.content_type == "text/plain; charset=utf-8"
        assert answer.headers["Cache-Control"] == "public, max-age=2"
        keys = [foreign.signer.verifier, witness_key(lab)]
        opened = open_note(answer.data, keys)
        assert opened.text == foreign.text(70)
        assert set(opened.signed) == set(keys)
    held = {"If-None-Match": lab.client.get(path).headers["ETag"]}
    assert lab.client.get(path, headers=held).status_code == 304


def test_of_rivals_for_one_step_one_wins(lab: Lab, foreign: ForeignLog) -> None:
    """All name the same old size: one is cosigned, the others learn whose it was."""
    old = 0
    for first in range(1, 61, 6):
        sizes = range(first, first + 6)
        start = threading.Barrier(len(sizes))
        answers: dict[int, TestResponse] = {}

        def submit(
            size: int,
            old: int = old,
            start: threading.Barrier = start,
            answers: dict[int, TestResponse] = answers,
        ) -> None:
            start.wait()
            answers[size] = asked(lab, foreign.body(old, size))

        rivals = [threading.Thread(target=submit, args=(size,)) for size in sizes]
        for rival in rivals:
            rival.start()
        for rival in rivals:
            rival.join()
        won = [size for size, answer in answers.items() if answer.status_code == 200]
        assert len(won) == 1
        for size in set(sizes) - set(won):
            assert answers[size].status_code == 409
            assert answers[size].data == b"%d\n" % won[0]
        old = won[0]


def test_a_restored_database_takes_nothing_back(lab: Lab, foreign: ForeignLog) -> None:
    """The folder beside it remembers what was cosigned since."""
    asked(lab, foreign.body(0, 10))
    asked(lab, foreign.body(10, 40))
    with psycopg.connect(lab.owner) as connection:
        connection.execute(
            "UPDATE log.witnessed SET size = 10, root = %s WHERE origin = %s",
            (GROWN.root(10), foreign.origin),
        )
    assert asked(lab, foreign.body(10, 70)).data == b"40\n"
    assert asked(lab, foreign.body(40, 70)).status_code == 200


def test_a_lost_folder_takes_nothing_back(lab: Lab, foreign: ForeignLog) -> None:
    """The row remembers what was cosigned."""
    asked(lab, foreign.body(0, 40))
    (lab.folder.root / WITNESSED / foreign.digest).unlink()
    assert asked(lab, foreign.body(0, 70)).data == b"40\n"
    assert asked(lab, foreign.body(40, 70)).status_code == 200


def test_a_connection_that_dies_before_the_commit_answers_nothing(
    lab: Lab, foreign: ForeignLog
) -> None:
    """The head is on the disk by then: it is what the log goes on from."""
    asked(lab, foreign.body(0, 10))
    with psycopg.connect(lab.owner, autocommit=True) as connection:
        connection.execute(
            "CREATE FUNCTION log.die() RETURNS trigger LANGUAGE plpgsql AS"
            " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END'"
        )
        connection.execute(
            "CREATE TRIGGER die BEFORE UPDATE ON log.witnessed"
            " FOR EACH ROW EXECUTE FUNCTION log.die()"
        )
        answer = asked(lab, foreign.body(10, 40))
        connection.execute("DROP TRIGGER die ON log.witnessed")
        connection.execute("DROP FUNCTION log.die")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert b"\xe2\x80\x94" not in answer.data
    assert asked(lab, foreign.body(10, 70)).data == b"40\n"
    assert asked(lab, foreign.body(40, 70)).status_code == 200


def test_what_cannot_be_kept_is_not_cosigned(lab: Lab, foreign: ForeignLog) -> None:
    """A folder that takes no file: 503, and all is as it was."""
    asked(lab, foreign.body(0, 10))
    folder = lab.folder.root / WITNESSED
    aside = folder.rename(folder.with_name("aside"))
    folder.write_bytes(b"no folder")
    answer = asked(lab, foreign.body(10, 40))
    folder.unlink()
    aside.rename(folder)
    assert answer.status_code == 503
    assert asked(lab, foreign.body(10, 40)).status_code == 200


@pytest.mark.parametrize(
    "damage",
    [b"", b"no note", b"other.test/x\n1\n", ForeignLog("third.test/x").note(3)],
)
def test_a_damaged_memory_stops_the_witness(
    lab: Lab, foreign: ForeignLog, damage: bytes
) -> None:
    """It cosigns no more until its operator has looked."""
    asked(lab, foreign.body(0, 10))
    path: Path = lab.folder.root / WITNESSED / foreign.digest
    path.write_bytes(damage)
    assert asked(lab, foreign.body(10, 40)).status_code == 503


def test_two_memories_of_one_size_stop_the_witness(
    lab: Lab, foreign: ForeignLog
) -> None:
    """Folder and database tell different trees: which one was cosigned is unknown."""
    asked(lab, foreign.body(0, 10))
    with psycopg.connect(lab.owner) as connection:
        connection.execute(
            "UPDATE log.witnessed SET root = %s WHERE origin = %s",
            (b"x" * 32, foreign.origin),
        )
    assert asked(lab, foreign.body(10, 40)).status_code == 503


def test_a_lab_that_witnesses_nobody_knows_no_log(
    lab: Lab, foreign: ForeignLog
) -> None:
    """Without the file that names logs, or with an empty one, all are unknown."""
    lab.witness_for()
    assert asked(lab, foreign.body(0, 7)).status_code == 404
    (lab.folder.root / WITNESS_FOR).unlink()
    assert asked(lab, foreign.body(0, 7)).status_code == 404


@pytest.mark.parametrize("text", [b"log x\n", b"\xff\n", b"logs\n", b"quorum none\n"])
def test_a_file_of_logs_that_cannot_be_read_stops_the_witness(
    lab: Lab, foreign: ForeignLog, text: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """503, and the operator is told why; nothing is guessed of it."""
    (lab.folder.root / WITNESS_FOR).write_bytes(text)
    assert asked(lab, foreign.body(0, 7)).status_code == 503
    assert "MalformedPolicy" in caplog.text


def test_a_key_that_others_can_read_signs_nothing(
    lab: Lab, foreign: ForeignLog, caplog: pytest.LogCaptureFixture
) -> None:
    """503, and the operator is told the remedy; so with a key that is missing."""
    key = lab.folder.witness_key
    key.chmod(0o644)
    assert asked(lab, foreign.body(0, 7)).status_code == 503
    assert f"chmod 600 {key}" in caplog.text
    key.chmod(0o600)
    aside = key.rename(key.with_name("aside"))
    assert asked(lab, foreign.body(0, 7)).status_code == 503
    aside.rename(key)
    assert asked(lab, foreign.body(0, 7)).status_code == 200
