"""Tables of text: CSV as RFC 4180 has it, and as Excel reads it in French."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from web.exports.cells import Cell, french_cell, plain_cell
from web.exports.formulas import as_text
from web.exports.layout import Laid
from web.things.thing import Document

BYTE_ORDER_MARK: Final = "\ufeff".encode()
LINE_END: Final = "\r\n"
Parts = Iterable[Sequence[Document]]
"""The documents of a file, some at a time."""


def _tabulated(
    layout: Sequence[Laid],
    parts: Parts,
    *,
    cell: Callable[[Laid], Cell],
    separator: str,
    beginning: bytes,
) -> Iterator[bytes]:
    """Yield the file, one piece for each part."""
    yield beginning + _lines([[as_text(one.heading) for one in layout]], separator)
    cells = [cell(one) for one in layout]
    for documents in parts:
        rows = ([write(document) for write in cells] for document in documents)
        yield _lines(rows, separator)


def _lines(rows: Iterable[Sequence[str]], separator: str) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=separator, lineterminator=LINE_END)
    writer.writerows(rows)
    return written.getvalue().encode()


plain_table: Final = partial(_tabulated, cell=plain_cell, separator=",", beginning=b"")
french_table: Final = partial(
    _tabulated, cell=french_cell, separator=";", beginning=BYTE_ORDER_MARK
)
