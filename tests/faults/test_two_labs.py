"""Two labs on one machine, each a process with its own data, witness each other."""

import json
import re
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from typing import Final
from urllib.error import HTTPError, URLError

import psycopg
import pytest

from ledger.deciders import FACTS
from ledger.kernel.store.history import load_history
from ledger.log.checkpoints import parse_checkpoint
from ledger.log.notes import VerifierKey, open_note
from ledger.log.policies import Policy, parse_policy
from tests.faults.service import Service, commun, eventually, kill
from tests.web.log.foreign import ForeignLog
from web.cli.publish import PAUSE_SECONDS
from web.demo.plenty import plenty

KINDS: Final = [kind.__name__ for kind in FACTS]
CUT: Final = (URLError, ConnectionError, TimeoutError, HTTPException)
"""What a request meets whose worker is killed."""


class Lab(Service):
    """A service whose log is begun, with a witness's key of its own."""

    def __init__(self, data: Path, name: str) -> None:
        super().__init__(data)
        self.name = name
        for words in (
            ("demo", "--load-only"),
            ("log", "init", "--origin", f"{name}.test/registre"),
        ):
            done = commun(data, *words)
            assert done.returncode == 0, done.stderr
        done = commun(data, "log", "keys", "--witness", f"{name}.test/w", "--json")
        keys = json.loads(done.stdout)
        self.key = VerifierKey.parse(keys["log"])
        self.witness_key = VerifierKey.parse(keys["witness"])

    @property
    def prefix(self) -> str:
        return f"http://127.0.0.1:{self.port}/log"

    @property
    def policy(self) -> Policy:
        return parse_policy((self.data / "log" / "policy").read_text())

    def go_by(self, witness: "Lab") -> None:
        """Let this lab ask the other, whose operator agrees to it."""
        lines = [
            f"log {self.key.text}",
            f"witness {witness.name} {witness.witness_key.text} {witness.prefix}",
            f"quorum {witness.name}",
        ]
        (self.data / "log" / "policy").write_text("\n".join([*lines, ""]))
        (witness.data / "log" / "witness-for").write_text(f"log {self.key.text}\n")

    def record(self, count: int) -> None:
        with psycopg.connect(self.conninfo) as connection:
            row = connection.execute(
                "SELECT max(recorded_at), max(position) FROM ledger.events"
            ).fetchone()
        assert row is not None
        after: datetime = row[0] or datetime.now(UTC) - timedelta(days=1)
        load_history(
            self.conninfo, plenty(count, after + timedelta(microseconds=1)), KINDS
        )

    def head(self) -> int:
        with psycopg.connect(self.conninfo) as connection:
            row = connection.execute(
                "SELECT max(position) FROM ledger.events"
            ).fetchone()
        assert row is not None
        return int(row[0])

    def fetch(self, path: str) -> bytes:
        """Return what is served under the log's prefix; nothing where it is not."""
        address = f"http://127.0.0.1:{self.port}/log/{path}"
        with (
            suppress(*CUT),
            urllib.request.urlopen(address, timeout=10) as answer,
        ):
            found: bytes = answer.read()
            return found
        return b""

    def is_witnessed(self) -> bool:
        """Tell whether the newest head has every fact, and all the policy wants."""
        note = self.fetch("checkpoint")
        if not note:
            return False
        opened = open_note(note, self.policy.keys)
        is_whole = parse_checkpoint(opened.text).size == self.head()
        return is_whole and self.policy.judge(opened.signed).is_met

    def cosigned(self, log: VerifierKey) -> int:
        """Return the size of the head that this lab shows as cosigned."""
        note = self.fetch(f"{sha256(log.name.encode()).hexdigest()}/checkpoint")
        if not note:
            return 0
        opened = open_note(note, [self.witness_key])
        assert set(opened.signed) == {self.witness_key}
        return parse_checkpoint(opened.text).size

    def submit(self, body: bytes) -> tuple[int, bytes]:
        """Ask for a cosignature; 0 where nothing was answered."""
        address = f"http://127.0.0.1:{self.port}/log/add-checkpoint"
        try:
            with urllib.request.urlopen(address, body, timeout=10) as answer:
                return int(answer.status), answer.read()
        except HTTPError as error:
            with error:
                return error.code, error.read()
        except CUT:
            return 0, b""


