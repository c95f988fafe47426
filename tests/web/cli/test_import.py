"""The import command: previews, records, and ends with a code that scripts read."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.kernel.store.embedded import EmbeddedPostgres
from tests.faults.service import commun
from web.cli.exits import Exit

SHEET = """Jour;Durée;Quoi;Nom
27/03/2025;7h30;Tri du fonds d’archives;Ana
28/03/2025;2;Tri du fonds d’archives;Ana
31/02/2025;2;Tri du fonds d’archives;Ana
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with the founding story, whose server another process runs."""
    data = tmp_path_factory.mktemp("imports")
    assert commun(data, "demo", "--load-only").returncode == Exit.DONE
    with EmbeddedPostgres(data):
        assert commun(data, "rebuild").returncode == Exit.DONE
        yield data


def test_a_table_is_previewed_and_recorded(told: Path, tmp_path: Path) -> None:
    """The mapping that a preview prints is taken back, and nothing comes in twice."""
    sheet, mapping, left = (tmp_path / name for name in ("a.csv", "m.json", "left.csv"))
    sheet.write_text(SHEET, "utf-8")
    who = ("--partner", "Ville de Brumes", "--person", "sarah@exemple.test")
    seen = commun(told, "import", str(sheet), *who, "--preview", "--json")
    assert seen.returncode == Exit.FAILED, seen.stderr
    found = json.loads(seen.stdout)
    assert (found["ready"], found["wrong"], found["known"]) == (0, 3, 0)
    written = found["mapping"] | {"all": {"nature": "time", "unit": "hour"}}
    mapping.write_text(json.dumps(written), "utf-8")
    told_how = (*who, "--mapping", str(mapping), "--json")
    done = commun(
        told, "import", str(sheet), *told_how, "--apply", "--errors", str(left)
    )
    assert done.returncode == Exit.FAILED, done.stderr
    assert json.loads(done.stdout)["imported"] == 2
    assert "Cette date n’existe pas" in left.read_text("utf-8-sig")
    again = commun(told, "import", str(sheet), *told_how, "--apply")
    counts = json.loads(again.stdout)
    assert (counts["imported"], counts["known"], counts["left"]) == (0, 2, 1)


def test_who_names_another_partner_is_told_theirs(told: Path, tmp_path: Path) -> None:
    """The short name of the pages is no identifier; the one to write is said."""
    sheet = tmp_path / "a.csv"
    sheet.write_text(SHEET, "utf-8")
    who = ("--partner", "Brumes", "--person", "sarah@exemple.test")
    refused = commun(told, "import", str(sheet), *who, "--preview")
    assert refused.returncode == Exit.REFUSED
    assert "may act for: ville-brumes" in refused.stderr


def test_rows_that_are_left_are_told_where_they_are(told: Path, tmp_path: Path) -> None:
    """Whoever asked for the file is shown it, and not how to ask for it."""
    sheet, left = tmp_path / "b.csv", tmp_path / "left.csv"
    sheet.write_text(SHEET, "utf-8")
    who = ("--partner", "ville-brumes", "--person", "sarah@exemple.test")
    done = commun(told, "import", str(sheet), *who, "--apply", "--errors", str(left))
    assert f"with their reasons: see {left}" in done.stdout, done.stderr
    again = commun(told, "import", str(sheet), *who, "--apply")
    assert "with their reasons: --errors FILE" in again.stdout, again.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--partner", "x", "--person", "y", "--preview"), Exit.REFUSED),
        (("--partner", "x", "--person", "y@z.fr", "--preview"), Exit.NOT_FOUND),
        (("--partner", "x", "--person", "y"), Exit.USAGE),
    ],
)
def test_what_is_wrong_has_its_code(
    told: Path, tmp_path: Path, words: tuple[str, ...], code: Exit
) -> None:
    """Nobody, no mandate, and neither --preview nor --apply."""
    sheet = tmp_path / "a.csv"
    sheet.write_text(SHEET, "utf-8")
    assert commun(told, "import", str(sheet), *words).returncode == code


def test_a_file_that_is_not_there_is_told(told: Path) -> None:
    """Its own code, as any other thing that is not found."""
    words = ("--partner", "x", "--person", "y", "--preview")
    assert commun(told, "import", "nothing.csv", *words).returncode == Exit.NOT_FOUND
