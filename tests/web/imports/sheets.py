"""Sheets: workbooks and tables that tests send."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import xlsxwriter

HEADINGS: Final = ["Date", "Heures", "Tâche"]
Cell = str | float | date | tuple[str, float]
"""A pair is a formula with the value it gave."""
Rows = Sequence[Sequence[Cell]]


def workbook(rows: Rows, **sheets: Rows) -> bytes:
    """Return a workbook whose first sheet holds these rows, then the named ones."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"default_date_format": "d/m/yy"})
    for name, held in ({"Feuille": rows} | sheets).items():
        sheet: Any = book.add_worksheet(name)
        for number, row in enumerate(held):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell)
                elif isinstance(cell, tuple):
                    sheet.write_formula(number, column, cell[0], None, cell[1])
                elif isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                else:
                    sheet.write_number(number, column, cell)
    book.close()
    return out.getvalue()


def merged_workbook() -> bytes:
    """Return a workbook in which a day and a number each cover two rows."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {})
    sheet: Any = book.add_worksheet("Feuille")
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
