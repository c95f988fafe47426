"""The log on the command line: begin, seal, check, copy, and what is refused."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from ledger.application import CODEC
from ledger.kernel.identifiers import Tag, WordsId
from ledger.kernel.store.embedded import EmbeddedPostgres
from ledger.kernel.store.port import Append, Clause, NewEvent
from ledger.kernel.store.postgres import PostgresStore
from ledger.kernel.store.queries import read_words
from ledger.kernel.words import Audience, digest_of
from ledger.log.folder import LogFolder
from ledger.log.notes import VerifierKey
from ledger.words.events import Ground, WordsWithdrawn
from tests.faults.service import commun
from tests.spec import STORYTELLER
from web.cli.exits import Exit
from web.cli.log import origin_of
from web.settings import Settings

Connection = psycopg.Connection[tuple[Any, ...]]

ORIGIN = "lab.example/registre"
ALTER = (
    "ALTER TABLE ledger.events DISABLE TRIGGER USER",
    "UPDATE ledger.events SET data = data || ' '::bytea WHERE position = 7",
)
WORDS = "SELECT body FROM ledger.words WHERE position = %s"
MEND = "UPDATE ledger.events SET data = rtrim(data, ' '::bytea) WHERE position = 7"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with the founding story, sealed under a name."""
    data = tmp_path_factory.mktemp("sealed")
    done = commun(data, "demo", "--load-only")
    assert done.returncode == Exit.DONE, done.stderr
    with EmbeddedPostgres(data):
        begun = commun(data, "log", "init", "--origin", ORIGIN)
        assert begun.returncode == Exit.DONE, begun.stderr
        assert ORIGIN in begun.stdout
        sealed = commun(data, "log", "publish")
        assert sealed.returncode == Exit.DONE, sealed.stderr
        assert sealed.stdout.encode() == LogFolder(data).last_signed.read_bytes()
        yield data


def owner(data: Path) -> str:
    conninfo = EmbeddedPostgres.attach(data)
    assert conninfo
    return conninfo


def test_a_sealed_log_checks_well(told: Path) -> None:
    """Code 0 and one line; the same for scripts."""
    done = commun(told, "log", "check")
    assert done.returncode == Exit.DONE, done.stderr
    assert "facts are as they were sealed" in done.stdout
    found = json.loads(commun(told, "log", "check", "--json").stdout)
    assert found["findings"] == []
    assert found["size"] > 20
    again = commun(told, "log", "publish")
    assert again.stdout == "Nothing new to seal.\n"
    status = json.loads(commun(told, "status", "--json").stdout)
    assert (status["log"], status["sealed_position"]) == (ORIGIN, found["size"])
    assert status["last_position"] == found["size"]


def test_an_altered_fact_is_named_and_ends_with_unverified(told: Path) -> None:
    """Code 5, the position in the line, for people and for scripts."""
    with psycopg.connect(owner(told), autocommit=True) as db:
        for statement in ALTER:
            db.execute(statement.encode())
        try:
            done = commun(told, "log", "check")
            assert done.returncode == Exit.UNVERIFIED
            assert done.stdout == "fact 7 is not the one that was sealed\n"
            told_so = commun(told, "log", "check", "--json")
            assert told_so.returncode == Exit.UNVERIFIED
            (finding,) = json.loads(told_so.stdout)["findings"]
            assert (finding["what"], finding["position"]) == ("fact", 7)
            assert commun(told, "log", "export", str(told / "x")).returncode != 0
            assert not (told / "x" / "checkpoint").exists()
        finally:
            db.execute(MEND)
    assert commun(told, "log", "check").returncode == Exit.DONE


def test_a_copy_is_made_and_brought_forward(told: Path, tmp_path: Path) -> None:
    """Files as they are served, and a figure for scripts."""
    copy = tmp_path / "copy"
    done = commun(told, "log", "export", str(copy), "--json")
    assert done.returncode == Exit.DONE, done.stderr
    made = json.loads(done.stdout)
    assert made["files"] == len([p for p in copy.rglob("*") if p.is_file()])
    assert (copy / "checkpoint").read_bytes() == LogFolder(
        told
    ).last_signed.read_bytes()
    again = commun(told, "log", "export", str(copy))
    assert "1 files written" in again.stdout


def test_keys_are_printed_and_a_witness_key_is_made_once(told: Path) -> None:
    """Public halves only."""
    first = json.loads(commun(told, "log", "keys", "--json").stdout)
    assert VerifierKey.parse(first["log"]).name == ORIGIN
    assert "witness" not in first
    made = commun(told, "log", "keys", "--witness", "lab.example/temoin")
    assert made.returncode == Exit.DONE, made.stderr
    assert "witness: lab.example/temoin+" in made.stdout
    again = commun(told, "log", "keys", "--witness", "lab.example/temoin")
    assert again.returncode == Exit.FAILED
    assert "it was kept" in again.stderr


def test_what_was_signed_last_comes_back_from_a_copy(
    told: Path, tmp_path: Path
) -> None:
    """Missing, it is refused with its remedy, and the remedy works."""
    file = LogFolder(told).last_signed
    kept = tmp_path / "checkpoint"
    kept.write_bytes(file.read_bytes())
    file.unlink()
    done = commun(told, "log", "publish")
    assert done.returncode == Exit.UNVERIFIED
    assert "commun log init --from" in done.stderr
    checked = commun(told, "log", "check")
    assert checked.returncode == Exit.UNVERIFIED
    assert "is missing" in checked.stdout
    back = commun(told, "log", "init", "--from", str(kept))
    assert back.returncode == Exit.DONE, back.stderr
    assert file.read_bytes() == kept.read_bytes()
    assert commun(told, "log", "check").returncode == Exit.DONE


