"""Large tables: as many rows as are taken go through page and job in even memory."""

import io
import re
import resource
from datetime import date, timedelta

import pytest

from tests.web.imports.sender import Sender

FIRST = date(2025, 1, 1)


def time_sheet(rows: int, what: str) -> bytes:
    """Return a time sheet of so many rows, one in a thousand wrong."""
    out = io.StringIO()
    out.write("Date;Heures;Tâche;Nom;Commentaire\n")
    for n in range(rows):
        day = FIRST + timedelta(days=n % 400)
        hours = "" if n % 1000 == 999 else f"{n % 31 / 4 + 0.25}".replace(".", ",")
        out.write(f"{day:%d/%m/%Y};{hours};{what} {n};Personne {n % 200};\n")
    return out.getvalue().encode("cp1252")


def import_it(sender: Sender, rows: int, what: str) -> int:
    """Import a time sheet, see that each row is in or has its reason; return the peak.

    The peak is that of the page and the job, in megabytes above what the tests'
    own browser has taken by sending the file.
    """
    at = sender.taken(time_sheet(rows, what))
    before = peak()
    wrong = rows // 1000
    assert f"Importer les {spelt(rows - wrong)} lignes" in sender.to_preview(at)
    done = sender.confirm(at)
    assert f"{spelt(rows - wrong)} lignes importées" in done
    left = sender.file(f"{at}/restes").decode("utf-8-sig").splitlines()
    assert len(left) == 1 + wrong
    assert re.search(r";1001;.*Saisissez combien", left[1])
    return peak() - before


def spelt(number: int) -> str:
    """Return a number as a page that was stripped of its marks shows it."""
    return f"{number:,}".replace(",", " ")


def peak() -> int:
    """Return the greatest memory that this process ever took, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def test_a_time_sheet_of_a_year_goes_through(sender: Sender) -> None:
    """Three thousand rows, more than one batch of the job."""
    import_it(sender, 3_000, "Accueil")


@pytest.mark.deep
def test_a_hundred_thousand_rows_go_through_in_even_memory(sender: Sender) -> None:
    """Ten times the rows take little more memory."""
    import_it(sender, 10_000, "Veille")
    assert import_it(sender, 100_000, "Saisie") < 64
