"""The log's steps: killed at each of them, and cut off from the database at each.

Either way nothing is signed over another history, and the next round goes on.
"""

import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from ledger.log.checkpoints import parse_checkpoint
from ledger.log.connecting import connect
from ledger.log.integrator import integrate
from ledger.log.publisher import publish
from ledger.log.schema import PUBLISHER_ROLE
from tests.faults.children import mounted
from tests.faults.log_child import SIGNED, remembering
from tests.faults.wires import Cut, wire
from tests.log.logs import Log, begun, facts, opened
from tests.servers import Kind
from tests.specs.log.naive import mth
from tests.store.places import DATABASES

CHILD = Path(__file__).with_name("log_child.py")
NO_SPACE = 28


@pytest.fixture(params=DATABASES)
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Log]:
    kind: Kind = request.param
    with begun(kind, tmp_path) as fresh:
        yield fresh


def publisher_of(log: Log) -> str:
    return make_conninfo(log.owner, user=PUBLISHER_ROLE)


@contextmanager
def child(deed: str, log: Log) -> Generator[subprocess.Popen[str]]:
    command = [sys.executable, str(CHILD), deed, publisher_of(log)]
    with subprocess.Popen(
        [*command, str(log.folder.data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def ask(process: subprocess.Popen[str], words: str) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{words}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


@pytest.mark.parametrize("form", ["before", "after"])
def test_killed_at_any_step_it_signs_one_history(log: Log, form: str) -> None:
    """Not done, or done and not told of: the next round finds out which."""
    log.record(*facts(250))
    with child("steps", log) as process:
        for step in range(1, 200):
            # Over the edge of a tile now and then, so that there are tiles to write.
            log.record(*facts(7))
            answer = ask(process, f"{step} {form}")
            size = assert_sound(log, 0)
            # Once more, on what the first one left.
            log.record(*facts(1))
            ask(process, f"{step} {form}")
            assert_sound(log, size)
            # At first what is on disk, and then what is new.
            while log.seal():
                pass
            assert log.archive.sizes()[-1] == log.last_signed().checkpoint.size
            assert log.archive.sizes()[-1] == len(log.leaves())
            if answer == "done":
                break
        else:
            pytest.fail("there is no end of steps")
    assert step > 20
    assert log.findings() == []


def assert_sound(log: Log, published: int) -> int:
    """Look at what a kill left."""
    leaves = log.leaves()
    state = log.archive.state()
    assert state.root == mth(leaves[: state.size])
    last = log.last_signed().checkpoint
    assert last.root == mth(leaves[: last.size])
    head = log.archive.published()
    size = head.checkpoint.size if head else 0
    # What is on disk may be ahead by the one that the database was not told of.
    assert published <= size <= last.size <= state.size
    assert_one_history(log, leaves)
    return size


def assert_one_history(log: Log, leaves: list[bytes]) -> None:
    """Compare everything that was ever signed with the record, published or not."""
    book = log.folder.data / SIGNED
    texts = book.read_bytes().split(b"\n\n")[:-1] if book.exists() else []
    for text in texts:
        signed = parse_checkpoint(text + b"\n")
        assert signed.root == mth(leaves[: signed.size])


INTEGRATING = (
    b"BEGIN",
    b"FOR UPDATE",
    b"max(position)",
    b"log.bundles",
    b"INSERT INTO log.tiles",
    b"UPDATE log.state",
    b"COMMIT",
)
PUBLISHING = (
    b"SELECT origin",
    b"ORDER BY size DESC",
    b"FROM log.tiles t",
    b"BEGIN",
    b"synchronous_commit",
    b"INSERT INTO log.checkpoints",
    b"COMMIT",
)


@pytest.mark.parametrize("cut", [Cut.REQUEST, Cut.ANSWER])
@pytest.mark.parametrize("words", INTEGRATING)
def test_cut_off_while_integrating_nothing_is_lost_or_doubled(
    log: Log, words: bytes, cut: Cut
) -> None:
    """The request was lost, or only its answer was."""
    log.record(*facts(600))
    with wire(publisher_of(log), words) as (laid, conninfo):
        with connect(conninfo) as connection:
            laid.cut = cut
            with pytest.raises(psycopg.OperationalError):
                integrate(connection)
        assert laid.cuts == 1
        with connect(conninfo) as connection:
            is_done = cut is Cut.ANSWER and words == b"COMMIT"
            assert integrate(connection) == (0 if is_done else 600)
    assert log.archive.state().root == mth(log.leaves())
    assert log.publish()
    assert log.findings() == []


@pytest.mark.parametrize("cut", [Cut.REQUEST, Cut.ANSWER])
@pytest.mark.parametrize("words", PUBLISHING)
def test_cut_off_while_publishing_nothing_is_signed_twice(
    log: Log, words: bytes, cut: Cut
) -> None:
    """What was signed is published as it is; what was not is signed once."""
    log.record(*facts(300))
    log.seal()
    log.record(*facts(300))
    log.integrate()
    signer, file = remembering(log.folder), log.folder.last_signed
    with wire(publisher_of(log), words) as (laid, conninfo):
        with connect(conninfo) as connection:
            laid.cut = cut
            with pytest.raises(psycopg.OperationalError):
                publish(connection, signer, file, seconds_between=0)
        assert laid.cuts == 1
        with connect(conninfo) as connection:
            published = publish(connection, signer, file, seconds_between=0)
    is_done = cut is Cut.ANSWER and words == b"COMMIT"
    assert (published is None) == is_done
    assert log.archive.sizes() == [300, 600]
    texts = (log.folder.data / SIGNED).read_bytes()
    assert texts.count(b"\n600\n") == 1
    assert log.last_signed().checkpoint.size == 600
    assert log.findings() == []


def test_on_a_full_disk_nothing_is_signed(tmp_path: Path) -> None:
    """Neither file nor database changes; with room again the publisher goes on."""
    disk = tmp_path / "disk"
    disk.mkdir()
    wrap = mounted("size=1m", disk)
    keep = tmp_path / "keep"
    with begun("embedded18", keep) as log:
        log.record(*facts(10))
        conninfo = publisher_of(log)
        script = 'cp -a "$0"/log "$1"/ && shift && exec "$@"'
        deed = [sys.executable, str(CHILD), "full", conninfo]
        copying = ["/bin/sh", "-c", script, str(keep), str(disk)]
        done = subprocess.run(
            [*wrap, *copying, *deed, str(disk), str(disk / "ballast")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        said = done.stdout.splitlines()
        assert said[0] == f"filled: {NO_SPACE}"
        assert said[1] == f"refused: {NO_SPACE}"
        assert said[2] == "kept: True"
        assert said[3] == "left: ['key', 'last-signed', 'policy']"
        assert said[4] == "published: 10"
        with opened(log.owner, keep) as same:
            # The folder out there went with its disk; the one here is older now.
            assert same.archive.sizes() == [10]
