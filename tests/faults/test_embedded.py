"""Embedded server: nothing acknowledged is lost, however its processes end."""

import os
import shutil
import signal
import stat
from collections.abc import Generator
from pathlib import Path

import pytest

from ledger.kernel.store.embedded import EmbeddedPostgres
from ledger.kernel.store.embedded_errors import (
    AlreadyRunning,
    ServerVersionChanged,
)
from ledger.kernel.store.embedded_folder import (
    SOCKET_NAME,
)
from ledger.kernel.store.embedded_log import keep
from tests.faults.children import (
    add,
    answer,
    child,
    is_free,
    need_namespaces,
    numbers,
    setting,
    wait_until,
)


def test_a_second_start_finds_what_the_first_recorded(tmp_path: Path) -> None:
    """The cluster is made once, and kept."""
    with EmbeddedPostgres(tmp_path) as first:
        add(first.owner_conninfo, 1)
    made = (tmp_path / "postgres/cluster/PG_VERSION").stat()
    with EmbeddedPostgres(tmp_path) as second:
        assert numbers(second.owner_conninfo) == [1]
    assert (tmp_path / "postgres/cluster/PG_VERSION").stat().st_ino == made.st_ino


def test_only_our_user_reaches_the_server(tmp_path: Path) -> None:
    """One socket in a private folder is the only door; the folders above stay be."""
    tmp_path.chmod(0o751)
    with EmbeddedPostgres(tmp_path) as server:
        assert setting(server.owner_conninfo, "listen_addresses") == ""
        private = stat.S_IMODE((tmp_path / "postgres").stat().st_mode)
        assert private == stat.S_IRWXU
        inside = (tmp_path / "postgres").iterdir()
        assert [path.name for path in inside if path.is_socket()] == [SOCKET_NAME]
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o751


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Generator[EmbeddedPostgres]:
    with EmbeddedPostgres(tmp_path_factory.mktemp("shared")) as server:
        yield server


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("data_checksums", "on"),
        ("fsync", "on"),
        ("full_page_writes", "on"),
        ("synchronous_commit", "on"),
        ("server_encoding", "UTF8"),
        ("TimeZone", "UTC"),
        ("max_connections", "100"),
    ],
)
def test_the_server_keeps_its_word_on_disk(
    shared: EmbeddedPostgres, name: str, value: str
) -> None:
    """An acknowledged row is on the disk, and a page that rots there is noticed."""
    assert setting(shared.owner_conninfo, name) == value


def test_a_killed_supervisor_takes_its_server_along_and_loses_nothing(
    tmp_path: Path,
) -> None:
    """After kill -9 the server ends by itself; every acknowledged row is there."""
    acknowledged = 0
    for _ in range(3):
        with child("write", tmp_path) as process:
            for _ in range(40):
                acknowledged = int(answer(process))
            process.kill()
        wait_until(lambda: is_free(tmp_path))
        assert EmbeddedPostgres.attach(tmp_path) is None
        with EmbeddedPostgres(tmp_path) as server:
            found = numbers(server.owner_conninfo)
        # The last row may be stored without its acknowledgement having been read.
        assert found == list(range(1, len(found) + 1))
        assert len(found) >= acknowledged


def test_a_new_supervisor_need_not_wait_for_the_old_server_to_be_gone(
    tmp_path: Path,
) -> None:
    """A restart right after kill -9 waits for the old server by itself."""
    with child("write", tmp_path) as process:
        acknowledged = int(answer(process))
        process.kill()
        # Dead but unburied, as under a container's first process that buries nobody.
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        with EmbeddedPostgres(tmp_path) as server:
            assert acknowledged in numbers(server.owner_conninfo)


