"""Beginning: a name and a key for ever, whatever interrupts it; and its files."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from psycopg.conninfo import make_conninfo

from ledger.kernel.store.migrations import migrate
from ledger.log.archive import Connection
from ledger.log.beginning import OriginWrong, begin, invent_origin
from ledger.log.checkpoints import Checkpoint
from ledger.log.connecting import connect
from ledger.log.durable import replace_file
from ledger.log.entries import is_origin
from ledger.log.folder import LogFolder
from ledger.log.hashing import EMPTY_ROOT
from ledger.log.keys import KeyFileWrong, make_key, read_cosigner, read_signer
from ledger.log.last_signed import (
    LastSignedDamaged,
    LastSignedMissing,
    PublicationRefused,
    read_last_signed,
)
from ledger.log.notes import COSIGNATURE, ED25519
from ledger.log.policies import parse_policy
from ledger.log.publisher import RolledBack
from ledger.log.schema import PUBLISHER_ROLE, migrate_log
from tests.log.logs import ORIGIN, Log, facts
from tests.servers import server


def fresh() -> str:
    """Return how the publisher reaches a new database."""
    owner = server("embedded18", durable=False).create_database()
    migrate(owner)
    migrate_log(owner)
    return make_conninfo(owner, user=PUBLISHER_ROLE)


@pytest.fixture
def connection() -> Iterator[Connection]:
    with connect(fresh()) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> LogFolder:
    return LogFolder(tmp_path)


def test_a_log_begins_with_name_key_and_policy(
    connection: Connection, folder: LogFolder
) -> None:
    """The key is read by its owner alone; the first signature is over nothing."""
    begun = begin(connection, folder, ORIGIN)
    assert begun.is_new
    assert begun.key.name == ORIGIN
    assert stat.S_IMODE(folder.key.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.root.stat().st_mode) == 0o700
    assert read_signer(folder.key).verifier == begun.key
    last = read_last_signed(folder.last_signed, begun.key)
    assert last.checkpoint == Checkpoint(ORIGIN, 0, EMPTY_ROOT)
    policy = parse_policy(folder.policy.read_text())
    assert [known.key for known in policy.logs] == [begun.key]
    assert policy.judge([]).is_met


def test_a_log_begins_once(connection: Connection, folder: LogFolder) -> None:
    """Asked again it says what it is, and refuses to become another."""
    first = begin(connection, folder, None, "proposed.example/registre")
    assert first.key.name == "proposed.example/registre"
    again = begin(connection, folder, None, "moved.example/registre")
    assert (again.key, again.is_new) == (first.key, False)
    with pytest.raises(OriginWrong, match="for ever"):
        begin(connection, folder, ORIGIN)


@pytest.mark.parametrize("origin", ["", "a b", "a+b", "a\nb", "é" * 101, "a\tb"])
def test_a_malformed_name_is_refused(
    connection: Connection, folder: LogFolder, origin: str
) -> None:
    """Before anything is made."""
    with pytest.raises(OriginWrong, match="at most 200 bytes"):
        begin(connection, folder, origin)
    assert not folder.root.exists()


def test_a_log_without_an_address_gets_a_name_of_its_own() -> None:
    """No two of them are alike, and none can be an address."""
    assert is_origin(invent_origin())
    assert invent_origin() != invent_origin()
    assert invent_origin().startswith("commun.invalid/")


def test_what_an_interrupted_beginning_left_is_taken_up(
    connection: Connection, folder: LogFolder
) -> None:
    """Whatever step it died after, the next one ends with a log that can sign."""
    begun = begin(connection, folder, ORIGIN)
    folder.key.unlink()
    folder.policy.unlink()
    with connect(fresh()) as other:
        # After the first signature, before the key.
        taken = begin(other, folder, ORIGIN)
        assert taken.is_new
        assert taken.key != begun.key
    with connect(fresh()) as other:
        # After the key, before the row.
        folder.policy.unlink()
        assert begin(other, folder, None) == (taken.key, False)
        assert folder.policy.exists()


def test_many_that_start_at_once_begin_one_log(folder: LogFolder) -> None:
    """The folder's lock lets one make the key; all others find it."""
    conninfo = fresh()

    def start(_number: int) -> tuple[str, bool]:
        with connect(conninfo) as opened:
            key, is_new = begin(opened, folder, None)
            return key.text, is_new

    with ThreadPoolExecutor(6) as pool:
        begun = list(pool.map(start, range(6)))
    assert len({key for key, _ in begun}) == 1
    assert [is_new for _, is_new in begun].count(True) == 1


