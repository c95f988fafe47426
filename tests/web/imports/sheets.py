"""Sheets: workbooks and tables that tests send."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter

HEADINGS = ["Date", "Heures", "Tâche"]


def workbook(rows: Sequence[Sequence[Any]], **sheets: Sequence[Sequence[Any]]) -> bytes:
    """Return a workbook whose first sheet holds these rows, then the named ones."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "default_date_format": "d/m/yy"}
    )
    for name, held in ({"Feuille": rows} | sheets).items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(held):
            for column, cell in enumerate(row):
                write(sheet, number, column, cell)
    book.close()
    return out.getvalue()


def write(sheet: Any, row: int, column: int, cell: object) -> None:  # noqa: ANN401  # the library has no types
    """Write a cell: a date as a date, a text as a text, a pair as a formula."""
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell)
    elif isinstance(cell, tuple):
        formula, value = cell
        sheet.write_formula(row, column, formula, None, value)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    else:
        sheet.write_number(row, column, cell)


def merged_workbook() -> bytes:
    """Return a workbook in which a day and a number each cover two rows."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Feuille")
    sheet.write_row(0, 0, ["Feuille de temps de mars"])
    sheet.write_row(1, 0, HEADINGS)
    sheet.merge_range(2, 0, 3, 0, "27/03/2026")
    sheet.merge_range(2, 1, 3, 1, 7)
    sheet.write(2, 2, "Animation de l’atelier")
    sheet.write(3, 2, "Rangement de la salle")
    book.close()
    return out.getvalue()


def archive(**parts: bytes) -> bytes:
    """Return an archive of these parts; `__` in a name stands for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        for name, content in parts.items():
            held.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def lines(*rows: str) -> bytes:
    """Return a table in UTF-8 with semicolons."""
    return "\n".join(rows).encode()
