"""The command that exports: data on standard output, messages beside it."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.web.pages.public.storied import begin
from tests.web.running import running_commun
from web.cli.exits import Exit
from web.cli.main import main


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, ...]]:
    """Tell the founding story, and return what a command reaches it by."""
    data = tmp_path_factory.mktemp("exported")
    with running_commun(data) as running:
        begin(running)
        yield ("--data", str(data), "--database-url", running.connection.info.dsn)


def commun(told: tuple[str, ...], *words: str) -> Result:
    """Run a command as a shell would."""
    return CliRunner().invoke(main, [*told, *words])


def test_a_list_goes_to_standard_output(told: tuple[str, ...]) -> None:
    """Nothing but the file is there: what is said goes beside it."""
    done = commun(told, "export", "contributions", "--format", "ndjson")
    assert done.exit_code == Exit.DONE, done.stderr
    whole = [json.loads(line) for line in done.stdout.splitlines()]
    assert whole
    assert "contributions-p" in done.stderr
    narrowed = commun(told, "export", "contributions", "--filter", "nature=time")
    rows = list(csv.DictReader(io.StringIO(narrowed.stdout, newline="")))
    assert len(rows) == sum(one["nature"] == "time" for one in whole)


def test_a_folder_gets_a_file_named_by_its_entry(
    told: tuple[str, ...], tmp_path: Path
) -> None:
    """The same entry makes the same file under the same name, bit for bit."""
    for _time in range(2):
        done = commun(
            told, "export", "partners", "--format", "xlsx", "--as-of", "40",
            "-o", str(tmp_path),
        )  # fmt: skip
        assert done.exit_code == Exit.DONE, done.stderr
        assert done.stdout == ""
        (made,) = tmp_path.iterdir()
        assert made.name.startswith("partners-p40")
        assert made.read_bytes().startswith(b"PK")


def test_a_past_day_is_that_day(told: tuple[str, ...]) -> None:
    """A day before anything happened has no rows, and is no failure."""
    done = commun(
        told, "export", "projects", "--format", "json", "--as-of", "1999-12-31"
    )
    assert done.exit_code == Exit.DONE, done.stderr
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("gold",), "gold"),
        (("contributions", "--filter", "couleur=bleu"), "partenaire"),
        (("contributions", "--filter", "nature=or"), "know_how"),
        (("contributions", "--as-of", "hier"), "2026-06-30"),
        (("contributions", "--as-of", "2999-01-01"), "not over"),
        (("projects", "--asked-only"), "--asked-only"),
    ],
)
def test_what_cannot_be_asked_is_told(
    told: tuple[str, ...], words: tuple[str, ...], said: str
) -> None:
    """The remedy is in the message, and nothing is written."""
    done = commun(told, "export", *words)
    assert done.exit_code == Exit.USAGE
    assert said in done.stderr
    assert done.stdout == ""
