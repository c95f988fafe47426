"""The bundle that is offered to everyone: of which checkpoint, and when no more."""

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from ledger.deciders import FACTS
from ledger.kernel.store.history import load_history
from ledger.kernel.words import Audience
from ledger.log.bundles import sweep_unfinished
from ledger.log.checkpoints import Checkpoint
from ledger.log.keys import make_key, read_cosigner
from ledger.log.last_signed import read_last_signed
from ledger.log.notes import COSIGNATURE, Cosigner
from tests.bundles.commons import Commons, copied, unpack, verify_py
from tests.bundles.test_withdrawn import a_public_text, withdraw
from tests.foreign.serving import served
from tests.servers import server
from web.demo.plenty import plenty
from web.log.bundles import look

KINDS = [kind.__name__ for kind in FACTS]


@dataclass
class Witnessed:
    """A commons whose policy asks for one witness, moved by hand."""

    commons: Commons
    witness: Cosigner

    @property
    def path(self) -> Path:
        return self.commons.data / "log/dossier.zip"

    @property
    def head(self) -> Checkpoint:
        """Return what was signed last."""
        key = self.commons.signer.verifier
        return read_last_signed(self.commons.folder.last_signed, key).checkpoint

    def grow(self) -> None:
        """Record some more facts and seal them."""
        with psycopg.connect(self.commons.owner) as db:
            row = db.execute("SELECT max(recorded_at) FROM ledger.events").fetchone()
        assert row is not None
        start = row[0] + timedelta(microseconds=1)
        load_history(self.commons.owner, plenty(3, start), KINDS)
        self.commons.seal()

    def cosign(self) -> int:
        """Let the witness cosign what was signed last; return its size."""
        head = self.head
        line = self.witness.cosign(head.text, int(datetime.now(UTC).timestamp()))
        with psycopg.connect(self.commons.owner) as db:
            db.execute(
                "INSERT INTO log.cosignatures (size, witness, line)"
                " VALUES (%s, 'w', %s)",
                (head.size, line),
            )
        return head.size


@pytest.fixture
def ours(commons: Commons, tmp_path: Path) -> Iterator[Witnessed]:
    """A copy of the commons, with a witness that has not signed yet."""
    folder = tmp_path / "data"
    shutil.copytree(commons.data, folder)
    with copied(commons, server("embedded18", durable=False)) as copy:
        there = Commons(copy.owner, folder)
        make_key(there.folder.witness_key, "witness.example/w", COSIGNATURE)
        witness = read_cosigner(there.folder.witness_key)
        there.folder.policy.write_text(
            f"log {there.signer.verifier.text}\n"
            f"witness w {witness.verifier.text}\nquorum w\n"
        )
        yield Witnessed(there, witness)


def got(base: str) -> int:
    """Ask for the bundle; return the answer's status."""
    parts = urlsplit(base)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    try:
        connection.request("GET", "/log/dossier.zip")
        with connection.getresponse() as answer:
            answer.read()
            return answer.status
    finally:
        connection.close()


def age(path: Path) -> None:
    """Let the bundle be two minutes old."""
    then = time.time() - 120
    os.utime(path, (then, then))


def test_it_is_of_the_last_head_that_has_its_quorum_and_stays(ours: Witnessed) -> None:
    """While the witness is away nothing is made anew, however often it is asked for."""
    size = ours.cosign()
    for _ in range(3):
        ours.grow()
    with served(ours.commons) as base:
        assert got(base) == 200
        offered = look(ours.path)
        assert offered is not None
        assert offered.size == size < ours.head.size
        assert verify_py(ours.path).code == 0
        age(ours.path)
        before = ours.path.stat().st_mtime_ns
        assert [got(base), got(base)] == [200, 200]
        assert ours.path.stat().st_mtime_ns == before
        newer = ours.cosign()
        assert got(base) == 200
    offered = look(ours.path)
    assert offered is not None
    assert offered.size == newer


def test_a_quorum_long_ago_is_still_found(ours: Witnessed) -> None:
    """Behind any number of heads that too few have cosigned."""
    size = ours.cosign()
    ours.grow()
    ours.commons.tamper(
        "INSERT INTO log.checkpoints (size, root, note)"
        " SELECT c.size + n, c.root, c.note FROM log.checkpoints c,"
        " generate_series(1, 1000) n WHERE c.size = (SELECT max(size)"
        " FROM log.checkpoints)",
        "INSERT INTO log.cosignatures (size, witness, line)"
        " SELECT size, 'stranger', E'— stranger.example/s AAAAAAAA\\n'"
        " FROM log.checkpoints"
        " ORDER BY size DESC LIMIT 900",
    )
    made = ours.commons.bundle(
        ours.path, Audience.PUBLIC, policy=ours.commons.folder.policy.read_text()
    )
    assert made.is_quorum_met
    assert made.head.checkpoint.size == size


def test_a_withdrawal_that_no_witness_has_seen_withholds_no_evidence(
    ours: Witnessed,
) -> None:
    """The newest head is offered, which says what it lacks; the text is in no file."""
    ours.cosign()
    with served(ours.commons) as base:
        assert got(base) == 200
        position, encoded = a_public_text(ours.commons)
        assert encoded.encode() in b"".join(unpack(ours.path).values())
        withdraw(ours.commons, position, encoded).close()
        assert got(base) == 404 or not ours.path.exists()
        ours.commons.seal()
        assert got(base) == 200
    assert encoded.encode() not in b"".join(unpack(ours.path).values())
    assert "quorum" in {what for what, _ in verify_py(ours.path).findings}


def test_what_was_withdrawn_leaves_the_folder_with_the_next_round(
    ours: Witnessed,
) -> None:
    """Nobody has to ask for the bundle; what is whole stays."""
    ours.cosign()
    with served(ours.commons) as base:
        assert got(base) == 200
    ours.commons.react()
    assert ours.path.exists()
    withdraw(ours.commons, *a_public_text(ours.commons)).close()
    ours.commons.react()
    assert not ours.path.exists()


def test_what_a_killed_maker_left_is_swept_and_no_others(tmp_path: Path) -> None:
    """It holds texts; a maker at work keeps its own."""
    target = tmp_path / "dossier.zip"
    dead, odd = tmp_path / ".dossier.zip.4194999.new", tmp_path / ".dossier.zip.x.new"
    alive, other = tmp_path / f".dossier.zip.{os.getpid()}.new", tmp_path / ".z.1.new"
    for path in (target, dead, odd, alive, other):
        path.write_bytes(b"texts")
    sweep_unfinished(target)
    assert {*tmp_path.iterdir()} == {target, alive, other}
