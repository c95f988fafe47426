"""Guessing: which column answers which question, by its name and by what it holds."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Final

from flask_babel import force_locale

from ledger.commons.contributions.events import Nature
from web.imports.amounts import looks_like_amount, sign_of, unit_named
from web.imports.days import looks_like_day, order_of
from web.imports.headings import plain
from web.imports.mapping import DAYS, LISTED, Mapping, Order, Sign, Source
from web.imports.survey import Column
from web.imports.synonyms import (
    ACTIVITIES,
    COLUMNS,
    NATURE_OF_HEADING,
    NATURES,
    UNIT_OF_HEADING,
)
from web.imports.tables import Table
from web.languages import LANGUAGES
from web.schemas.contributions import TITLE_MIN
from web.texts import words_of_the_field as words

MOST: Final = 0.8
AMOUNT_SIGNS: Final = 10


def guess(table: Table, columns: Sequence[Column]) -> Mapping:
    """Return what the names and the values of the columns make likely."""
    sources: dict[str, Source] = {}
    taken: set[int] = set()
    for field, names in COLUMNS.items():
        found = _named(table, names, taken)
        if found is not None:
            sources[field] = Source(column=found)
            taken.add(found)
    _by_content(columns, sources, taken)
    _by_heading(table, sources)
    mapping = Mapping(sources=sources)
    return Mapping(
        sources=sources,
        orders={
            field: order
            for field in DAYS
            if field in sources
            for order, is_told in [day_order(mapping, columns, field)]
            if is_told
        },
        decimal=decimal_sign(table, mapping, columns)[0],
    )


def _named(table: Table, names: Sequence[str], taken: set[int]) -> int | None:
    headings = [plain(heading) for heading in table.headings]
    for name in names:
        for number, heading in enumerate(headings):
            if heading == name and number not in taken:
                return number
    return None


def _by_content(
    columns: Sequence[Column], sources: dict[str, Source], taken: set[int]
) -> None:
    """Give the fields that no name told of to the columns that hold such values."""
    looks: Sequence[tuple[str, Callable[[str], bool]]] = (
        ("started_on", looks_like_day),
        ("unit", lambda value: bool(unit_named(value))),
        ("nature", lambda value: plain(value) in NATURES),
        (
            "quantity",
            lambda value: looks_like_amount(value) and len(value) <= AMOUNT_SIGNS,
        ),
        (
            "title",
            lambda value: len(value) >= TITLE_MIN and not looks_like_amount(value),
        ),
    )
    for field, looks_right in looks:
        if field in sources:
            continue
        for number, column in enumerate(columns):
            if number in taken or not column.values:
                continue
            right = sum(looks_right(value) for value in column.values)
            if right >= MOST * len(column.values):
                sources[field] = Source(column=number)
                taken.add(number)
                break


def _by_heading(table: Table, sources: dict[str, Source]) -> None:
    """Take unit and nature from the names of other columns where none tells them."""
    headings = {
        plain(table.headings[source.column])
        for source in sources.values()
        if source.column >= 0
    }
    units = [UNIT_OF_HEADING[name] for name in headings if name in UNIT_OF_HEADING]
    natures = [NATURE_OF_HEADING[n] for n in headings if n in NATURE_OF_HEADING]
    if "unit" not in sources and units:
        sources["unit"] = Source(constant=units[0])
    if "nature" not in sources and (natures or units):
        likely = natures[0] if natures else Nature.TIME
        sources["nature"] = Source(constant=likely)


def day_order(
    mapping: Mapping, columns: Sequence[Column], field: str
) -> tuple[Order, bool]:
    """Return which number is the day in a field's column, and whether that is told."""
    if order := mapping.orders.get(field):
        return order, True
    return order_of(_values(mapping, columns, field))


def decimal_sign(
    table: Table, mapping: Mapping, columns: Sequence[Column]
) -> tuple[Sign, bool]:
    """Return the sign before decimals, and whether that is told.

    Cells that hold numbers, in workbooks and JSON, have a point and no groups.
    """
    if mapping.decimal:
        return mapping.decimal, True
    values = _values(mapping, columns, "quantity")
    if table.kind != "csv" and not any("," in value for value in values):
        return ".", True
    return sign_of(values)


def _values(mapping: Mapping, columns: Sequence[Column], field: str) -> Iterable[str]:
    at = mapping.source(field).column
    return list(columns[at].values) if 0 <= at < len(columns) else []


def unknown_words(
    mapping: Mapping, columns: Sequence[Column]
) -> dict[str, Sequence[str]]:
    """Return, by field, the words of the file of which nothing is known."""
    found: dict[str, Sequence[str]] = {}
    for field, held in all_words(mapping, columns).items():
        known = mapping.meanings.get(field, {})
        new = [w for w in held if plain(w) not in known and not meaning_of(field, w)]
        if new:
            found[field] = new
    return found


def all_words(mapping: Mapping, columns: Sequence[Column]) -> dict[str, Sequence[str]]:
    """Return, by field, the words of the file that stand for names of ours."""
    found: dict[str, Sequence[str]] = {}
    for field in LISTED:
        at = mapping.source(field).column
        if 0 <= at < len(columns):
            parts = (w for value in columns[at].words for w in words_in(field, value))
            found[field] = list({plain(word): word for word in parts}.values())
    return found


def words_in(field: str, value: str) -> Sequence[str]:
    """Return the words of a cell: several kinds of work may stand in one."""
    if field != "activities":
        return (value,)
    cut = value.replace(";", ",").replace("|", ",").replace("/", ",").split(",")
    return [word.strip() for word in cut if word.strip()]


def meaning_of(field: str, word: str) -> str:
    """Return our name for what a word of a file says, nothing where it is unknown."""
    name = plain(word)
    if field == "unit":
        return unit_named(word) or _labels(field).get(name, "")
    known = NATURES if field == "nature" else ACTIVITIES
    return known.get(name, "") or _labels(field).get(name, "")


@cache
def _labels(field: str) -> dict[str, str]:
    """Return the words that our own forms have for it, in both languages."""
    listed = {
        "unit": words.UNITS,
        "nature": words.NATURES,
        "activities": words.ACTIVITIES,
    }[field]
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with force_locale(language):
            found |= {plain(str(label)): value for value, label in listed.items()}
    return found
