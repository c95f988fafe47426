"""Workbook: XLSX with typed cells, made in a file so that memory stays bounded."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import IO, Any, Final

from flask_babel import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from web.exports.cells import TEXTUAL, plain_cell, text_cell
from web.exports.formulas import as_text
from web.exports.layout import Laid
from web.exports.tables import Parts
from web.things.fields import Form
from web.things.thing import Document

ROWS_MAX: Final = 1_048_575
"""As many as a sheet holds beneath its heading."""

SIGNS_MAX: Final = 32_767
"""As many as a cell holds."""

DIGITS_MAX: Final = 15
"""As many as a spreadsheet's numbers keep; longer ones stay text, and exact."""

FIRST_YEAR: Final = 1_900
MADE_AT: Final = datetime(1980, 1, 1)  # noqa: DTZ001  # a date that every file has, or no two were the same
PIECE_BYTES: Final = 1 << 16
WIDTHS: Final = {Form.DAY: 12, Form.INSTANT: 20, Form.NUMBER: 12, Form.WHOLE: 9}
WIDTH: Final = 24
DAY_FORMAT: Final = "dd/mm/yyyy"
INSTANT_FORMAT: Final = "dd/mm/yyyy hh:mm:ss"
OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


class TooManyRows(Exception):
    """A sheet holds no more rows; text has room for them."""


class Sheet:
    """The one sheet of a workbook, filled row by row."""

    def __init__(self, file: IO[bytes], layout: Sequence[Laid]) -> None:
        """Head the sheet and keep its heading in sight."""
        self._layout = layout
        self._said = [
            (text_cell if one.form in TEXTUAL else plain_cell)(one) for one in layout
        ]
        self._too_long = _("Too long for a cell: see the JSON file")
        self._book = Workbook(file, OPTIONS)
        self._book.set_properties({"created": MADE_AT})
        self._sheet: Worksheet = self._book.add_worksheet()
        self._sheet.freeze_panes(1, 0)
        self._formats: dict[Form, Format] = {
            Form.DAY: self._book.add_format({"num_format": DAY_FORMAT}),
            Form.INSTANT: self._book.add_format({"num_format": INSTANT_FORMAT}),
        }
        heading = self._book.add_format({"bold": True})
        for number, one in enumerate(layout):
            width = WIDTHS.get(one.form, WIDTH)
            self._sheet.set_column(number, number, width)
            self._sheet.write_string(0, number, as_text(one.heading), heading)
        self._rows = 0

    def add(self, documents: Iterable[Document]) -> None:
        """Write rows; raise TooManyRows where the sheet is full."""
        for document in documents:
            self._rows += 1
            if self._rows > ROWS_MAX:
                raise TooManyRows
            for number, one in enumerate(self._layout):
                self._write(self._rows, number, one, document)

    def _write(self, row: int, number: int, one: Laid, document: Document) -> None:
        value: Any = one.value(document)
        if value is None:
            return
        match one.form:
            case Form.WHOLE:
                self._sheet.write_number(row, number, value)
            case Form.NUMBER:
                self._number(row, number, Decimal(one.column.write(value)))
            case Form.DAY | Form.INSTANT if value.year >= FIRST_YEAR:
                self._moment(row, number, one.form, value)
            case Form.YES_NO:
                self._sheet.write_boolean(row, number, value)
            case _:
                self._text(row, number, self._said[number](document))

    def _number(self, row: int, number: int, value: Decimal) -> None:
        if len(value.as_tuple().digits) > DIGITS_MAX:
            self._text(row, number, f"{value:f}")
        else:
            self._sheet.write_number(row, number, float(value))

    def _moment(self, row: int, number: int, form: Form, value: Any) -> None:  # noqa: ANN401  # a day or an instant
        at = value
        if isinstance(at, datetime):
            at = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        self._sheet.write_datetime(row, number, at, self._formats[form])

    def _text(self, row: int, number: int, text: str) -> None:
        if text:
            fits = len(text) <= SIGNS_MAX
            self._sheet.write_string(row, number, text if fits else self._too_long)

    def close(self) -> None:
        """Offer filters over what was written, and finish the file."""
        if self._layout:
            last = max(self._rows, 1)
            self._sheet.autofilter(0, 0, last, len(self._layout) - 1)
        self._book.close()


def workbook(layout: Sequence[Laid], parts: Parts) -> Iterator[bytes]:
    """Yield the workbook; the whole of it is on disk before its first byte goes."""
    with tempfile.TemporaryFile() as file:
        sheet = Sheet(file, layout)
        try:
            for documents in parts:
                sheet.add(documents)
        finally:
            # Its rows lie in a file that only closing takes away, whatever happened.
            sheet.close()
        file.seek(0)
        while piece := file.read(PIECE_BYTES):
            yield piece
