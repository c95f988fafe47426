"""Many processes, kills, forks and full disks: what was answered is there."""

import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from ledger.kernel.store.migrations import migrate
from ledger.kernel.store.port import Unavailable
from ledger.kernel.store.postgres import PostgresStore
from tests.faults.children import mounted
from tests.servers import Kind, ServerHandle
from tests.store.places import (
    DATABASES,
    append,
    database,
    event,
    key,
    positions,
)

CHILD = Path(__file__).with_name("store_child.py")
LAST = "the last"


@pytest.fixture(params=DATABASES)
def owner(request: pytest.FixtureRequest) -> str:
    kind: Kind = request.param
    return database(kind)


@pytest.mark.parametrize(
    ("writers", "appends"),
    [
        (4, 150),
        pytest.param(8, 12_500, marks=[pytest.mark.deep, pytest.mark.timeout(1_800)]),
    ],
)
def test_who_follows_misses_nothing(owner: str, writers: int, appends: int) -> None:
    """Readers that start while many write see all, in order, without a gap."""
    writing = [start("write", owner, f"w{n}", str(appends)) for n in range(writers)]
    time.sleep(0.5)
    tailing = [start("tail", owner, LAST) for _ in range(2)]
    # All are heard at once: one whose pipe is full would wait, and not write.
    with ThreadPoolExecutor(writers) as hearing:
        said = list(hearing.map(finished, writing))
    store = PostgresStore(owner)
    append(store, event("vote:roof", data=LAST.encode()))
    seen = {finished(process)[0] for process in tailing}
    events = list(store.since(0))
    store.close()
    everything = sha256(b"".join(e.data + b"\n" for e in events)).hexdigest()
    assert seen == {f"{len(events)} {everything}"}
    assert [e.position for e in events] == [*range(1, len(events) + 1)]
    assert all(a.recorded_at <= b.recorded_at for a, b in pairwise(events))
    answers = 0
    for number, lines in enumerate(said):
        for first, last, name in (map(int, line.split()) for line in lines):
            answers += last - first + 1
            own = f"w{number} {name}".encode()
            assert {e.data for e in events[first - 1 : last]} == {own}
    assert sum(map(len, said)) == writers * appends
    assert answers == len(events) - 1
    print(f"{writers * appends} appends acknowledged, {len(events)} events")  # noqa: T201  # read with -s


def test_a_store_works_on_both_sides_of_a_fork(owner: str) -> None:
    """Workers are forked after the import; none uses another's connections."""
    assert finished(start("fork", owner)) == ["both"]
    store = PostgresStore(owner)
    assert positions(store) == [*range(1, 22)]
    store.close()


@pytest.mark.parametrize("kind", DATABASES)
def test_what_was_answered_survives_a_kill_of_the_server(kind: Kind) -> None:
    """Writers are told that it is gone; when it is back, all answered is there."""
    handle = ServerHandle(kind, durable=True)
    try:
        owner = handle.create_database()
        migrate(owner)
        store = PostgresStore(owner)
        writing = start("write", owner, "w", "100000")
        assert writing.stdout is not None
        heard = [writing.stdout.readline() for _ in range(200)]
        handle.kill()
        heard += writing.communicate(timeout=60)[0].splitlines()
        with pytest.raises(Unavailable):
            append(store, event("vote:roof"), claim=key("a"))
        handle.restart()
        answered = [list(map(int, line.split())) for line in heard if line.strip()]
        events = list(store.since(0))
        assert [e.position for e in events] == [*range(1, len(events) + 1)]
        for first, last, name in answered:
            assert {e.data for e in events[first - 1 : last]} == {f"w {name}".encode()}
        assert (
            append(store, event("vote:roof"), claim=key("a")).first == len(events) + 1
        )
        store.close()
    finally:
        handle.stop()


def test_a_full_disk_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    """Nothing more is recorded; with room again, the log goes on where it was."""
    disk = tmp_path / "disk"
    disk.mkdir()
    wrap = mounted("size=110m", disk)
    deed = [
        sys.executable,
        str(CHILD),
        "fill",
        str(disk / "data"),
        str(disk / "ballast"),
    ]
    done = subprocess.run([*wrap, *deed], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = dict(line.split() for line in done.stdout.splitlines())
    acknowledged, found = int(said["acknowledged"]), int(said["found"])
    assert acknowledged > 100
    # One more may be there: a commit whose answer was lost with the server.
    assert found in {acknowledged, acknowledged + 1}
    assert int(said["appended"]) == found + 1


def start(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(CHILD), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process: subprocess.Popen[str]) -> Sequence[str]:
    said, complaints = process.communicate()
    assert process.returncode == 0, complaints
    return said.splitlines()
