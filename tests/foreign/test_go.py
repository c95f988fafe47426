"""Go's checksum-database code accepts our log, and refuses it once it is touched."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ledger.log.bundles import root_at
from ledger.log.checkpoints import Checkpoint
from ledger.log.connecting import connect
from ledger.log.notes import Signer
from tests.bundles.commons import ORIGIN, Commons, join, pack, split, unpack
from tests.servers import leave_out

GO = Path("/usr/bin/go")
GOPATH = Path("/usr/share/gocode")
SUMDB = GOPATH / "src/golang.org/x/mod/sumdb"
OLD = 300


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in tests/foreign/go, built with Debian's library and no network."""
    if not (GO.exists() and SUMDB.exists()):
        leave_out("golang-go and golang-golang-x-mod-dev are not installed")
    folder = tmp_path_factory.mktemp("go")
    program = folder / "check"
    settings = {
        "GO111MODULE": "off",
        "GOPATH": str(GOPATH),
        "GOCACHE": str(folder / "cache"),
        "GOPROXY": "off",
        "CGO_ENABLED": "0",
        "HOME": str(folder),
    }
    subprocess.run(
        [GO, "build", "-o", program, "."],
        cwd=Path(__file__).parent / "go",
        env={**os.environ, **settings},
        check=True,
        timeout=250,
    )
    return program


def said(check: Path, commons: Commons, place: object, *more: object) -> str:
    """Return what the program printed, whichever way it ended."""
    key = commons.signer.verifier.text
    done = subprocess.run(
        [check, str(place), key, *map(str, more)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode == 0) == done.stdout.startswith("verified")
    return (done.stdout or done.stderr).strip()


def old_checkpoint(commons: Commons, path: Path, root: bytes | None = None) -> Path:
    """Write the checkpoint that the log would have signed at an earlier size."""
    with connect(commons.owner) as connection:
        text = Checkpoint(ORIGIN, OLD, root or root_at(connection, OLD)).text
    path.write_bytes(text + b"\n" + commons.signer.sign(text).encode())
    return path


def test_the_served_log_is_accepted(
    check: Path, commons: Commons, address: str, tmp_path: Path
) -> None:
    """Over HTTP: note, tiles, every entry, inclusion, and growth from a checkpoint."""
    old = old_checkpoint(commons, tmp_path / "old")
    assert said(check, commons, address, old).startswith("verified ")


def test_the_exported_log_is_accepted(
    check: Path, commons: Commons, folder: Path
) -> None:
    """The static files are the same tree."""
    assert said(check, commons, folder).startswith("verified ")


def test_an_unpacked_bundle_is_accepted(
    check: Path, commons: Commons, tmp_path: Path
) -> None:
    """A bundle is a log's tree with more beside it."""
    commons.bundle(tmp_path / "dossier.zip")
    shutil.unpack_archive(tmp_path / "dossier.zip", tmp_path / "dossier")
    assert said(check, commons, tmp_path / "dossier").startswith("verified ")


def test_an_edited_entry_is_refused_and_named(
    check: Path, commons: Commons, folder: Path
) -> None:
    """One byte of one fact."""
    path = folder / "tile/entries/000"
    entries = split(path.read_bytes())
    entries[41] = entries[41][:-1] + b" "
    path.write_bytes(join(entries))
    assert said(check, commons, folder).startswith("refused: position 42:")


def test_a_touched_tile_is_refused(check: Path, commons: Commons, folder: Path) -> None:
    """One bit of one hash."""
    path = folder / "tile/0/000"
    raw = bytearray(path.read_bytes())
    raw[77] ^= 1
    path.write_bytes(raw)
    assert said(check, commons, folder).startswith("refused: ")


def test_a_checkpoint_of_another_key_is_refused(
    check: Path, commons: Commons, folder: Path
) -> None:
    """A forger has no key that is known."""
    path = folder / "checkpoint"
    text = path.read_bytes().split(b"\n\n")[0] + b"\n"
    path.write_bytes(text + b"\n" + Signer.generate(ORIGIN).sign(text).encode())
    assert said(check, commons, folder).startswith("refused: ")


def test_a_log_that_did_not_grow_out_of_the_old_one_is_refused(
    check: Path, commons: Commons, address: str, tmp_path: Path
) -> None:
    """The operator signed both, and they do not fit."""
    old = old_checkpoint(commons, tmp_path / "old", root=b"\x07" * 32)
    assert said(check, commons, address, old).startswith("refused: ")


def test_a_bundle_packed_again_is_the_same_tree(
    check: Path, commons: Commons, tmp_path: Path
) -> None:
    """Packing and unpacking by others changes nothing that counts."""
    commons.bundle(tmp_path / "dossier.zip")
    pack(unpack(tmp_path / "dossier.zip"), tmp_path / "again.zip")
    shutil.unpack_archive(tmp_path / "again.zip", tmp_path / "again")
    assert said(check, commons, tmp_path / "again").startswith("verified ")
