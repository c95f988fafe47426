"""Tables: files as they were read, row by row, whatever they came as.

What was read lies beside what was sent, one JSON line a row, so that previews,
imports and errors all speak of the same rows, and none of them holds them all.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from web.exports.formulas import as_text, restored
from web.imports.headings import heading_row, last_filled, named
from web.imports.records import Record
from web.imports.unreadable import COLUMNS_MAX, ROWS_MAX, Unreadable
from web.things.contributions import ASKED

Kind = Literal["csv", "xlsx", "json"]
NUMBER: Final = re.compile(r"[-+][0-9]+(?:[.,][0-9]+)?")
BEFORE_MAX: Final = 200
"""So many records are looked at to know how wide the table is."""


class Row(msgspec.Struct, frozen=True, array_like=True):
    """A row by its number in the file, titles and blank lines counted."""

    number: int
    cells: tuple[str, ...]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a file that was read.

    ``notes`` are names of what was understood on the way, with their number.
    """

    kind: Kind
    charset: str = ""
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    headings: tuple[str, ...]
    heading_row: int
    rows: int
    notes: dict[str, int] = {}

    @property
    def width(self) -> int:
        """Return how many columns have a name."""
        return len(self.headings)


def write_table(
    records: Iterable[Record],
    into: Path,
    *,
    known: frozenset[str],
    own: frozenset[str],
    **told: Any,  # noqa: ANN401  # as many kinds as the table has fields
) -> Table:
    """Find the headings, write down the rows under them, and tell of the table.

    Blank rows are left out, and so are columns that we added to an errors file.
    """
    source = iter(records)
    first = [record for _n, record in zip(range(BEFORE_MAX), source, strict=False)]
    at = heading_row(first, known)
    if max(len(first[at]), last_filled(first[at:])) > COLUMNS_MAX:
        raise Unreadable("too_wide")
    width = max(last_filled([first[at]]), 1)
    headings = named(first[at][:width])
    kept = [i for i, name in enumerate(headings) if name not in own]
    is_ours = told["kind"] != "json" and (
        len(kept) < width or tuple(first[at][:width]) == ASKED
    )
    whole = (record for part in (first[at + 1 :], source) for record in part)
    rows = 0
    with into.open("wb") as out:
        for row in _rows(whole, at + 2, width, kept, is_ours=is_ours):
            rows += 1
            if rows > ROWS_MAX:
                raise Unreadable("too_long")
            out.write(msgspec.json.encode(row) + b"\n")
    if not rows:
        raise Unreadable("nothing_in_it")
    names = tuple(headings[i] for i in kept)
    return Table(headings=names, heading_row=at + 1, rows=rows, **told)


def _rows(
    records: Iterable[Record],
    first: int,
    width: int,
    kept: list[int],
    *,
    is_ours: bool,
) -> Iterator[Row]:
    """Yield the rows that hold anything; what exceeds the headings stays at the end.

    An export or an errors file of ours comes back: its cells were kept from being
    formulas, and say again what they said before.
    """
    is_whole = len(kept) == width
    for number, record in enumerate(records, first):
        if len(record) > COLUMNS_MAX and last_filled([record]) > COLUMNS_MAX:
            raise Unreadable("too_wide")
        cells = [restored(cell) for cell in record] if is_ours else list(record)
        if not is_whole:
            padded = cells + [""] * (width - len(cells))
            cells = [padded[i] for i in kept] + cells[width:]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield Row(number, tuple(cells))


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return cell if NUMBER.fullmatch(cell) else as_text(cell)


def rows_of(path: Path, after: int = 0) -> Iterator[Row]:
    """Yield the rows of a table that was read, those after a number only."""
    decoder = msgspec.json.Decoder(Row)
    with path.open("rb") as file:
        for line in file:
            row = decoder.decode(line)
            if row.number > after:
                yield row
