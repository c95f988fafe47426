"""Cells: how each value stands in a table of text, for programs and for Excel."""

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
Cell = Callable[[Laid, Document], str]


def text_of(laid: Laid, document: Document) -> str | None:
    """Return the text of a cell that holds text, None where it is empty."""
    written = laid.written(document)
    if written is None:
        return None
    match laid.form:
        case Form.LIST:
            names: list[str] = written
            return BETWEEN.join(laid.words.get(one, one) for one in names)
        case Form.PARTS:
            return compact(written) if written else None
        case _:
            text: str = written
            return laid.words.get(text, text)


def compact(written: Any) -> str:  # noqa: ANN401  # whatever JSON holds
    """Return parts in one line of JSON."""
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def plain_cell(laid: Laid, document: Document) -> str:
    """Write a cell for programs: ISO days, decimal points, true and false."""
    if laid.form in TEXTUAL:
        return as_text(text_of(laid, document) or "")
    written = laid.written(document)
    if written is None:
        return ""
    return str(written).lower() if laid.form is Form.YES_NO else str(written)


def french_cell(laid: Laid, document: Document) -> str:
    """Write a cell as Excel reads it in French: decimal commas, 27/03/2026."""
    value = laid.value(document)
    if value is None or laid.form in TEXTUAL:
        return plain_cell(laid, document)
    match laid.form:
        case Form.NUMBER:
            return str(laid.written(document)).replace(".", ",")
        case Form.DAY:
            return day(value)
        case Form.INSTANT:
            at: datetime = value.astimezone(UTC)
            return f"{day(at)} {at:%H:%M:%S}"
        case Form.YES_NO:
            said = plain_cell(laid, document)
            return laid.words.get(said, said)
        case _:
            return plain_cell(laid, document)


def day(value: date) -> str:
    """Write a day as it is typed in French."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}"