def test_another_name_and_a_readable_key_are_refused(told: Path) -> None:
    """Codes 2 and 1, each with the remedy."""
    other = commun(told, "log", "init", "--origin", "other.example/registre")
    assert other.returncode == Exit.USAGE
    assert "for ever" in other.stderr
    key = LogFolder(told).key
    key.chmod(0o644)
    try:
        done = commun(told, "log", "publish")
        assert done.returncode == Exit.FAILED
        assert f"chmod 600 {key}" in done.stderr
        findings = json.loads(commun(told, "doctor", "--json").stdout)
        (seal,) = [f for f in findings if f["what"] == "seal"]
        assert seal["verdict"] == "wrong"
        assert f"chmod 600 {key}" in seal["said"]
    finally:
        key.chmod(0o600)


def test_an_older_database_is_not_served(told: Path) -> None:
    """New facts would take the place of those that people hold receipts of."""
    with psycopg.connect(owner(told), autocommit=True) as db:
        db.execute("CREATE TABLE public.cut AS SELECT * FROM ledger.events")
        db.execute("ALTER TABLE ledger.events DISABLE TRIGGER USER")
        db.execute("DELETE FROM ledger.events WHERE position > 10")
        db.execute("ALTER TABLE log.state DISABLE TRIGGER USER")
        db.execute("CREATE TABLE public.cut_state AS SELECT * FROM log.state")
        db.execute("UPDATE log.state SET size = 0, edge = '{}', root = sha256('')")
        db.execute("ALTER TABLE log.checkpoints DISABLE TRIGGER USER")
        db.execute("CREATE TABLE public.cut_heads AS SELECT * FROM log.checkpoints")
        db.execute("DELETE FROM log.checkpoints")
        try:
            done = commun(told, "serve", COMMUN_PORT="18998")
        finally:
            db.execute(
                "INSERT INTO ledger.events SELECT * FROM cut WHERE position > 10"
            )
            db.execute("DELETE FROM log.state")
            db.execute("INSERT INTO log.state SELECT * FROM cut_state")
            db.execute("INSERT INTO log.checkpoints SELECT * FROM cut_heads")
    assert done.returncode == Exit.UNVERIFIED
    assert "not served" in done.stderr
    assert "older state" in done.stderr
    assert commun(told, "log", "check").returncode == Exit.DONE


def test_what_was_withdrawn_goes_again_after_a_restore(
    told: Path, tmp_path: Path
) -> None:
    """A backup of the words is older than the withdrawal that the copy brings."""
    copy = tmp_path / "copy"
    with psycopg.connect(owner(told), autocommit=True) as db:
        position, digest = withdraw_a_text(db, owner(told))
        (before,) = db.execute(WORDS, (position,)).fetchone() or (b"",)
        assert commun(told, "log", "publish").returncode == Exit.DONE
        assert commun(told, "react", "--once").returncode == Exit.DONE
        assert commun(told, "log", "export", str(copy)).returncode == Exit.DONE
        (after,) = db.execute(WORDS, (position,)).fetchone() or (b"",)
        assert digests(bytes(before)) - digests(bytes(after)) == {digest}
        db.execute("DELETE FROM ledger.words WHERE position = %s", (position,))
        db.execute("INSERT INTO ledger.words VALUES (%s, %s)", (position, before))
        done = commun(told, "log", "restore", str(copy))
        assert done.returncode == Exit.DONE, done.stderr
        assert "1 texts that were withdrawn are erased again." in done.stdout
        (again,) = db.execute(WORDS, (position,)).fetchone() or (b"",)
        assert digest not in digests(bytes(again))
    assert "erased" not in commun(told, "log", "restore", str(copy)).stdout
    assert commun(told, "log", "check").returncode == Exit.DONE


def withdraw_a_text(db: Connection, conninfo: str) -> tuple[int, str]:
    """Record that some public text is withdrawn; return its place and digest."""
    rows = db.execute("SELECT position, body FROM ledger.words ORDER BY position")
    position, words = next(
        (int(place), w)
        for place, body in rows.fetchall()
        for w in read_words(bytes(body))
        if w.audience == Audience.PUBLIC
    )
    digest = digest_of(words.encoded)
    fact = WordsWithdrawn(
        words_id=WordsId(digest),
        position=position,
        about=Tag("partner:some"),
        ground=Ground.LAW,
    )
    store = PostgresStore(conninfo)
    data = CODEC.encode(fact, STORYTELLER, datetime.now(UTC))
    event = NewEvent("WordsWithdrawn", fact.tags(), data)
    boundary = (Clause(frozenset({"Nothing"}), ("nothing:here",)),)
    store.append(Append(events=[event], boundary=boundary, after=0))
    store.close()
    return position, digest


def digests(body: bytes) -> set[str]:
    return {digest_of(w.encoded) for w in read_words(body)} if body else set()


def test_a_log_that_has_not_begun_says_how_to(tmp_path: Path) -> None:
    """Whatever is asked of it."""
    for words in (["publish"], ["check"], ["keys"]):
        done = commun(tmp_path, "log", *words)
        assert done.returncode == Exit.FAILED
        assert "commun log init" in done.stderr


def test_the_address_of_the_pages_proposes_the_name() -> None:
    """Its host and port; without an address there is no proposal."""
    assert origin_of(Settings()) is None
    named = Settings(base_url="https://commun.exemple.fr/")
    assert origin_of(named) == "commun.exemple.fr/registre"
    local = Settings(base_url="http://user@localhost:8080")
    assert origin_of(local) == "localhost:8080/registre"
