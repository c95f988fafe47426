"""Reading: whatever was sent becomes the same headings and rows."""

import csv
import io
import string
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.web.imports.sheets import HEADINGS, Rows, lines, merged_workbook, workbook
from web.imports.reading import read
from web.imports.tables import Table, rows_of

CHARSETS = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252")
HEADING = st.text(string.ascii_lowercase, min_size=3, max_size=9)
ODD = ['"', ";", ",", "\t", "|", "\n", " "]
FRENCH = [*string.ascii_letters, *string.digits, *ODD, *"éèàçêœ€’«»"]
ANY = st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from(ODD)


def taken(
    folder: Path, content: bytes, sheet: str = ""
) -> tuple[Table, list[tuple[int, tuple[str, ...]]]]:
    """Return a file as it is read, and its rows with their numbers."""
    sent = folder / "sent"
    sent.write_bytes(content)
    table = read(sent, folder / "rows", sheet)
    rows = [(row.number, row.cells) for row in rows_of(folder / "rows")]
    return table, rows


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[list[str]]]:
    """Draw an encoding, and a table of at least two columns that it can write."""
    charset = draw(st.sampled_from(CHARSETS))
    signs = st.sampled_from(FRENCH) if charset == "cp1252" else ANY
    cell = st.text(signs, max_size=12)
    width = draw(st.integers(2, 6))
    headings = draw(st.lists(HEADING, min_size=width, max_size=width, unique=True))
    row = st.lists(cell, min_size=width, max_size=width).filter(ends_in_something)
    rows = draw(st.lists(row, min_size=1, max_size=8))
    return charset, [headings, *rows]


def ends_in_something(row: list[str]) -> bool:
    """Tell whether no cell is left away because nothing comes after it."""
    return bool(row[-1].strip())


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    drawn=tables(),
    separator=st.sampled_from([";", ",", "\t", "|"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    ending=st.sampled_from(["\n", "\r\n"]),
)
@example(
    drawn=("cp1252", [["aaa", "bbb"], ['1;2;3,"4"', "é\r\ny"]]),
    separator="|",
    quoting=csv.QUOTE_MINIMAL,
    ending="\n",
)
def test_what_a_program_writes_as_csv_is_read_as_it_was(
    tmp_path: Path,
    drawn: tuple[str, list[list[str]]],
    separator: str,
    quoting: Literal[0, 1],
    ending: str,
) -> None:
    """No encoding, separator or quoting changes a cell."""
    charset, table = drawn
    out = io.StringIO(newline="")
    writer = csv.writer(
        out, delimiter=separator, quoting=quoting, lineterminator=ending
    )
    writer.writerows(table)
    found, rows = taken(tmp_path, out.getvalue().encode(charset))
    assert list(found.headings) == table[0]
    assert found.separator == separator
    assert [list(cells) for _number, cells in rows] == table[1:]


@pytest.mark.parametrize("charset", ["cp1252", "mac_roman", "cp850", "iso8859_15"])
def test_old_encodings_are_told_apart_by_french(tmp_path: Path, charset: str) -> None:
    """What Windows, a Macintosh or DOS wrote has its accents."""
    text = "Date;Heures;Tâche\n27/03/2026;3;Réunion à l’école, près du château\n"
    content = text.replace("’", "'").encode(charset)
    table, rows = taken(tmp_path, content)
    assert table.headings == ("Date", "Heures", "Tâche")
    assert rows == [(2, ("27/03/2026", "3", "Réunion à l'école, près du château"))]
    assert table.notes == {"charset": 1}


def test_titles_and_blank_lines_do_no_harm(tmp_path: Path) -> None:
    """Rows keep the numbers that the spreadsheet shows."""
    content = lines(
        "Feuille de temps 2026;;",
        ";;",
        " Date* ;Heures\t;Tâche",
        ";;",
        "27/03/2026;3;x",
    )
    table, rows = taken(tmp_path, content)
    assert table.headings == ("Date", "Heures", "Tâche")
    assert rows == [(5, ("27/03/2026", "3", "x"))]


def test_two_columns_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Both are offered."""
    table, _rows = taken(tmp_path, lines("Date;montant;montant", "27/03/2026;1;2"))
    assert table.headings == ("Date", "montant", "montant (2)")


def test_days_and_numbers_of_a_workbook_are_written_out(tmp_path: Path) -> None:
    """A day is a day, a whole number has no point, a formula is its last value."""
    content = workbook(
        [
            HEADINGS,
            [date(2026, 3, 27), 35338402700036.0, ("=1+2", 3)],
            [46108, 7.25, "oui"],
        ]
    )
    table, rows = taken(tmp_path, content)
    assert rows == [
        (2, ("2026-03-27", "35338402700036", "3")),
        (3, ("46108", "7.25", "oui")),
    ]
    assert table.notes == {"formulas": 1}


def test_the_sheet_that_is_a_table_is_taken(tmp_path: Path) -> None:
    """Another one may be asked for."""
    note = [["Ce classeur contient la feuille de temps"]]
    held: Rows = [HEADINGS, ["27/03/2026", 3, "Réunion"]]
    content = workbook(note, Temps=held, Autre=[["x", "y"], ["a", "b"]])
    assert taken(tmp_path, content)[0].sheet == "Temps"
    table, rows = taken(tmp_path, content, "Autre")
    assert table.sheets == ("Feuille", "Temps", "Autre")
    assert rows == [(2, ("a", "b"))]


def test_merged_cells_count_once(tmp_path: Path) -> None:
    """A merged day holds for each row, a merged number for the first only."""
    table, rows = taken(tmp_path, merged_workbook())
    assert rows == [
        (3, ("27/03/2026", "7", "Animation de l’atelier")),
        (4, ("27/03/2026", "", "Rangement de la salle")),
    ]
    assert table.notes == {"merged": 1, "unfilled": 1}


@pytest.mark.parametrize(
    "content",
    [
        b'[{"title": "A", "period": {"start": "2026-03-27"}, "tags": ["x", "y"]}]',
        b'{"rows": [{"title": "A", "period.start": "2026-03-27", "tags": "x, y"}]}',
        b'{"title": "A", "period": {"start": "2026-03-27"}, "tags": ["x", "y"]}\n',
    ],
)
def test_exports_in_json_are_tables_too(tmp_path: Path, content: bytes) -> None:
    """What is inside an object is named with it."""
    table, rows = taken(tmp_path, content)
    assert table.kind == "json"
    assert table.headings == ("title", "period.start", "tags")
    assert [cells for _number, cells in rows] == [("A", "2026-03-27", "x, y")]
