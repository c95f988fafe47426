"""Rows: what a view keeps, each valid from one log position until another."""

from collections.abc import Callable, Iterable
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, Final, Generic, Protocol, TypeVar, get_type_hints

import msgspec

from ledger.kernel.words import Words

FOR_EVER: Final = 2**63 - 1
"""``until`` of a row that still holds."""


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row of a view: its key and its indexed fields are among its fields.

    ``key`` names the fields that identify it. ``indexes`` names, for each
    secondary index, the fields it is looked up by; values are text or whole
    numbers. A list is filtered by indexed fields only.
    """

    key: ClassVar[tuple[str, ...]]
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = ()

    def key_values(self) -> tuple[str, ...]:
        """Return the values of the key's fields, as text."""
        return key_of(type(self))(self)


@cache
def key_of(kind: type[Row]) -> Callable[[Row], tuple[str, ...]]:
    """Return what reads the key of a kind of row; it does so at every put."""
    hints, names = get_type_hints(kind), kind.key
    several: Callable[[Row], tuple[object, ...]] = attrgetter(*names)
    if len(names) == 1:
        return lambda row: (str(several(row)),)
    if all(hints[name] is str for name in names):
        return several  # type: ignore[return-value]  # all of them are text
    # Members of enumerations, too, hash otherwise than the text they equal.
    return lambda row: tuple(map(str, several(row)))


class WordsAt(msgspec.Struct, frozen=True, gc=False):
    """A reference to words with the position of the fact that bears it.

    Words lie beside their fact, one row per position: without the position a
    page could not find them. Rows of views hold this, never a bare reference.
    """

    position: int
    words: Words


RowT = TypeVar("RowT", bound=Row)


class Rows(Protocol, Generic[RowT]):
    """What ``apply`` may do: the same in memory and in the database."""

    def get(self, *key: str) -> RowT | None:
        """Return the row of this key that holds now."""
        ...

    def put(self, row: RowT) -> None:
        """Let this row hold from this position on; the last put at a position wins."""
        ...

    def drop(self, *key: str) -> None:
        """Let the row of this key hold no longer."""
        ...

    def find(self, **values: str | int) -> Iterable[RowT]:
        """Return the rows that hold now, by the fields of a declared index.

        They come in the order of their first position.
        """
        ...


AnyRows = Rows[Any]
