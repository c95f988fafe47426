"""The publisher: signs what grew out of what it signed, and nothing else."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.log.beginning import bring_back
from ledger.log.checkpoints import Checkpoint
from ledger.log.keys import KeyFileWrong
from ledger.log.last_signed import (
    LastSignedDamaged,
    LastSignedMissing,
    PublicationRefused,
    keep_last_signed,
    sign,
)
from ledger.log.notes import Signer, open_note
from ledger.log.publisher import Forked, LastSignedOlder, RolledBack, look, publish
from tests.log.logs import ORIGIN, Log, facts
from tests.specs.log.naive import mth


@pytest.fixture
def sealed(log: Log) -> Log:
    """A log that has signed 300 facts, in two steps."""
    log.record(*facts(100))
    log.seal()
    log.record(*facts(200))
    assert log.seal()
    assert log.archive.sizes() == [100, 300]
    return log


def refused(log: Log, why: type[PublicationRefused], words: str) -> str:
    """Have the publisher refuse, with nothing signed and nothing published."""
    before = log.archive.sizes()
    file = log.folder.last_signed
    held = file.read_bytes() if file.exists() else None
    for attempt in (log.publish, lambda: look(log.connection, log.signer, file)):
        with pytest.raises(why, match=words) as error:
            attempt()
    assert log.archive.sizes() == before
    assert (file.read_bytes() if file.exists() else None) == held
    return str(error.value)


def test_what_is_published_is_signed_and_on_disk(sealed: Log) -> None:
    """The note is the checkpoint of the tree, and the file is the note."""
    published = sealed.archive.published()
    assert published is not None
    assert published.checkpoint == Checkpoint(ORIGIN, 300, mth(sealed.leaves()))
    opened = open_note(published.note, [sealed.signer.verifier])
    assert opened.text == published.checkpoint.text
    assert sealed.folder.last_signed.read_bytes() == published.note
    first = sealed.archive.covering(100)
    assert first is not None
    assert first.checkpoint.size == 100
    assert sealed.archive.covering(101) == published
    assert sealed.archive.covering(301) is None


def test_nothing_new_is_nothing_signed(sealed: Log) -> None:
    """A tree that has not grown has its signature already."""
    assert sealed.publish() is None
    assert sealed.archive.sizes() == [100, 300]


def test_an_empty_log_publishes_nothing(log: Log) -> None:
    """Its first checkpoint is kept on disk alone, for the next to be held against."""
    assert log.seal() is None
    assert log.archive.published() is None
    assert log.last_signed().checkpoint.size == 0


def test_at_most_one_a_second_is_signed(sealed: Log) -> None:
    """Whoever records fast shares a checkpoint."""
    sealed.record(*facts(1))
    sealed.integrate()
    file = sealed.folder.last_signed
    began = time.monotonic()
    while (
        published := publish(sealed.connection, sealed.signer, file)
    ) is None and time.monotonic() < began + 5:
        sealed.record(*facts(1))
        sealed.integrate()
        time.sleep(0.05)
    assert published is not None
    assert published.checkpoint.size > 301
    assert len(sealed.archive.sizes()) == 3


def test_a_restored_older_database_is_refused(sealed: Log) -> None:
    """It lacks facts that people hold receipts of; the message says what to do."""
    sealed.tamper(
        "DELETE FROM ledger.events WHERE position > 250",
        "DELETE FROM log.checkpoints WHERE size > 100",
        "DELETE FROM log.tiles",
        "UPDATE log.state SET size = 0, edge = '{}', root = sha256('')",
    )
    while sealed.integrate():
        pass
    said = refused(sealed, RolledBack, "300 facts were signed, but only 250")
    assert "mirror" in said


def test_a_restored_database_that_grew_differently_is_refused(sealed: Log) -> None:
    """It is as long again, but not what was signed."""
    sealed.tamper(
        "DELETE FROM ledger.events WHERE position > 250",
        "DELETE FROM log.checkpoints WHERE size > 100",
        "DELETE FROM log.tiles",
        "UPDATE log.state SET size = 0, edge = '{}', root = sha256('')",
    )
    sealed.record(*facts(90, "garden"))
    while sealed.integrate():
        pass
    said = refused(sealed, Forked, "first 300 facts are not those")
    assert "commun log check" in said


def test_a_history_of_the_same_length_is_refused(sealed: Log) -> None:
    """One fact replaced, the tree made anew over it."""
    sealed.tamper(
        "UPDATE ledger.events SET data = 'other' WHERE position = 300",
        "DELETE FROM log.checkpoints WHERE size > 100",
        "DELETE FROM log.tiles",
        "UPDATE log.state SET size = 0, edge = '{}', root = sha256('')",
    )
    while sealed.integrate():
        pass
    refused(sealed, Forked, "first 300 facts")


def test_a_tree_made_anew_over_the_same_facts_goes_on(sealed: Log) -> None:
    """Tables of the tree that were lost are only work lost."""
    sealed.tamper(
        "DELETE FROM log.checkpoints",
        "DELETE FROM log.tiles",
        "UPDATE log.state SET size = 0, edge = '{}', root = sha256('')",
    )
    assert sealed.publish() is None, "the tree is behind: it comes forward first"
    published = sealed.seal()
    assert published is not None
    assert published.checkpoint.size == 300
    assert sealed.publish() is None


def test_a_checkpoint_with_another_root_is_refused(sealed: Log) -> None:
    """Two roots of one size under one key: that is what nobody may ever see."""
    other = sign(sealed.signer, Checkpoint(ORIGIN, 300, b"o" * 32))
    keep_last_signed(sealed.folder.last_signed, other)
    refused(sealed, Forked, "two roots were signed for size 300")


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def alter(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n300\n", b"\n200\n"))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def of_another_key(path: Path) -> None:
    path.write_bytes(sign(Signer.generate(ORIGIN), Checkpoint(ORIGIN, 9, b"r" * 32)))


def fill_with_noise(path: Path) -> None:
    path.write_bytes(os.urandom(200))


def replace_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "damage",
    [truncate, alter, empty, of_another_key, fill_with_noise],
)
def test_a_damaged_last_signed_file_is_refused(
    sealed: Log, damage: Callable[[Path], None]
) -> None:
    """It must be what we wrote, to the last sign; the message says what to do."""
    damage(sealed.folder.last_signed)
    said = refused(sealed, LastSignedDamaged, "is not what was signed last")
    assert "commun log init --from" in said


def test_a_last_signed_file_of_another_log_is_refused(sealed: Log) -> None:
    """Our key, another log's name in the text."""
    other = sign_under(
        sealed.signer, Checkpoint("other.example/registre", 9, b"r" * 32)
    )
    keep_last_signed(sealed.folder.last_signed, other)
    refused(sealed, LastSignedDamaged, "of the log other.example/registre")