def test_a_key_that_is_lost_is_not_replaced(log: Log) -> None:
    """Facts were signed under its name: another key would be another log."""
    log.record(*facts(3))
    log.seal()
    log.folder.key.unlink()
    with pytest.raises(KeyFileWrong, match="is missing"):
        begin(log.connection, log.folder, None)
    with connect(fresh()) as other, pytest.raises(LastSignedDamaged, match="3 facts"):
        begin(other, log.folder, None)
    assert not log.folder.key.exists()


def test_a_new_database_does_not_begin_a_log_again(log: Log) -> None:
    """The folder knows that facts were signed, which are not there."""
    log.record(*facts(3))
    log.seal()
    with connect(fresh()) as other:
        with pytest.raises(RolledBack, match="3 facts were signed"):
            begin(other, log.folder, None)
        log.folder.last_signed.unlink()
        with pytest.raises(LastSignedMissing):
            begin(other, log.folder, None)
        row = other.execute("SELECT count(*) FROM log.state").fetchone()
    assert row == (0,)


def test_a_folder_of_another_log_is_refused(log: Log, tmp_path: Path) -> None:
    """Folder and database of two backups."""
    other = LogFolder(tmp_path / "other")
    with connect(fresh()) as connection:
        begin(connection, other, "other.example/registre")
    with pytest.raises(PublicationRefused, match="of one backup"):
        begin(log.connection, other, None)


def test_noise_in_the_place_of_the_file_keeps_a_log_from_beginning(
    connection: Connection, folder: LogFolder
) -> None:
    """It may have been the last signature."""
    folder.root.mkdir()
    folder.last_signed.write_bytes(b"noise")
    with pytest.raises(LastSignedDamaged, match="no checkpoint"):
        begin(connection, folder, None)
    assert not folder.key.exists()


def make_readable(path: Path) -> None:
    path.chmod(0o640)


def cut(path: Path) -> None:
    path.write_text(path.read_text()[:-9])


def change(path: Path) -> None:
    text = path.read_text()
    path.write_text(text.replace(text[40], "A" if text[40] != "A" else "B"))


def fill_with_noise(path: Path) -> None:
    path.write_bytes(b"\xff\xfe" + os.urandom(5_000))


def make_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir(0o700)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (Path.unlink, "is missing"),
        (make_readable, r"can be read by others \(640\). Run: chmod 600"),
        (cut, "is not a log's key"),
        (change, "is not a log's key"),
        (fill_with_noise, "is not a log's key"),
        (make_a_folder, "is a folder"),
    ],
)
def test_a_key_file_that_cannot_be_used_is_refused(
    folder: LogFolder, damage: Callable[[Path], None], words: str
) -> None:
    """The message names the file and the remedy."""
    make_key(folder.key, ORIGIN, ED25519)
    damage(folder.key)
    with pytest.raises(KeyFileWrong, match=words) as error:
        read_signer(folder.key)
    assert str(folder.key) in str(error.value)


def test_the_key_of_a_witness_is_another_kind(folder: LogFolder) -> None:
    """Neither passes for the other."""
    log = make_key(folder.key, ORIGIN, ED25519)
    witness = make_key(folder.witness_key, "lab.example/temoin", COSIGNATURE)
    assert read_signer(folder.key).verifier == log
    assert read_cosigner(folder.witness_key).verifier == witness
    with pytest.raises(KeyFileWrong, match="is not a witness's key"):
        read_cosigner(folder.key)
    with pytest.raises(KeyFileWrong, match="is not a log's key"):
        read_signer(folder.witness_key)


def test_no_key_is_written_over(folder: LogFolder) -> None:
    """The one that is there was kept."""
    key = make_key(folder.key, ORIGIN, ED25519)
    with pytest.raises(KeyFileWrong, match="it was kept"):
        make_key(folder.key, ORIGIN, ED25519)
    assert read_signer(folder.key).verifier == key
    assert [path.name for path in folder.root.iterdir()] == ["key"]


def test_a_key_that_cannot_be_reached_is_refused(folder: LogFolder) -> None:
    """A file stands where the folder should be."""
    folder.root.write_text("")
    with pytest.raises(KeyFileWrong, match="cannot be read"):
        read_signer(folder.key)


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    folder: LogFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And none beside it that would take the room."""
    folder.root.mkdir()
    replace_file(folder.last_signed, b"old")

    def refuse(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space left"):
        replace_file(folder.last_signed, b"new")
    assert folder.last_signed.read_bytes() == b"old"
    assert [path.name for path in folder.root.iterdir()] == ["last-signed"]
