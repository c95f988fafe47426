"""Workbook: the sheets of an XLSX file, read by a process of their own.

A sheet of a few kilobytes can ask for a million columns or repeat one long text
a million times. So the reader has a process with little memory and little time:
what is too much for it ends it, and nothing else.
"""

import contextlib
import json
import logging
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final, cast

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    WorksheetNotFound,
)

from web.imports.records import Record
from web.imports.unreadable import CELL_MAX, COLUMNS_MAX, ROWS_MAX, Unreadable

MEMORY_BYTES_MAX: Final = 1024 * 1024 * 1024
CPU_SECONDS_MAX: Final = 30
RECORDS_MAX: Final = ROWS_MAX + 1_000
"""As many rows as are taken, and room for titles and blank lines among them."""

STDERR_BYTES: Final = 500

logger = logging.getLogger(__name__)

Row = tuple[int, int]
Merged = tuple[Row, Row]


def sheets_of(path: Path, into: Path) -> Sequence[dict[str, Any]]:
    """Read all sheets of a workbook into the file ``into``, one JSON line a record.

    Each sheet is told with its name, where its records begin and how many there
    are. A sheet too wide or too long is told as such, and not read.
    """
    command = [sys.executable, "-m", "web.imports.workbook", str(path), str(into)]
    try:
        done = subprocess.run(  # noqa: S603  # our own module, and paths that we chose
            command,
            capture_output=True,
            timeout=2 * CPU_SECONDS_MAX,
            check=False,
            # Tracing how it ran out of memory takes longer than running out of it.
            env=os.environ | {"RUST_BACKTRACE": "0"},
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("bomb") from error
    if done.returncode:
        # Most are too much for it. What else it may be, its last words tell.
        logger.warning("A workbook was not read: %s", done.stderr[-STDERR_BYTES:])
        raise Unreadable("bomb")
    told = cast("dict[str, Any]", json.loads(done.stdout))
    if why := told.get("why"):
        raise Unreadable(str(why))
    return cast("Sequence[dict[str, Any]]", told["sheets"])


def sheet_records(into: Path, sheet: dict[str, Any]) -> Iterator[Record]:
    """Yield the records of a sheet that was read."""
    if why := sheet.get("why"):
        raise Unreadable(str(why))
    with into.open("rb") as file:
        file.seek(sheet["begins"])
        for _number in range(sheet["records"]):
            yield cast("Record", json.loads(file.readline()))


def read_all(path: Path, into: Path) -> dict[str, Any]:
    """Write down every sheet of a workbook, and tell of each."""
    try:
        book = CalamineWorkbook.from_path(str(path))  # pyright: ignore[reportUnknownMemberType]  # its stub leaves PathLike open
    except PasswordError:
        return {"why": "encrypted"}
    except CalamineError:
        return {"why": "damaged"}
    with into.open("wb") as out:
        return {"sheets": [_written(book, name, out) for name in book.sheet_names]}


def _written(book: CalamineWorkbook, name: str, out: Any) -> dict[str, Any]:  # noqa: ANN401  # any file of bytes
    told: dict[str, Any] = {"name": name, "begins": out.tell(), "records": 0}
    told["merged"] = told["unfilled"] = 0
    try:
        sheet = book.get_sheet_by_name(name)
    except (CalamineError, WorksheetNotFound):
        return told | {"why": "damaged"}
    if sheet.height and sheet.total_width > COLUMNS_MAX:
        return told | {"why": "too_wide"}
    if sheet.total_height > RECORDS_MAX:
        return told | {"why": "too_long"}
    for record in _records(sheet, told):
        out.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
        told["records"] += 1
    return told


def _records(sheet: CalamineSheet, told: dict[str, Any]) -> Iterator[list[str]]:
    """Yield the cells as texts; what was merged downwards stands in each row.

    A number is not repeated: seven hours over three rows are not three times seven.
    """
    merged: Sequence[Merged] = sheet.merged_cell_ranges or ()
    begins = {top: (top, end) for top, end in merged if end[0] > top[0]}
    open_ones: dict[int, tuple[int, str]] = {}
    for number, cells in enumerate(sheet.iter_rows()):
        record = [text_of(cell) for cell in cells]
        for column, cell in enumerate(cells):
            if (number, column) not in begins:
                continue
            last = begins[number, column][1][0]
            if isinstance(cell, (int, float)):
                told["unfilled"] += 1
            elif cell != "":
                told["merged"] += 1
                open_ones[column] = (last, text_of(cell))
        for column, (last, text) in open_ones.items():
            if number <= last and column < len(record) and not record[column]:
                record[column] = text
        yield record


def text_of(cell: object) -> str:  # noqa: PLR0911  # one way out for each type of cell
    """Return a cell as one would type it: no idle ``.0``, days as in ISO 8601."""
    match cell:
        case bool():
            return "true" if cell else "false"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case datetime():
            is_day = cell.time() == time()
            return cell.date().isoformat() if is_day else cell.isoformat(" ")
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat()
        case timedelta():
            minutes, seconds = divmod(round(cell.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        case _:
            return str(cell).replace("\x00", "")[: CELL_MAX + 1]


def main() -> None:
    """Read the workbook named first into the file named second, and tell of it."""
    # Where a system has no such limits, the sizes weighed beforehand must do.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES_MAX, MEMORY_BYTES_MAX))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS_MAX, CPU_SECONDS_MAX))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    told = read_all(Path(sys.argv[1]), Path(sys.argv[2]))
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
