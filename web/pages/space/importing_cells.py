"""Importing, cells: rows as the preview shows them, what was repaired and is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from web.imports.cells import Cell
from web.imports.checking import Checked
from web.imports.mapping import FIELDS
from web.texts.dates import day_short
from web.texts.numbers import number
from web.texts.words_of_the_field import ACTIVITIES, NATURES, UNITS

WORDS: Mapping[str, Mapping[str, Any]] = {"nature": NATURES, "unit": UNITS}
SHORT = 200


@dataclass(frozen=True, kw_only=True)
class ShownCell:
    """A cell: what is read, what stood there if that differs, and what is wrong."""

    text: str = ""
    written: str = ""
    error: str = ""


@dataclass(frozen=True, kw_only=True)
class ShownRow:
    """A row by its number, its cells by field, and what is wrong with it as a whole."""

    number: int
    cells: Mapping[str, ShownCell]
    errors: Sequence[str]


def shown_rows(rows: Iterable[Checked]) -> list[ShownRow]:
    """Return rows as the preview shows them."""
    return [_shown(row) for row in rows]


def _shown(row: Checked) -> ShownRow:
    wrong: dict[str, str] = {}
    for error in row.errors:
        wrong.setdefault(error.field, error.text)
    repaired = set(row.repaired)
    names = [field.name for field in FIELDS]
    return ShownRow(
        number=row.row.number,
        cells={
            name: _cell(row, name, wrong.get(name, ""), is_repaired=name in repaired)
            for name in names
        },
        errors=[text for field, text in wrong.items() if field not in names],
    )


def _cell(row: Checked, name: str, error: str, *, is_repaired: bool) -> ShownCell:
    cell = row.cells.get(name, Cell(""))
    if error or name not in row.loaded:
        return ShownCell(text=_short(cell.written), error=error)
    text = spelt(name, row.loaded[name]) or cell.written
    is_other = is_repaired and text != cell.written
    return ShownCell(
        text=_short(text), written=_short(cell.written) if is_other else ""
    )


def spelt(name: str, value: object) -> str:
    """Return a value that was read as people read it."""
    match value:
        case None:
            return ""
        case date():
            return day_short(value)
        case Decimal():
            return number(value)
        case list():
            held = cast("list[str]", value)
            return ", ".join(str(ACTIVITIES[one]) for one in held)
        case _:
            return str(WORDS[name][str(value)]) if name in WORDS else str(value)


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
