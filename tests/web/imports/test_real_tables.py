"""Real tables: published files of grants go through, each row in or with its reason."""

from pathlib import Path

import pytest

from tests.web.imports.sender import Sender, text_of
from web.imports.jobs import latest_jobs
from web.imports.leftovers import leftovers
from web.imports.tables import rows_of

VECTORS = Path(__file__).parents[2] / "vectors"
FILES = {
    "scdl-examples/SCDL.csv": (4, "4 lignes, titres à la ligne 1"),
    "scdl-examples/SCDL.xlsx": (10, "10 lignes, titres à la ligne 4"),
    "scdl-examples/SCDL_MANY_MISSING_MANDATORY.csv": (4, "points-virgules"),
    "scdl-examples/SCDL_WITH_EXERCICE_ALT.xlsx": (3, "feuille « Sheet1 »"),
    "scdl-examples/exemple-duplicate-column.csv": (29, "(Windows)"),
    "scdl-examples/exemple_invalide_erreurs_cellules.csv": (29, "virgules"),
    "scdl-examples/exemple_invalide_erreurs_colonnes.csv": (29, "virgules"),
    "scdl/exemple_valide.csv": (29, "lettres lues en UTF-8"),
    "scdl/SCDL_DILCRAH_2019.csv": (4, "points-virgules"),
}
EVERY = {"nature": "=know_how", "unit": "=item"}


def outcome(sender: Sender, at: str) -> tuple[int, dict[int, list[str]]]:
    """Return how many rows the last import took, and why it left the others."""
    wiring = sender.running.wiring
    key = at.rsplit("/", 1)[1]
    with wiring.pool.connection() as db:
        row = db.execute(
            "SELECT partner_id FROM access.imports WHERE id = %s", (key,)
        ).fetchone()
    assert row is not None
    job = next(j for j in latest_jobs(wiring.pool, row[0]) if j.id == key)
    path = job.errors(wiring.settings.data)
    left = {one.row: [error.text for error in one.errors] for one in leftovers(path)}
    return job.imported, left


@pytest.mark.parametrize("name", FILES)
def test_every_row_is_imported_or_told_why_not(sender: Sender, name: str) -> None:
    """Read as know-how, what can be counted is recorded; the rest has its reason."""
    rows, read_as = FILES[name]
    path = VECTORS / name
    at = sender.taken(path.read_bytes(), path.name)
    assert read_as in sender.read(at)
    proposed = sender.columns(at)
    needed = {
        field: given
        for field, given in (
            ("title-all", "Subvention versée"),
            ("quantity-all", "1"),
            ("started_on-all", "2023-01-01"),
        )
        if not proposed[field.removesuffix("-all")]
    }
    answer = sender.choose(at, **EVERY, **needed)
    if answer.location.endswith("/questions"):
        asked = {"order-started_on": "day", "order-ended_on": "day", "decimal": ","}
        answer = sender.post(answer.location, **asked)
    assert answer.location.endswith("/apercu"), text_of(answer)
    shown = sender.read(answer.location)
    if "Importer" not in shown:
        assert "Ce qu’il faut corriger" in shown
        return
    sender.confirm(at)
    imported, left = outcome(sender, at)
    held = sender.running.wiring.settings.data / "imports" / f"{at[-26:]}.rows"
    numbers = [row.number for row in rows_of(held)]
    assert len(numbers) == rows
    assert imported + len(left) == rows
    assert set(left) <= set(numbers)
    assert all(reason for reasons in left.values() for reason in reasons)


@pytest.mark.parametrize("name", ["scdl/exemple_valide.csv", "scdl-examples/SCDL.csv"])
def test_money_is_not_recorded_by_its_giver(neighbour: Sender, name: str) -> None:
    """Read as the files say, every grant in money is refused with its reason."""
    rows, _read_as = FILES[name]
    path = VECTORS / name
    at = neighbour.taken(path.read_bytes(), path.name)
    shown = neighbour.to_preview(at, unit="=item")
    assert "À importer 0" in shown
    assert f"À corriger {rows}" in shown
    assert "vehicle" not in shown
    assert "L’argent" in shown
