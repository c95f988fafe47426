"""Cells: how each value stands in a table of text, for programs and for Excel.

What a column's cells need is looked up once: a file has many more rows than columns.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final

from web.exports.formulas import as_text
from web.exports.layout import Laid
from web.things.fields import Form
from web.things.thing import Document

TEXTUAL: Final = frozenset({Form.TEXT, Form.CODE, Form.LIST, Form.PARTS})
"""What may begin like a formula; a number may be negative, and stays one."""

BETWEEN: Final = ", "
Cell = Callable[[Document], str]
"""Writes the cell of one column for a document; an empty one is empty text."""


def text_cell(laid: Laid) -> Cell:
    """Return what writes text, lists and parts, kept from being formulas."""
    name, write, words = laid.name, laid.column.write, laid.words

    def text(document: Document) -> str:
        written: str | None = write(document[name])
        return "" if written is None else as_text(words.get(written, written))

    def listed(document: Document) -> str:
        names: list[str] = write(document[name])
        return as_text(BETWEEN.join(words.get(one, one) for one in names))

    def parts(document: Document) -> str:
        written = write(document[name])
        return as_text(compact(written)) if written else ""

    return {Form.LIST: listed, Form.PARTS: parts}.get(laid.form, text)


def compact(written: Any) -> str:  # noqa: ANN401  # whatever JSON holds
    """Return parts in one line of JSON."""
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def plain_cell(laid: Laid) -> Cell:
    """Return what writes for programs: ISO days, decimal points, true and false."""
    if laid.form in TEXTUAL:
        return text_cell(laid)
    name, write = laid.name, laid.column.write

    def plain(document: Document) -> str:
        written = write(document[name])
        return "" if written is None else str(written)

    if laid.form is Form.YES_NO:
        return lambda document: plain(document).lower()
    return plain


def french_cell(laid: Laid) -> Cell:
    """Return what writes as Excel reads it in French: 12,5 and 27/03/2026."""
    name, words, plain = laid.name, laid.words, plain_cell(laid)

    def answer(document: Document) -> str:
        said = plain(document)
        return words.get(said, said)

    def moment(document: Document) -> str:
        value = document[name]
        return "" if value is None else _moment(value)

    match laid.form:
        case Form.NUMBER:
            return lambda document: plain(document).replace(".", ",")
        case Form.DAY | Form.INSTANT:
            return moment
        case Form.YES_NO:
            return answer
        case _:
            return plain


def _moment(value: date) -> str:
    """Write a day as it is typed in French, and an instant with its universal time."""
    at = value.astimezone(UTC) if isinstance(value, datetime) else value
    day = f"{at.day:02}/{at.month:02}/{at.year:04}"
    return f"{day} {at:%H:%M:%S}" if isinstance(at, datetime) else day
