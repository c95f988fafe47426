"""Exporting: a copy of static files that is the log, and never another one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.log.archive import LogDamaged
from ledger.log.checkpoints import parse_checkpoint
from ledger.log.entries import unbundle, write_entry
from ledger.log.exporting import ExportRefused, export
from ledger.log.hashing import leaf_hash
from ledger.log.notes import open_note
from ledger.log.proofs import Maker
from ledger.log.tiles import Tile, entries_of, entries_path, tile_path, tiles_of
from ledger.log.verification import is_included
from tests.log.logs import ORIGIN, Log, begun, facts


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    """On one server only: what is copied is what the archive reads on both."""
    with begun("embedded18", tmp_path) as fresh:
        yield fresh


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Log]:
    """Another log, of the same name."""
    with begun("embedded18", tmp_path / "other") as fresh:
        yield fresh


def assert_whole(log: Log, copy: Path) -> None:
    """Check a copy with nothing but its files and the log's public key."""
    note = (copy / "checkpoint").read_bytes()
    opened = open_note(note, [log.signer.verifier])
    checkpoint = parse_checkpoint(opened.text)

    def tile(wanted: Tile) -> bytes:
        return (copy / tile_path(wanted)).read_bytes()

    maker = Maker(tile, checkpoint.size)
    assert maker.root(checkpoint.size) == checkpoint.root
    entries = [
        entry
        for bundle in entries_of(checkpoint.size)
        for entry in unbundle((copy / entries_path(bundle)).read_bytes())
    ]
    events = log.store.since(0, limit=checkpoint.size)
    assert entries == [write_entry(ORIGIN, event) for event in events]
    for index in (0, checkpoint.size // 2, checkpoint.size - 1):
        proof = maker.inclusion(index, checkpoint.size)
        leaf = leaf_hash(entries[index])
        assert is_included(index, checkpoint.size, leaf, proof, checkpoint.root)
    assert all((copy / tile_path(t)).exists() for t in tiles_of(checkpoint.size))


def test_a_copy_is_the_log(log: Log, copy: Path) -> None:
    """Tiles, entries and the signed checkpoint, in the places they are served at."""
    log.record(*facts(700))
    log.seal()
    done = export(log.archive, copy)
    assert done.size == 700
    assert_whole(log, copy)
    assert done.files == len([p for p in copy.rglob("*") if p.is_file()])


def test_a_copy_grows_by_what_is_new(log: Log, copy: Path) -> None:
    """What it has is not written again, and outgrown beginnings go."""
    sizes = [1, 200, 256, 257, 700]
    for before, size in zip([0, *sizes], sizes, strict=False):
        log.record(*facts(size - before))
        log.seal()
        export(log.archive, copy)
        assert_whole(log, copy)
    times = {p: p.stat().st_mtime_ns for p in copy.rglob("*") if p.is_file()}
    assert export(log.archive, copy).files == 1
    for path, time in times.items():
        assert path.stat().st_mtime_ns == time or path.name == "checkpoint"
    assert not (copy / "tile/0/000.p").exists()
    assert not (copy / "tile/entries/001.p").exists()
    assert not list(copy.rglob("*.new"))


def test_files_that_are_missing_are_written_again(log: Log, copy: Path) -> None:
    """A copy that lost some is mended."""
    log.record(*facts(700))
    log.seal()
    export(log.archive, copy)
    (copy / "tile/entries/001").unlink()
    assert export(log.archive, copy).files == 2
    assert_whole(log, copy)


def test_a_copy_cut_short_is_written_anew(log: Log, copy: Path) -> None:
    """What its checkpoint does not cover may be half of a file."""
    log.record(*facts(200))
    log.seal()
    export(log.archive, copy)
    log.record(*facts(500))
    log.seal()
    (copy / "tile/entries/000").write_bytes(b"half")
    (copy / "tile/0/000").write_bytes(b"")
    export(log.archive, copy)
    assert_whole(log, copy)


def test_a_newer_copy_is_kept(log: Log, copy: Path) -> None:
    """It may be what was lost here."""
    log.record(*facts(300))
    log.seal()
    older = log.archive.checkpoint_of(300)
    log.record(*facts(100))
    log.seal()
    export(log.archive, copy)
    log.tamper("DELETE FROM log.checkpoints WHERE size > 300")
    assert older
    with pytest.raises(ExportRefused, match="keep the folder"):
        export(log.archive, copy)
    assert_whole(log, copy)


def test_a_copy_of_another_history_is_kept(log: Log, other: Log, copy: Path) -> None:
    """The same name, the same length, other facts."""
    log.record(*facts(300))
    log.seal()
    export(log.archive, copy)
    before = (copy / "checkpoint").read_bytes()
    for count in (300, 100):
        other.record(*facts(count, "garden"))
        other.seal()
        with pytest.raises(ExportRefused, match="another history"):
            export(other.archive, copy)
    assert (copy / "checkpoint").read_bytes() == before


def test_a_folder_of_something_else_is_left_alone(log: Log, copy: Path) -> None:
    """A file of that name that is no checkpoint, or another log's."""
    log.record(*facts(3))
    log.seal()
    copy.mkdir()
    (copy / "checkpoint").write_text("no note")
    with pytest.raises(ExportRefused, match="no checkpoint"):
        export(log.archive, copy)
    note = log.folder.last_signed.read_bytes().replace(b"lab.", b"bal.")
    (copy / "checkpoint").write_bytes(note)
    with pytest.raises(ExportRefused, match="choose another"):
        export(log.archive, copy)


def test_nothing_published_is_nothing_to_copy(log: Log, copy: Path) -> None:
    """There is no checkpoint to write."""
    with pytest.raises(ExportRefused, match="commun log publish"):
        export(log.archive, copy)
    assert not copy.exists()


@pytest.mark.parametrize(
    "alteration",
    [
        "UPDATE ledger.events SET data = 'altered' WHERE position = 20",
        "UPDATE ledger.events SET data = 'altered' WHERE position = 700",
        "UPDATE log.tiles SET data = set_byte(data, 9, 255 - get_byte(data, 9))",
        "DELETE FROM ledger.events WHERE position = 300",
    ],
)
def test_an_altered_database_reaches_no_copy(
    log: Log, copy: Path, alteration: str
) -> None:
    """What does not fit the signature is not handed on."""
    log.record(*facts(200))
    log.seal()
    export(log.archive, copy)
    before = (copy / "checkpoint").read_bytes()
    log.record(*facts(500))
    log.seal()
    log.tamper(alteration)
    with pytest.raises(
        (ExportRefused, LogDamaged), match=r"commun log check|not all there"
    ):
        export(log.archive, copy)
    assert (copy / "checkpoint").read_bytes() == before


@pytest.mark.parametrize(
    ("alteration", "words"),
    [
        (
            "UPDATE log.tiles SET data = set_byte(data, 9, 255 - get_byte(data, 9))",
            "tile/0/000 is damaged",
        ),
        (
            "UPDATE log.state SET edge[2] = set_byte(edge[2], 9, 1)",
            "not the one that was signed",
        ),
    ],
)
def test_an_altered_tree_is_not_copied(
    log: Log, copy: Path, alteration: str, words: str
) -> None:
    """Each tile is held against the hash above it, and the highest against the root."""
    log.record(*facts(700))
    log.seal()
    log.tamper(alteration)
    with pytest.raises(ExportRefused, match=words):
        export(log.archive, copy)


def test_tiles_of_tiles_are_copied_and_outgrow_their_beginnings(
    log: Log, copy: Path
) -> None:
    """Beyond 65,536 facts there is a full one of the second level."""
    log.record(*facts(300))
    log.seal()
    export(log.archive, copy)
    assert (copy / "tile/1/000.p/1").exists()
    log.record(*facts(65_300))
    log.seal()
    export(log.archive, copy)
    assert (copy / "tile/1/000").stat().st_size == 8_192
    assert not (copy / "tile/1/000.p").exists()
    assert_whole(log, copy)
