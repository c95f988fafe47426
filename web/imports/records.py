"""Records: the rows of a text, one after another, as their cells stand there."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from web.imports.unreadable import CELL_MAX, Unreadable

Record = Sequence[str]
SIGNS_MAX: Final = 131_072
"""As many as the reader takes by itself, said here because all threads share it."""


def text_records(path: Path, charset: str, separator: str) -> Iterator[Record]:
    """Yield the records of a text; line breaks inside quotation marks are kept."""
    csv.field_size_limit(SIGNS_MAX)
    with path.open(encoding=charset, newline="") as text:
        reader = csv.reader(text, delimiter=separator)
        number = 0
        try:
            for record in reader:
                number += 1
                if any(len(cell) > CELL_MAX for cell in record):
                    raise Unreadable("long_cell", row=number)
                yield record
        except csv.Error as error:
            raise Unreadable("long_cell", row=number + 1) from error
