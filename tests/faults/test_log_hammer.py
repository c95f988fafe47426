"""The hammer: writers, rival publishers and a database that is killed, over and over.

All the while a reader holds each head it sees against the last one it held.
"""

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from ledger.kernel.store.migrations import APP_ROLE, migrate
from ledger.log.archive import Archive
from ledger.log.checkpoints import Checkpoint, parse_checkpoint
from ledger.log.connecting import connect, lending
from ledger.log.integrator import integrate
from ledger.log.notes import VerifierKey, open_note
from ledger.log.proofs import consistency
from ledger.log.publisher import publish
from ledger.log.schema import migrate_log
from ledger.log.verification import is_consistent
from tests.faults.children import wait_until
from tests.faults.log_child import SIGNED, remembering
from tests.log.logs import Log, begun, facts, opened
from tests.servers import Kind, ServerHandle
from tests.specs.log.naive import mth
from tests.store.places import DATABASES

HERE = Path(__file__).parent
GONE = (psycopg.OperationalError, psycopg.InterfaceError)


@dataclass
class Reader:
    """Believes a head only if it is signed, and grew out of the one it holds."""

    conninfo: str
    key: VerifierKey
    held: Checkpoint | None = None
    heads: int = 0
    failed: BaseException | None = None
    stop: threading.Event = field(default_factory=threading.Event)

    def has_moved(self, heads: int) -> bool:
        """Tell whether it has seen more heads by now, or will see no more."""
        return self.heads > heads or self.failed is not None

    def run(self) -> None:
        try:
            with lending(self.conninfo) as lend:
                archive = Archive(lend)
                while not self.stop.is_set():
                    with suppress(*GONE):
                        self._look(archive)
                    time.sleep(0.01)
        except BaseException as error:  # noqa: BLE001  # told to the test
            self.failed = error

    def _look(self, archive: Archive) -> None:
        published = archive.published()
        if published is None:
            return
        new = parse_checkpoint(open_note(published.note, [self.key]).text)
        assert new == published.checkpoint
        if self.held is not None:
            sizes = self.held.size, new.size
            assert sizes[0] <= sizes[1], "the log went back"
            proof = consistency(*sizes, archive.tiles(new.size), new.size)
            assert is_consistent(*sizes, self.held.root, new.root, proof)
        self.heads += new != self.held
        self.held = new


@pytest.fixture(params=DATABASES)
def handle(request: pytest.FixtureRequest) -> Iterator[ServerHandle]:
    """A server that may be killed, with what it answered on its disk."""
    kind: Kind = request.param
    started = ServerHandle(kind, durable=True)
    yield started
    started.stop()


@pytest.mark.parametrize(
    "rounds",
    [5, pytest.param(120, marks=[pytest.mark.deep, pytest.mark.timeout(3_600)])],
)
def test_whatever_is_killed_readers_see_one_growing_history(
    handle: ServerHandle, tmp_path: Path, rounds: int
) -> None:
    """Two publishers at once, each killed now and then, and the database too."""
    chance = random.Random(rounds)  # noqa: S311  # a story, no secret
    owner = handle.create_database()
    migrate(owner)
    migrate_log(owner)
    with opened(owner, tmp_path) as log:
        key = log.signer.verifier
    reader = Reader(make_conninfo(owner, user=APP_ROLE), key)
    reading = threading.Thread(target=reader.run)
    reading.start()
    sealing = [start("log_child.py", "seal", owner, str(tmp_path)) for _ in (1, 2)]
    writing: list[subprocess.Popen[bytes]] = []
    try:
        for number in range(rounds):
            # A writer of before may have lost its server.
            writing.append(
                start("store_child.py", "write", owner, f"w{number}", "9999")
            )
            seen = reader.heads
            wait_until(partial(reader.has_moved, seen))
            time.sleep(chance.uniform(0, 0.3))
            if number % 2:
                handle.kill()
                handle.restart()
            which = chance.randrange(2)
            end(sealing[which])
            sealing[which] = start("log_child.py", "seal", owner, str(tmp_path))
    finally:
        for process in (*writing, *sealing):
            end(process)
        reader.stop.set()
        reading.join()
    if reader.failed is not None:
        raise reader.failed
    assert reader.heads >= rounds
    with opened(owner, tmp_path) as log:
        assert_one_history(log, reader)


def end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def assert_one_history(log: Log, reader: Reader) -> None:
    """Hold everything that was ever signed against what is recorded in the end."""
    while log.seal():
        pass
    leaves = log.leaves()
    assert log.archive.sizes()[-1] == len(leaves)
    book = (log.folder.data / SIGNED).read_bytes().split(b"\n\n")[:-1]
    signed = {parse_checkpoint(text + b"\n") for text in book}
    assert len({checkpoint.size for checkpoint in signed}) == len(signed)
    for checkpoint in random.Random(1).sample(sorted(signed), min(50, len(signed))):  # noqa: S311  # a choice, no secret
        assert checkpoint.root == mth(leaves[: checkpoint.size])
    assert reader.held is not None
    assert reader.held.root == mth(leaves[: reader.held.size])
    assert log.findings() == []


def start(script: str, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(HERE / script), *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_two_publishers_at_once_publish_each_size_once(tmp_path: Path) -> None:
    """In one folder one waits for the other, and each size is signed by one of them."""
    with begun("embedded18", tmp_path) as log:
        sizes: list[int] = []

        def work(number: int) -> None:
            with connect(log.owner) as connection:
                for _ in range(40):
                    if number == 0:
                        log.record(*facts(3))
                    integrate(connection)
                    file = log.folder.last_signed
                    signer = remembering(log.folder)
                    head = publish(connection, signer, file, seconds_between=0)
                    if head is not None:
                        sizes.append(head.checkpoint.size)

        with ThreadPoolExecutor(3) as pool:
            list(pool.map(work, range(3)))
        log.seal()
        assert len(set(sizes)) == len(sizes) > 20
        book = (log.folder.data / SIGNED).read_bytes().split(b"\n\n")[:-1]
        assert len(set(book)) == len(book) == len(sizes)
        assert log.findings() == []