def test_a_server_that_outlived_its_supervisor_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the kernel does not end an orphan, the next start does."""
    need_namespaces()
    bare = tmp_path / "bin"
    bare.mkdir()
    (bare / "unshare").symlink_to(shutil.which("unshare") or "")
    monkeypatch.setenv("PATH", str(bare))
    with child("write", tmp_path) as process:
        acknowledged = int(answer(process))
        process.kill()
    assert EmbeddedPostgres.attach(tmp_path) is not None
    with EmbeddedPostgres(tmp_path) as server:
        assert acknowledged in numbers(server.owner_conninfo)


def test_a_dead_server_is_started_again(tmp_path: Path) -> None:
    """The supervisor sees that its server was killed, and start() revives it."""
    with EmbeddedPostgres(tmp_path) as server:
        add(server.owner_conninfo, 1)
        process = server.process
        assert process is not None
        os.kill(process, signal.SIGKILL)
        wait_until(lambda: not server.is_running())
        server.start()
        assert server.process != process
        assert numbers(server.owner_conninfo) == [1]


def test_a_number_given_again_does_not_block_the_start(tmp_path: Path) -> None:
    """A stale process number that now belongs to a stranger is seen through."""
    with EmbeddedPostgres(tmp_path) as server:
        add(server.owner_conninfo, 1)
    stranger = os.getpid()
    lines = [stranger, tmp_path / "postgres/cluster", 0, 5432, tmp_path / "postgres"]
    stale = "\n".join(str(line) for line in lines)
    (tmp_path / "postgres/cluster/postmaster.pid").write_text(stale)
    (tmp_path / f"postgres/{SOCKET_NAME}.lock").write_text(stale)
    (tmp_path / f"postgres/{SOCKET_NAME}").touch()
    with EmbeddedPostgres(tmp_path) as server:
        assert numbers(server.owner_conninfo) == [1]


def test_half_a_cluster_never_counts(tmp_path: Path) -> None:
    """A first start that was killed begins again."""
    unfinished = tmp_path / "postgres/cluster.unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")
    with EmbeddedPostgres(tmp_path) as server:
        add(server.owner_conninfo, 1)
    assert not unfinished.exists()


def test_of_two_starts_at_once_one_is_refused(tmp_path: Path) -> None:
    """One process supervises the folder; the other learns which, and may attach."""
    with child("serve", tmp_path) as one, child("serve", tmp_path) as two:
        wait_until(lambda: one.poll() is not None or two.poll() is not None)
        winner, loser = (two, one) if one.poll() is not None else (one, two)
        assert answer(winner).startswith("started")
        assert answer(loser) == ""
        with pytest.raises(AlreadyRunning) as refusal:
            EmbeddedPostgres(tmp_path).start()
        assert refusal.value.supervisor == winner.pid
        conninfo = EmbeddedPostgres.attach(tmp_path)
        assert conninfo is not None
        add(conninfo, 1)
        assert numbers(conninfo) == [1]
        assert winner.communicate("")[0].strip() == "stopped"


def test_a_fork_neither_ends_the_server_nor_holds_the_folder(tmp_path: Path) -> None:
    """Web workers are forks: they may end first or last."""
    server = EmbeddedPostgres(tmp_path)
    server.start()
    ended, end = os.pipe()
    fork = os.fork()
    if fork == 0:
        os.close(end)
        server.stop()
        os.read(ended, 1)
        os._exit(0)
    os.close(ended)
    assert server.is_running()
    assert EmbeddedPostgres.attach(tmp_path) is not None
    server.stop()
    assert is_free(tmp_path)
    os.close(end)
    assert os.waitpid(fork, 0)[1] == 0


def test_a_folder_of_another_version_is_left_alone(tmp_path: Path) -> None:
    """Another major version cannot read the files, and says so before it tries."""
    with EmbeddedPostgres(tmp_path):
        pass
    (tmp_path / "postgres/cluster/PG_VERSION").write_text("14\n")
    with pytest.raises(ServerVersionChanged, match="written by PostgreSQL 14"):
        EmbeddedPostgres(tmp_path).start()
    assert is_free(tmp_path)


def test_the_log_is_bounded(tmp_path: Path) -> None:
    """However much the server says, two files of bounded size hold the latest."""
    log = tmp_path / "server.log"
    source = tmp_path / "said"
    source.write_bytes(b"".join(b"line %06d\n" % number for number in range(10_000)))
    with source.open("rb") as lines:
        keep(lines, log, bytes_max=5_000)
    assert sorted(path.name for path in tmp_path.glob("server*")) == [
        "server.log",
        "server.log.1",
    ]
    assert all(path.stat().st_size <= 5_000 for path in tmp_path.glob("server*"))
    assert log.read_bytes().endswith(b"line 009999\n")