def sign_under(signer: Signer, checkpoint: Checkpoint) -> bytes:
    return checkpoint.text + b"\n" + signer.sign(checkpoint.text).encode()


def test_a_folder_in_the_place_of_the_file_is_refused(sealed: Log) -> None:
    """It cannot be read, and that is said."""
    sealed.folder.last_signed.unlink()
    sealed.folder.last_signed.mkdir()
    with pytest.raises(LastSignedDamaged, match="cannot be read"):
        sealed.publish()


def test_a_missing_last_signed_file_is_refused(sealed: Log) -> None:
    """Without it nobody knows what was signed; the database does not count."""
    sealed.folder.last_signed.unlink()
    said = refused(sealed, LastSignedMissing, "is missing")
    assert "commun log init --from" in said


def test_an_older_last_signed_file_is_refused(sealed: Log) -> None:
    """A folder out of a backup would sign what is signed already, or something else."""
    keep = sealed.folder.last_signed.read_bytes()
    older = sealed.archive.checkpoint_of(100)
    assert older is not None
    keep_last_signed(sealed.folder.last_signed, older.note)
    said = refused(sealed, LastSignedOlder, "ends at 100, but 300 was published")
    assert "commun log init --from" in said
    bring_back(sealed.connection, sealed.folder, keep)
    assert sealed.folder.last_signed.read_bytes() == keep
    sealed.record(*facts(1))
    assert sealed.seal()


def test_the_file_comes_back_from_a_checkpoint_of_others(sealed: Log) -> None:
    """Signed by us, as new as what was published, and grown into the tree of now."""
    published = sealed.archive.published()
    older = sealed.archive.checkpoint_of(100)
    assert published
    assert older
    sealed.record(*facts(50))
    sealed.folder.last_signed.unlink()
    with pytest.raises(PublicationRefused, match="size 100, but 300 was signed"):
        bring_back(sealed.connection, sealed.folder, older.note)
    forged = sign(Signer.generate(ORIGIN), Checkpoint(ORIGIN, 300, b"r" * 32))
    with pytest.raises(LastSignedDamaged, match="not signed"):
        bring_back(sealed.connection, sealed.folder, forged)
    with pytest.raises(LastSignedDamaged, match="not signed"):
        bring_back(sealed.connection, sealed.folder, b"no note")
    other = sign(sealed.signer, Checkpoint(ORIGIN, 300, b"r" * 32))
    with pytest.raises(Forked):
        bring_back(sealed.connection, sealed.folder, other)
    ahead = sign(sealed.signer, Checkpoint(ORIGIN, 351, b"r" * 32))
    with pytest.raises(RolledBack, match="351 facts were signed, but only 350"):
        bring_back(sealed.connection, sealed.folder, ahead)
    assert not sealed.folder.last_signed.exists()
    bring_back(sealed.connection, sealed.folder, published.note)
    again = sealed.publish()
    assert again is not None
    assert again.checkpoint.size == 350


def test_the_key_of_another_log_signs_nothing(sealed: Log) -> None:
    """A folder that was mixed up with another one's."""
    other = Signer.generate("other.example/registre")
    with pytest.raises(PublicationRefused, match="the log's own key"):
        publish(sealed.connection, other, sealed.folder.last_signed)


def test_a_missing_folder_is_refused(sealed: Log) -> None:
    """Key and file went together."""
    signer = sealed.signer
    shutil.rmtree(sealed.folder.root)
    with pytest.raises(LastSignedMissing, match="is missing"):
        publish(sealed.connection, signer, sealed.folder.last_signed)
    with pytest.raises(KeyFileWrong, match="is missing"):
        sealed.publish()


def test_a_damaged_tree_is_not_signed(sealed: Log) -> None:
    """Tiles that were altered give no proof."""
    sealed.record(*facts(300))
    while sealed.integrate():
        pass
    sealed.tamper("UPDATE log.tiles SET data = repeat('x', 8192)::bytea")
    refused(sealed, Forked, "first 300 facts")
