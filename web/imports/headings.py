"""Headings: which record names the columns, and what each is called."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from web.imports.records import Record
from web.imports.unreadable import Unreadable

LOOKED_AT: Final = 20
"""Titles, dates and logos stand above the headings, but never this many lines."""

SPACES: Final = re.compile(r"[\s\u00a0\u202f\ufeff]+")
NUMBERS: Final = re.compile(
    r"[-+]?[\d\s.,'’%€]+|\d{4}-\d\d-\d\d.*|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}.*"
)
NAME_MAX: Final = 200


def heading_row(records: Sequence[Record], known: frozenset[str]) -> int:
    """Return the index of the record that names the columns; raises Unreadable.

    It is the one with the most names that are known, if several are, or the first that
    is as wide as the table and holds no values. ``known`` holds plain names.
    """
    looked = [filled(record) for record in records[:LOOKED_AT]]
    if not any(looked):
        raise Unreadable("empty")
    recognised = [len({plain(cell) for cell in cells} & known) for cells in looked]
    most = max(recognised)
    if most > 1:
        return recognised.index(most)
    width = max(len(cells) for cells in looked)
    for index, cells in enumerate(looked):
        if cells and 2 * len(cells) > width and not is_values(cells):
            return index
    raise Unreadable("no_headings")


def is_values(cells: Sequence[str]) -> bool:
    """Tell whether these are values and not names: half are numbers or days."""
    return 2 * sum(bool(NUMBERS.fullmatch(cell)) for cell in cells) >= len(cells)


def filled(record: Record) -> list[str]:
    """Return the cells that hold anything."""
    return [cell.strip() for cell in record if cell.strip()]


def named(record: Record) -> tuple[str, ...]:
    """Return the names of the columns, each once: a second one gets its number."""
    seen: dict[str, int] = {}
    names: list[str] = []
    for number, cell in enumerate(record, 1):
        name = clean(cell) or f"[{number}]"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def clean(cell: str) -> str:
    """Return a heading without the stars and spaces that forms put around it."""
    return SPACES.sub(" ", cell).strip(" *:\t")[:NAME_MAX]


ACCENTS: Final = str.maketrans(
    "àâäáãéèêëíîïìóôöòõúùûüçñœæ’", "aaaaaeeeeiiiiooooouuuucnoe'"
)


def plain(name: str) -> str:
    """Return a name for comparing: no accents, no signs, no capitals."""
    spelt = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", clean(name)).lower()
    return re.sub(r"[^a-z0-9%]+", " ", spelt.translate(ACCENTS)).strip()


def last_filled(records: Iterable[Record]) -> int:
    """Return how wide the records are, not counting empty cells at their ends."""
    return max(
        (i for record in records for i, cell in enumerate(record, 1) if cell.strip()),
        default=0,
    )
