"""Columns: which fields of a row are looked up, and how to read several at once."""

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, get_type_hints

from projections.view import View

Values = tuple[Any, ...]


@cache
def values_of(names: tuple[str, ...]) -> Callable[[Any], Values]:
    """Return what reads these fields of a row, all in one call."""
    if not names:
        return lambda _row: ()
    if len(names) == 1:
        only = attrgetter(*names)
        return lambda row: (only(row),)
    several: Callable[[Any], Values] = attrgetter(*names)
    return several


def indexed_names(view: View[Any]) -> tuple[str, ...]:
    """Return the fields that some index looks up, each once."""
    return tuple(dict.fromkeys(n for names in view.row.indexes for n in names))


def other_names(view: View[Any]) -> tuple[str, ...]:
    """Return the indexed fields that are no part of the key."""
    return tuple(n for n in indexed_names(view) if n not in view.row.key)


@cache
def is_number(row: Any, name: str) -> bool:  # noqa: ANN401  # a kind of row
    """Tell whether a field is a whole number rather than text."""
    return get_type_hints(row)[name] in {int, int | None}
