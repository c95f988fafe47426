"""The errors file: rows that were not imported, as they came, each with its reasons.

It has the columns of the file that was sent, and two more at its end. Corrected
and sent again, these two are known as ours and left aside.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

import msgspec
import xlsxwriter

from web.imports.leftovers import Leftover, RowError
from web.imports.mapping import FIELDS
from web.imports.synonyms import REASON_HEADINGS, ROW_HEADINGS
from web.imports.tables import Row, Table, safe
from web.languages import LANGUAGES

Wrong = tuple[Row, Sequence[RowError]]
LABELS: Final = {field.name: field.label for field in FIELDS}
MEDIA_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/x-ndjson",
}
ENDINGS: Final = {"csv": ".csv", "xlsx": ".xlsx", "json": ".ndjson"}
KNOWN: Final = "ContributionExists"
"""The code of what is no error of the row: it is recorded already."""


def reasons_of(errors: Iterable[RowError]) -> str:
    """Return why a row was not imported, in one cell."""
    told = (
        f"{LABELS[error.field]} — {error.text}" if error.field in LABELS else error.text
        for error in errors
    )
    return " · ".join(dict.fromkeys(told))


def write_errors(table: Table, rows: Iterable[Wrong], into: Path, lang: str) -> None:
    """Write the rows in the format in which the file came."""
    at = LANGUAGES[::-1].index(lang)
    own = (ROW_HEADINGS[at], REASON_HEADINGS[at])
    match table.kind:
        case "csv":
            _write_csv(table, own, rows, into)
        case "xlsx":
            _write_xlsx(table, own, rows, into)
        case "json":
            _write_json(table, own, rows, into)


def left(rows: Iterable[Row], told: Iterable[Leftover]) -> Iterator[Wrong]:
    """Yield the rows that an import left, both lists being in the order of the file.

    Rows that were recorded before are no errors.
    """
    reasons = iter(told)
    next_one = next(reasons, None)
    for row in rows:
        while next_one is not None and next_one.row < row.number:
            next_one = next(reasons, None)
        if next_one is None:
            return
        if next_one.row == row.number and not is_known(next_one):
            yield row, next_one.errors


def is_known(one: Leftover) -> bool:
    """Tell whether a row was left because it is recorded already."""
    return any(error.code == KNOWN for error in one.errors)


def _lines(table: Table, rows: Iterable[Wrong]) -> Iterator[list[str]]:
    """Yield rows with their number and reasons under the two last headings."""
    for row, errors in rows:
        cells = list(row.cells[: table.width])
        cells += [""] * (table.width - len(cells))
        rest = row.cells[table.width :]
        yield [*cells, str(row.number), reasons_of(errors), *rest]


def _write_csv(
    table: Table, own: Sequence[str], rows: Iterable[Wrong], into: Path
) -> None:
    # The mark at the start makes every spreadsheet read the accents.
    with into.open("w", encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text, delimiter=table.separator or ",")
        writer.writerow([safe(name) for name in (*table.headings, *own)])
        for cells in _lines(table, rows):
            writer.writerow([safe(cell) for cell in cells])


def _write_xlsx(
    table: Table, own: Sequence[str], rows: Iterable[Wrong], into: Path
) -> None:
    # Every cell is written as text: nothing is a formula, no number loses a digit.
    book = xlsxwriter.Workbook(str(into), {"constant_memory": True})
    sheet = book.add_worksheet()
    lines = chain([[*table.headings, *own]], _lines(table, rows))
    for number, cells in enumerate(lines):
        for column, cell in enumerate(cells):
            if cell:
                sheet.write_string(number, column, cell)
    book.close()


def _write_json(
    table: Table, own: Sequence[str], rows: Iterable[Wrong], into: Path
) -> None:
    names = (*table.headings, *own)
    with into.open("wb") as out:
        for cells in _lines(table, rows):
            one: Mapping[str, str] = dict(zip(names, cells, strict=False))
            out.write(msgspec.json.encode(one) + b"\n")
