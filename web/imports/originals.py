"""Originals: what stood in the cells that were repaired, kept with the facts.

One file of evidence holds many rows: each cell as it was written beside what was
recorded. Only columns that were read into a field stand in it, never the others.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from ledger.commons.contributions.events import Evidence
from web.evidence import keep_file
from web.imports.checking import Checked
from web.imports.mapping import Original
from web.imports.tables import safe

MEDIA_TYPE: Final = "text/csv"
ROWS_MAX: Final = 5_000
"""So many rows a file: it is read whole by whoever opens one contribution."""


def keep_originals(data: Path, rows: Iterable[Checked]) -> tuple[Original, ...]:
    """Keep what stood in the rows that were repaired, and return the files."""
    source = (row for row in rows if not row.errors and row.repaired)
    return tuple(_files(data, source))


def _files(data: Path, source: Iterator[Checked]) -> Iterator[Original]:
    while chunk := list(islice(source, ROWS_MAX)):
        content = _spelt(chunk)
        digest = keep_file(data, content)
        yield Original(chunk[-1].row.number, digest, len(content))


def _spelt(rows: Sequence[Checked]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["row", "field", "written", "recorded"])
    for checked in rows:
        for name in checked.repaired:
            cell = checked.cells[name]
            found = (
                checked.row.number,
                name,
                safe(cell.written),
                safe(str(cell.value)),
            )
            writer.writerow(found)
    return text.getvalue().encode()


def evidence_of(row: Checked, originals: Sequence[Original]) -> tuple[Evidence, ...]:
    """Return the file in which a row's cells stand as they were."""
    if not row.repaired:
        return ()
    for kept in originals:
        if row.row.number <= kept.last_row:
            return (
                Evidence(digest=kept.digest, size=kept.size, media_type=MEDIA_TYPE),
            )
    return ()
