"""Restoring: what was lost comes back from a copy, if it is what was signed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.kernel.store.migrations import migrate
from ledger.kernel.store.port import StoredEvent
from ledger.log.entries import bundle, unbundle
from ledger.log.exporting import export
from ledger.log.publisher import RolledBack
from ledger.log.restoring import RestoreRefused, past_of, restore
from ledger.log.schema import migrate_log
from tests.log.logs import Log, begun, facts, opened
from tests.servers import server

SIZE = 700
LOST = (
    "ALTER TABLE ledger.tags DISABLE TRIGGER USER",
    "DELETE FROM ledger.events WHERE position > %(after)s",
    "DELETE FROM ledger.tags WHERE position > %(after)s",
    "DELETE FROM log.checkpoints",
    "DELETE FROM log.tiles",
    "UPDATE log.state SET size = 0, edge = '{}', root = sha256('')",
)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    with begun("embedded18", tmp_path) as fresh:
        fresh.record(*facts(SIZE))
        fresh.seal()
        yield fresh


@pytest.fixture
def copy(log: Log, tmp_path: Path) -> Path:
    export(log.archive, tmp_path / "copy")
    return tmp_path / "copy"


@pytest.fixture
def were(log: Log) -> list[StoredEvent]:
    return list(log.store.since(0))


@pytest.mark.parametrize("after", [0, 1, 256, 400, 699])
def test_what_a_restored_database_lacks_comes_back(
    log: Log, copy: Path, were: list[StoredEvent], after: int
) -> None:
    """The same facts at the same places and times, and the log goes on."""
    log.tamper(*LOST, after=after)
    while log.integrate():
        pass
    with pytest.raises(RolledBack):
        log.publish()
    assert restore(log.owner, log.folder, copy) == SIZE - after
    assert list(log.store.since(0)) == were
    assert restore(log.owner, log.folder, copy) == 0
    log.seal()
    log.record(*facts(1))
    assert log.seal()
    assert log.findings() == []


def test_a_database_that_is_gone_comes_back_whole(
    log: Log, copy: Path, were: list[StoredEvent]
) -> None:
    """Into a new one, under the old name and key."""
    owner = server("embedded18", durable=False).create_database()
    migrate(owner)
    migrate_log(owner)
    assert restore(owner, log.folder, copy) == SIZE
    with opened(owner, log.folder.data) as back:
        assert list(back.store.since(0)) == were
        assert back.seal()
        assert back.findings() == []


def test_a_copy_that_was_altered_brings_nothing(log: Log, copy: Path) -> None:
    """One sign of one fact."""
    log.tamper(*LOST, after=400)
    path = copy / "tile/entries/001"
    path.write_bytes(path.read_bytes().replace(b'{"n":500}', b'{"n":501}'))
    with pytest.raises(RestoreRefused, match="not what was signed"):
        restore(log.owner, log.folder, copy)
    assert len(list(log.store.since(0))) == 400


def test_a_database_that_grew_differently_gets_nothing(log: Log, copy: Path) -> None:
    """Facts were recorded on the older state: both cannot be true."""
    log.tamper(*LOST, after=400)
    log.record(*facts(5, "garden"))
    with pytest.raises(RestoreRefused, match="not what was signed"):
        restore(log.owner, log.folder, copy)
    assert len(list(log.store.since(0))) == 405


def test_a_copy_older_than_what_was_signed_brings_nothing(log: Log, copy: Path) -> None:
    """A part would leave the rest to be overwritten by new facts."""
    log.record(*facts(10))
    log.seal()
    log.tamper(*LOST, after=400)
    with pytest.raises(RestoreRefused, match="find a newer one"):
        restore(log.owner, log.folder, copy)


def test_a_copy_of_another_log_brings_nothing(
    log: Log, copy: Path, tmp_path: Path
) -> None:
    """Its checkpoint is not signed by our key; or there is none, or half of one."""
    with begun("embedded18", tmp_path / "other") as other:
        other.record(*facts(800))
        other.seal()
        export(other.archive, tmp_path / "theirs")
    with pytest.raises(RestoreRefused, match="not signed by our key"):
        restore(log.owner, log.folder, tmp_path / "theirs")
    with pytest.raises(RestoreRefused, match="cannot be read"):
        restore(log.owner, log.folder, tmp_path)
    log.tamper(*LOST, after=400)
    (copy / "tile/entries/002.p/188").unlink()
    with pytest.raises(RestoreRefused, match="cannot be read"):
        restore(log.owner, log.folder, copy)
    (copy / "tile/entries/002.p/188").write_bytes(b"\x00\x05half")
    with pytest.raises(RestoreRefused, match="ends too soon"):
        restore(log.owner, log.folder, copy)


def test_entries_that_are_none_or_elsewhere_bring_nothing(log: Log, copy: Path) -> None:
    """Whoever made the copy may have made anything."""
    log.tamper(*LOST, after=400)
    path = copy / "tile/entries/002.p/188"
    entries = unbundle(path.read_bytes())
    path.write_bytes(bundle([*entries[:-1], b"no entry"]))
    with pytest.raises(RestoreRefused, match="entry 700 of the copy"):
        restore(log.owner, log.folder, copy)
    path.write_bytes(bundle([entries[1], entries[0], *entries[2:]]))
    with pytest.raises(RestoreRefused, match="entry 513 of the copy says 514"):
        restore(log.owner, log.folder, copy)
    assert len(list(log.store.since(0))) == 400


def test_facts_that_come_meanwhile_keep_the_copy_out(log: Log, copy: Path) -> None:
    """They stand where those of the copy would: nothing is recorded under the lock."""
    log.tamper(*LOST, after=400)
    with pytest.raises(RestoreRefused, match="stop everything"):
        next(past_of(log.connection, copy, 399, SIZE))


def test_the_database_of_another_log_gets_nothing(log: Log, copy: Path) -> None:
    """Its entries would bear another name."""
    log.tamper("UPDATE log.state SET origin = 'other.example/registre'")
    with pytest.raises(RestoreRefused, match="another log"):
        restore(log.owner, log.folder, copy)
