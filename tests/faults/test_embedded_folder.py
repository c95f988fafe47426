"""Embedded server's folder: odd, full, forbidden or foreign, it is named."""

import os
import shutil
import socket
import stat
from pathlib import Path

import pytest

from ledger.kernel.store.embedded import EmbeddedPostgres
from ledger.kernel.store.embedded_errors import (
    DataFolderUnusable,
)
from ledger.kernel.store.embedded_folder import (
    SOCKET_NAME,
    SOCKET_PATH_BYTES_MAX,
    Record,
    ServerFolder,
)
from tests.faults.children import (
    add,
    answer,
    child,
    is_free,
    mounted,
    numbers,
    ordinary_user,
    run_child,
    wait_until,
)


@pytest.mark.parametrize("name", ["deep/" * 25, "one,two", "été", "it's"])
def test_a_path_unfit_for_a_socket_gets_another_one(tmp_path: Path, name: str) -> None:
    """A long or odd path works; others find the socket, which goes at the end."""
    data = tmp_path / name
    with EmbeddedPostgres(data) as server:
        record = ServerFolder(data).read_record()
        assert record is not None
        assert len(os.fsencode(record.sockets / SOCKET_NAME)) <= SOCKET_PATH_BYTES_MAX
        assert EmbeddedPostgres.attach(data) == server.owner_conninfo
    assert not record.sockets.exists()
    assert EmbeddedPostgres.attach(data) is None


def test_kills_do_not_litter_the_temporary_folder(tmp_path: Path) -> None:
    """The socket's folder that a killed server left serves the next one."""
    data = tmp_path / ("deep/" * 25)
    used: set[Path] = set()
    for _ in range(2):
        with child("write", data) as process:
            answer(process)
            record = ServerFolder(data).read_record()
            assert record is not None
            used.add(record.sockets)
            process.kill()
        wait_until(lambda: is_free(data))
    assert len(used) == 1
    with EmbeddedPostgres(data):
        pass
    assert not used.pop().exists()


def test_a_remembered_folder_of_others_is_not_trusted(tmp_path: Path) -> None:
    """A socket in a folder that others may write to is no server of ours."""
    open_to_all = tmp_path / "open"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    folder = ServerFolder(tmp_path / "data")
    folder.open()
    folder.write_record(Record(os.getpid(), open_to_all))
    with socket.socket(socket.AF_UNIX) as false_server:
        false_server.bind(str(open_to_all / SOCKET_NAME))
        false_server.listen()
        assert EmbeddedPostgres.attach(tmp_path / "data") is None


def test_a_file_in_the_folders_place_is_named(tmp_path: Path) -> None:
    """An impossible folder is refused with its name and the remedy."""
    (tmp_path / "file").touch()
    with pytest.raises(DataFolderUnusable, match=r"file/data .*COMMUN_DATA"):
        EmbeddedPostgres(tmp_path / "file" / "data").start()


@pytest.mark.parametrize("number", [1, 1234])
def test_an_ordinary_user_runs_it(tmp_path: Path, number: int) -> None:
    """No privilege is needed, nor a name in the system's list of users."""
    assert run_child(ordinary_user(number), "attempt", tmp_path) == ["started"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_root_without_namespaces_runs_it_as_somebody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most containers grant root no namespace: the folder is given to another user.

    Folders above it stay closed, and from then on it is served either way.
    """
    data = tmp_path / "data"
    tmp_path.chmod(0o700)
    whole_path = os.environ["PATH"]
    bare = tmp_path / "bin"
    bare.mkdir()
    (bare / "setpriv").symlink_to(shutil.which("setpriv") or "")
    monkeypatch.setenv("PATH", str(bare))
    with EmbeddedPostgres(data) as server:
        add(server.owner_conninfo, 1)
        assert EmbeddedPostgres.attach(data) == server.owner_conninfo
    assert ServerFolder(data).owner().number != 0
    with child("write", data) as process:
        assert answer(process) == "2"
        process.kill()
    wait_until(lambda: is_free(data))
    monkeypatch.setenv("PATH", whole_path)
    with EmbeddedPostgres(data) as server:
        assert {1, 2} <= set(numbers(server.owner_conninfo))
    owners = {path.stat().st_uid for path in (data / "postgres").rglob("*")}
    assert owners == {ServerFolder(data).owner().number}
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_an_unwritable_folder_is_named(tmp_path: Path) -> None:
    """A folder without permission is refused with its name and the remedy."""
    tmp_path.chmod(0o555)
    (line,) = run_child(ordinary_user(1), "attempt", tmp_path / "data")
    assert line.startswith(f"refused DataFolderUnusable The data folder {tmp_path}")
    assert "COMMUN_DATA" in line


def test_a_disk_too_small_for_a_cluster_is_named(tmp_path: Path) -> None:
    """A first start without space is refused with the folder's name."""
    (line,) = run_child(mounted("size=16m", tmp_path), "attempt", tmp_path)
    assert line.startswith("refused DiskFull")
    assert str(tmp_path) in line


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """A start on a full disk is refused; with space again, all rows are there."""
    refused, rows = run_child(mounted("size=96m", tmp_path), "fill", tmp_path)
    assert refused.startswith("refused DiskFull")
    assert rows == "rows [(1,)]"


def test_a_read_only_disk_is_named(tmp_path: Path) -> None:
    """A folder on a read-only disk is refused with its name and the remedy."""
    (line,) = run_child(mounted("ro", tmp_path), "attempt", tmp_path / "data")
    assert line.startswith("refused DataFolderUnusable")
