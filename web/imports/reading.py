"""Reading: any file that is sent, as a table with headings and rows."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Final

from web.imports import archives
from web.imports.charsets import charset_of
from web.imports.headings import heading_row
from web.imports.json_records import is_json, json_records
from web.imports.records import text_records
from web.imports.separators import separator_of
from web.imports.synonyms import HEADINGS, OWN_HEADINGS
from web.imports.tables import Table, write_table
from web.imports.unreadable import BYTES_MAX, Unreadable
from web.imports.workbook import sheet_records, sheets_of

UNFOLDED: Final = ".sheets"
CERTAIN: Final = frozenset({"utf-8", "utf-8-sig", "utf-16", "utf-32"})


def read(path: Path, into: Path, sheet: str = "") -> Table:
    """Read a file and write its rows into another; raises Unreadable.

    ``sheet`` names the one to read of a workbook; without it, the longest that has
    headings is taken.
    """
    size = path.stat().st_size
    if not size:
        raise Unreadable("empty")
    if size > BYTES_MAX:
        raise Unreadable("too_heavy")
    if archives.is_workbook(path):
        return _workbook(path, into, sheet)
    charset = charset_of(path)
    options: dict[str, Any] = {"known": HEADINGS, "own": OWN_HEADINGS}
    notes = {} if charset in CERTAIN else {"charset": 1}
    if is_json(path, charset):
        options |= {"kind": "json", "charset": charset, "notes": notes}
        return write_table(json_records(path, charset), into, **options)
    separator = separator_of(path, charset)
    options |= {"kind": "csv", "charset": charset, "notes": notes}
    records = text_records(path, charset, separator)
    return write_table(records, into, separator=separator, **options)


def _workbook(path: Path, into: Path, asked: str) -> Table:
    has_formulas = archives.weigh(path)
    unfolded = into.with_name(into.name + UNFOLDED)
    try:
        sheets = sheets_of(path, unfolded)
        chosen = _chosen(sheets, unfolded, asked)
        notes = {
            "formulas": int(has_formulas),
            "merged": chosen["merged"],
            "unfilled": chosen["unfilled"],
            "sheets": len(sheets) - 1,
        }
        return write_table(
            sheet_records(unfolded, chosen),
            into,
            known=HEADINGS,
            own=OWN_HEADINGS,
            kind="xlsx",
            sheet=chosen["name"],
            sheets=tuple(one["name"] for one in sheets),
            notes={name: count for name, count in notes.items() if count},
        )
    finally:
        unfolded.unlink(missing_ok=True)


def _chosen(
    sheets: Sequence[dict[str, Any]], unfolded: Path, asked: str
) -> dict[str, Any]:
    """Return the sheet asked for, else the one with the most rows under headings."""
    if asked:
        found = next((one for one in sheets if one["name"] == asked), None)
        if found is None:
            raise Unreadable("no_sheet")
        return found
    return max(sheets, key=lambda one: _promise(one, unfolded))


def _promise(sheet: dict[str, Any], unfolded: Path) -> tuple[int, int, int]:
    """Tell how much a sheet looks like a table: its width under headings, its rows."""
    if sheet.get("why"):
        return (1, 0, sheet["records"])
    first = [
        r for _n, r in zip(range(60), sheet_records(unfolded, sheet), strict=False)
    ]
    try:
        at = heading_row(first, HEADINGS)
    except Unreadable:
        return (0, 0, 0)
    has_rows = any(cell.strip() for cell in chain.from_iterable(first[at + 1 :]))
    width = sum(bool(cell.strip()) for cell in first[at])
    return (1 + int(has_rows and width > 1), min(width, 4), sheet["records"])
