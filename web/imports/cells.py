"""Cells: how one cell is read for its field, whatever row it stands in."""

from collections.abc import Mapping as AnyMapping
from typing import Final, NamedTuple

from flask_babel import gettext as _

from web.forms.document import tidy
from web.imports.amounts import in_our_units, read_amount
from web.imports.days import read_days
from web.imports.guessing import meaning_of, words_in
from web.imports.headings import plain
from web.imports.leftovers import RowError
from web.imports.mapping import DAYS, LEFT_OUT, PARTS, Mapping

SPACES: Final = " \t\r\n\u00a0\u202f\ufeff"
SHORT: Final = 40


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


class Reader:
    """Reads cells under one mapping; only what is certain is repaired.

    ``projects`` are those that may be named, by their plain titles.
    """

    def __init__(self, mapping: Mapping, projects: AnyMapping[str, str]) -> None:
        self._mapping = mapping
        self._projects = projects

    def read(self, name: str, written: str) -> Cell:  # noqa: PLR0911  # one way out for each kind of field
        """Return a cell as its field takes it."""
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


def agreeing(amount: Cell, unit: Cell | None) -> AnyMapping[str, Cell]:
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
    return word if len(word) <= SHORT else f"{word[: SHORT - 1]}…"
