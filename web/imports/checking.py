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
from web.forms.document import tidy
from web.imports.amounts import in_our_units, read_amount
from web.imports.days import read_days
from web.imports.guessing import meaning_of, words_in
from web.imports.headings import plain
from web.imports.leftovers import RowError
from web.imports.mapping import DAYS, LEFT_OUT, LISTED, NAMES, PARTS, Mapping
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
SPACES: Final = " \t\r\n\u00a0\u202f\ufeff"


class Cell(NamedTuple):
    """A cell: as it stands in the file, as it is read, and what is wrong with it."""

    written: str
    value: object = ""
    error: RowError | None = None
    end: str = ""
    unit: str = ""

    @property
    def is_repaired(self) -> bool:
        """Tell whether what is read is spelt otherwise in the file."""
        return self.error is None and bool(self.written) and self.written != self.value


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
        self._mapping = mapping
        self._width = width
        self._projects = projects
        self._schemas: dict[tuple[str, ...], ContributionSchema] = {
            group: ContributionSchema(today=today, only=group, units=units)
            for group in GROUPS
        }
        given = {n: mapping.source(n) for n in NAMES if mapping.source(n).is_given}
        self._alike: dict[str, Cell] = {
            name: self._read(name, source.constant)
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
                cell = known[written] = self._read(name, written)
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
            shared = self._shared[spelt] = _shared(amount, unit)
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

    def _read(self, name: str, written: str) -> Cell:  # noqa: PLR0911  # one way out for each kind of field
        bare = written.strip(SPACES)
        if not bare:
            return Cell("")
        match name:
            case "title":
                return Cell(written, tidy(written, is_long=False))
            case "description":
                return Cell(written, tidy(written, is_long=True))
            case "quantity":
                amount = read_amount(bare, self._mapping.decimal)
                if amount is None:
                    return Cell(written, bare)
                return Cell(written, amount.number, unit=amount.unit)
            case "project":
                return self._project(written, bare)
            case _ if name in DAYS:
                days = read_days(bare, self._mapping.orders.get(name, "day"))
                if days is None:
                    return Cell(written, bare)
                return Cell(written, days.start, end=days.end)
            case _:
                return self._word(name, written, bare)

    def _project(self, written: str, bare: str) -> Cell:
        found = self._projects.get(plain(bare)) or self._projects.get(bare)
        if found is not None:
            return Cell(written, found)
        text = _(
            "“%(name)s” is no project under way of your partner: write its title as"
            " its page does",
            name=_short(bare),
        )
        return Cell(written, error=RowError(field="project", code="unknown", text=text))

    def _word(self, name: str, written: str, bare: str) -> Cell:
        meanings = self._mapping.meanings.get(name, {})
        found: list[str] = []
        for word in words_in(name, bare):
            meaning = meanings.get(plain(word)) or meaning_of(name, word)
            if meaning == LEFT_OUT:
                return Cell(written, error=_left_out(name))
            if not meaning:
                return Cell(written, error=_unknown(name, word))
            found.append(str(meaning))
        if name == "activities":
            return Cell(written, tuple(dict.fromkeys(found)))
        return Cell(written, found[0])

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


def _shared(amount: Cell, unit: Cell | None) -> AnyMapping[str, Cell]:
    """Return quantity and unit as they agree, in units of ours."""
    if amount.error is not None:
        return {}
    named = str(unit.value) if unit and unit.error is None else ""
    if amount.unit and named and _whole(amount.unit) != _whole(named):
        return {"quantity": amount._replace(error=_disagreeing())}
    said = amount.unit or named
    if not said:
        return {}
    number, whole = in_our_units(str(amount.value), said)
    agreed = {"quantity": amount._replace(value=number)}
    if unit is None or not unit.written:
        agreed["unit"] = Cell("", whole)
    elif unit.error is None:
        agreed["unit"] = unit._replace(value=whole)
    return agreed


def _whole(unit: str) -> str:
    return PARTS[unit][0] if unit in PARTS else unit


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


def _unknown(name: str, word: str) -> RowError:
    text = _(
        "“%(word)s” is not a word that is known here: say what it means, or correct it",
        word=_short(word),
    )
    return RowError(field=name, code="unknown", text=text)


def _left_out(name: str) -> RowError:
    text = _("You chose to leave such rows out")
    return RowError(field=name, code="left_out", text=text)


def _disagreeing() -> RowError:
    text = _("The unit beside the quantity is not that of the row: correct one of them")
    return RowError(field="quantity", code="units_disagree", text=text)


def _short(word: str) -> str:
    return word if len(word) <= 40 else f"{word[:39]}…"  # noqa: PLR2004  # a line on a phone