@pytest.fixture(scope="module")
def labs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Lab, Lab]]:
    """Run two labs, each the only witness that the other's policy wants."""
    folder = tmp_path_factory.mktemp("labs")
    found = Lab(folder / "nantes", "nantes"), Lab(folder / "brest", "brest")
    nantes, brest = found
    nantes.go_by(brest)
    brest.go_by(nantes)
    try:
        for lab in found:
            lab.start()
        yield found
    finally:
        for lab in found:
            lab.end()


def kill_workers(lab: Lab) -> None:
    for worker in lab.workers():
        kill(worker)


def test_each_labs_head_bears_the_others_signature(labs: tuple[Lab, Lab]) -> None:
    """By itself, soon after a fact is recorded; and so the policies are met."""
    for lab in labs:
        lab.record(300)
    for lab, other in (labs, labs[::-1]):
        eventually(lab.is_witnessed, f"{lab.name} is witnessed; it said: {lab.said()}")
        assert other.cosigned(lab.key) == lab.head()
        proof = lab.fetch(f"receipt/{lab.head()}")
        opened = open_note(proof.partition(b"\n\n")[2], lab.policy.keys)
        assert lab.policy.judge(opened.signed).witnesses == (other.name,)


def test_a_policy_that_changes_is_followed_at_once(labs: tuple[Lab, Lab]) -> None:
    """Without a new start: the witness taken out, put back under another name."""
    nantes, _ = labs
    policy = nantes.data / "log" / "policy"
    before = policy.read_text()
    policy.write_text(f"log {nantes.key.text}\nquorum none\n")
    eventually(lambda: time.time() - policy.stat().st_mtime > PAUSE_SECONDS, "a round")
    nantes.record(5)
    eventually(nantes.is_witnessed, "it is sealed, and that is enough")
    policy.write_text("what is this\n")
    policy.write_text(re.sub("(witness|quorum) brest", r"\1 finistere", before))
    eventually(nantes.is_witnessed, f"it is witnessed again: {nantes.said()}")
    proof = nantes.fetch(f"receipt/{nantes.head()}")
    opened = open_note(proof.partition(b"\n\n")[2], nantes.policy.keys)
    assert nantes.policy.judge(opened.signed).witnesses == ("finistere",)
    policy.write_text(before)


def test_a_witness_that_is_killed_forgets_no_signature(labs: tuple[Lab, Lab]) -> None:
    """Its workers are killed while logs ask: what it has signed, it holds to."""
    nantes, brest = labs
    foreign = ForeignLog("other.test/registre")
    with (brest.data / "log" / "witness-for").open("a") as file:
        file.write(f"log {foreign.signer.verifier.text}\n")
    held, seen = 0, 0
    for step in range(1, 70):
        if step % 10 == 0:
            nantes.record(20)
        if step % 5 == 0:
            # While the next one is under way, a little later each time.
            threading.Timer(step / 2_000, kill_workers, (brest,)).start()
        status, told = brest.submit(foreign.body(held, step))
        if status == 200:
            note = foreign.text(step) + b"\n" + told
            assert open_note(note, [brest.witness_key]).signed
            held = step
        elif status == 409:
            # It signed what it could not answer any more, and nothing less.
            assert held < int(told) < step
            held = int(told)
        else:
            assert status in {0, 503}
        now = brest.cosigned(foreign.signer.verifier)
        assert now in {0, *range(max(held, seen), step + 1)}
        seen = max(seen, now)
    assert held > 60
    eventually(nantes.is_witnessed, f"it is witnessed again: {nantes.said()}")


def test_what_was_cosigned_survives_a_restart(labs: tuple[Lab, Lab]) -> None:
    """All of the witness is killed, starts again, and goes on where it was."""
    nantes, brest = labs
    eventually(nantes.is_witnessed, "it is witnessed")
    before = brest.cosigned(nantes.key)
    brest.kill_supervisor()
    nantes.record(10)
    brest.start()
    assert brest.cosigned(nantes.key) >= before
    eventually(nantes.is_witnessed, f"it is witnessed again: {nantes.said()}")
    assert brest.cosigned(nantes.key) == nantes.head()
