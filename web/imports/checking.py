"""Checking: each row as the schema of the form takes it, with what was repaired.

A sheet repeats itself: its days, amounts and words. So each of them is read and
judged once, by the very schema of the form, and remembered.
"""

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple, cast

from flask_babel import gettext as _
from marshmallow import ValidationError

from ledger.commons.contributions.limits import Units
from web.imports.cells import Cell, Reader, agreeing
from web.imports.leftovers import RowError
from web.imports.mapping import LISTED, NAMES, Mapping
from web.imports.tables import Row
from web.schemas.contributions import ContributionSchema
from web.schemas.saying import Said

GROUPS: Final[Sequence[tuple[str, ...]]] = (
    ("title",),
    ("nature", "unit"),
    ("quantity",),
    ("started_on", "ended_on"),
    ("project",),
    ("activities",),
    ("description",),
)
"""The fields that the schema's rules look at together."""

FREE: Final = frozenset({("title",), ("description",)})
"""Groups of one field that the schema has no rule about but the field's own."""

WORDS: Final = frozenset({*LISTED, "project"})
REMEMBERED_MAX: Final = 4_000


class Checked(NamedTuple):
    """A row as it was read: its cells by field, and the contribution or the errors."""

    row: Row
    cells: AnyMapping[str, Cell]
    loaded: AnyMapping[str, Any]
    errors: Sequence[RowError]

    @property
    def is_left_out(self) -> bool:
        """Tell whether the sender chose to leave such rows out."""
        return any(error.code == "left_out" for error in self.errors)

    @property
    def repaired(self) -> Sequence[str]:
        """Return the fields whose values are spelt otherwise in the file.

        A word of the file in place of ours is its meaning, and no repair.
        """
        return [n for n, c in self.cells.items() if c.is_repaired and n not in WORDS]


Judged = tuple[AnyMapping[str, Any], Sequence[RowError]]


class Checker:
    """Reads and judges the rows of one table under one mapping.

    ``projects`` are those that may be named, by their plain titles.
    """

    def __init__(
        self,
        mapping: Mapping,
        width: int,
        *,
        today: date,
        units: Units,
        projects: AnyMapping[str, str],
    ) -> None:
        self._width = width
        self._reader = Reader(mapping, projects)
        self._schemas: dict[tuple[str, ...], ContributionSchema] = {
            group: ContributionSchema(today=today, only=group, units=units)
            for group in GROUPS
        }
        given = {n: mapping.source(n) for n in NAMES if mapping.source(n).is_given}
        self._alike: dict[str, Cell] = {
            name: self._reader.read(name, source.constant)
            for name, source in given.items()
            if source.column < 0
        }
        self._columns: list[tuple[str, int, dict[str, Cell]]] = [
            (name, source.column, {})
            for name, source in given.items()
            if source.column >= 0
        ]
        self._shared: dict[tuple[str, str], AnyMapping[str, Cell]] = {}
        # A group of which nothing is ever given is judged once.
        self._groups = [
            (group, cast("dict[tuple[object, ...], Judged]", {}))
            for group in GROUPS
            if len(group) > 1 or group[0] in given
        ]
        self._absent = [
            self._judged(group, ("",) * len(group))
            for group in GROUPS
            if len(group) == 1 and group[0] not in given
        ]

    def check(self, row: Row) -> Checked:
        """Return a row as it is read, with all that is wrong with it."""
        cells = self._cells(row)
        loaded: dict[str, Any] = {}
        errors = [cell.error for cell in cells.values() if cell.error is not None]
        wrong = {error.field for error in errors}
        judged = [self._judge(*group, cells) for group in self._groups]
        for found, told in (*judged, *self._absent):
            loaded.update(found)
            if told:
                errors += [error for error in told if error.field not in wrong]
        if len(row.cells) > self._width:
            errors.append(_more_cells())
        return Checked(row, cells, loaded, errors)

    def _cells(self, row: Row) -> dict[str, Cell]:
        cells = dict(self._alike)
        width = len(row.cells)
        for name, column, known in self._columns:
            written = row.cells[column] if column < width else ""
            cell = known.get(written)
            if cell is None:
                if len(known) >= REMEMBERED_MAX:
                    known.clear()
                cell = known[written] = self._reader.read(name, written)
            cells[name] = cell
        self._share_units(cells)
        period, end = cells.get("started_on"), cells.get("ended_on")
        if period and period.end and not (end and end.written):
            cells["ended_on"] = Cell("", period.end)
        return cells

    def _share_units(self, cells: dict[str, Cell]) -> None:
        amount, unit = cells.get("quantity"), cells.get("unit")
        if amount is None:
            return
        spelt = amount.written, unit.written if unit else ""
        shared = self._shared.get(spelt)
        if shared is None:
            if len(self._shared) >= REMEMBERED_MAX:
                self._shared.clear()
            shared = self._shared[spelt] = agreeing(amount, unit)
        cells |= shared

    def _judge(
        self,
        group: tuple[str, ...],
        known: dict[tuple[object, ...], Judged],
        cells: AnyMapping[str, Cell],
    ) -> Judged:
        values = tuple(_value(cells.get(name)) for name in group)
        found = known.get(values)
        if found is None:
            if len(known) >= REMEMBERED_MAX:
                known.clear()
            found = known[values] = self._judged(group, values)
        return found

    def _judged(self, group: tuple[str, ...], values: tuple[object, ...]) -> Judged:
        if group in FREE and values[0]:
            return self._text(group[0], values[0])
        document = {
            name: list(cast("tuple[object, ...]", v)) if isinstance(v, tuple) else v
            for name, v in zip(group, values, strict=True)
            if v
        }
        try:
            loaded: object = self._schemas[group].load(document)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  # marshmallow leaves it open
        except ValidationError as error:
            valid = cast("dict[str, Any]", error.valid_data or {})
            return valid, tuple(_errors(error))
        return cast("dict[str, Any]", loaded), ()

    def _text(self, name: str, value: object) -> Judged:
        """Ask the field of the schema itself: most texts of a sheet are all its own."""
        field = cast("Any", self._schemas[name,].fields[name])  # pyright: ignore[reportUnknownMemberType]  # marshmallow leaves it open
        try:
            text = field.deserialize(value, name, {name: value})
        except ValidationError as error:
            messages = cast("Any", error.messages)  # pyright: ignore[reportUnknownMemberType]  # as above
            return {}, tuple(_errors(ValidationError({name: messages})))
        return {name: text}, ()


def _value(cell: Cell | None) -> object:
    return "" if cell is None or cell.error is not None else cell.value


def _errors(error: ValidationError) -> Sequence[RowError]:
    found = cast("AnyMapping[str, object]", error.messages_dict)
    return [
        RowError(
            field=name,
            code=message.code if isinstance(message, Said) else "invalid",
            text=str(message),
        )
        for name, told in found.items()
        for message in [_first(told)]
    ]


def _first(told: object) -> object:
    while not isinstance(told, str):
        if isinstance(told, dict):
            told = next(iter(cast("dict[object, object]", told).values()))
        else:
            told = cast("list[object]", told)[0]
    return told


def _more_cells() -> RowError:
    text = _(
        "This row has more cells than there are headings: put a text that holds the"
        " separator between quotation marks"
    )
    return RowError(field="", code="more_cells", text=text)
