"""The bodies of published grants, as the files of SCDL name and number them."""

import csv
from pathlib import Path

VECTORS = Path(__file__).with_name("vectors") / "scdl"


def bodies_of_antibes() -> list[tuple[str, str]]:
    """Return the beneficiaries of the example file: name and number."""
    path = VECTORS / "exemple_valide.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = {
        row["nomBeneficiaire"].strip(): row["idBeneficiaire"] or row["rnaBeneficiaire"]
        for row in rows
    }
    return sorted(found.items())


def bodies_of_dilcrah() -> list[tuple[str, str]]:
    """Return the beneficiaries of the DILCRAH file, read as it lies: Latin and `;`."""
    path = VECTORS / "SCDL_DILCRAH_2019.csv"
    lines = path.read_text("utf-8", errors="replace").splitlines()[1:]
    rows = csv.reader(lines, delimiter=";")
    return [(row[4], row[5]) for row in rows if len(row) > 5]
