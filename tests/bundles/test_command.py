"""The commands themselves, as an operator and an auditor type them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.kernel.store.embedded import EmbeddedPostgres
from tests.faults.service import commun
from web.cli.exits import Exit


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with the founding story, sealed, whose server runs."""
    data = tmp_path_factory.mktemp("told")
    for words in ("demo --load-only", "log init --origin lab.example/r"):
        done = commun(data, *words.split())
        assert done.returncode == Exit.DONE, done.stderr
    with EmbeddedPostgres(data):
        for words in ("log publish", "rebuild"):
            done = commun(data, *words.split())
            assert done.returncode == Exit.DONE, done.stderr
        yield data


def test_a_bundle_is_written_verified_and_continued(told: Path, tmp_path: Path) -> None:
    """From the command line to the verdict, with a state and a checkpoint."""
    path, state = tmp_path / "dossier.zip", tmp_path / "seen.json"
    made = commun(told, "bundle", "--audience", "public", "--to", str(path), "--json")
    assert made.returncode == Exit.DONE, made.stderr
    found = json.loads(made.stdout)
    assert found["bytes"] == path.stat().st_size
    assert found["since"] == 0
    done = commun(told, "verify", str(path), "--state", str(state))
    assert done.returncode == Exit.DONE, done.stdout
    assert "VERIFIED: everything holds." in done.stdout
    assert "Rows compared" in done.stdout
    assert json.loads(state.read_text())["size"] == found["size"]
    since = tmp_path / "since.zip"
    checkpoint = tmp_path / "checkpoint"
    checkpoint.write_bytes((told / "log/last-signed").read_bytes())
    words = ("--audience", "public", "--to", str(since), "--since", str(checkpoint))
    assert commun(told, "bundle", *words).returncode == Exit.DONE
    done = commun(told, "verify", str(since), "--state", str(state))
    assert done.returncode == Exit.DONE, done.stdout
    assert "takes a bundle of all entries" in done.stdout


def test_the_verifier_in_the_bundle_speaks_the_readers_language(
    told: Path, tmp_path: Path
) -> None:
    """It is taken out of the bundle and run alone; a finding is told as a sentence."""
    path = tmp_path / "dossier.zip"
    assert (
        commun(told, "bundle", "--audience", "public", "--to", str(path)).returncode
        == Exit.DONE
    )
    program = tmp_path / "verify.py"
    unpacked = tmp_path / "dossier"
    subprocess.run([sys.executable, "-m", "zipfile", "-e", path, unpacked], check=True)
    program.write_bytes((unpacked / "verify.py").read_bytes())
    for language, said in (("fr_FR.UTF-8", "VÉRIFIÉ"), ("C", "VERIFIED")):
        done = subprocess.run(
            [sys.executable, "-I", "-S", program, path],
            env={**os.environ, "LC_ALL": language},
            capture_output=True,
            check=True,
        )
        assert said in done.stdout.decode()
    (unpacked / "README.md").write_text("autre chose")
    done = subprocess.run(
        [sys.executable, "-I", "-S", program, unpacked, "--lang", "fr"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert "README.md n’est pas le fichier" in done.stdout.decode()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--since", "999999"), Exit.FAILED, "sealed entries"),
        (("--since", "nowhere"), Exit.USAGE, "--since"),
        (("--audience", "personal"), Exit.USAGE, "personal"),
    ],
)
def test_what_cannot_be_bundled_is_told(
    told: Path, tmp_path: Path, words: tuple[str, ...], code: Exit, said: str
) -> None:
    """In one line, with an exit code, and no file."""
    path = tmp_path / "dossier.zip"
    base = ("--audience", "public", "--to", str(path))
    done = commun(told, "bundle", *base, *words)
    assert done.returncode == code
    assert said in done.stderr
    assert not path.exists()
