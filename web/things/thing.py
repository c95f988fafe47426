"""A thing: what programs read of the rows of one view, and how they narrow them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Generic, Protocol, TypeVar

from flask_babel import LazyString
from marshmallow import Schema

from projections.rows import Row, WordsAt
from projections.shelf import PAGE_ROWS, Page, Shelf
from projections.view import View
from web.asked import whole_number
from web.things.names import Mention, Names
from web.things.wording import Wording

RowT = TypeVar("RowT", bound=Row)
Chosen = Mapping[str, str | int]
"""What a list is narrowed by: the fields of rows, each with its value."""

Document = dict[str, Any]
COUNT_ROWS: Final = 1_000
COUNTED_MAX: Final = 5_000
"""More rows than this are not counted one by one for whoever asks how many."""


class FilterWrong(Exception):
    """A filter has a value that it cannot have; ``known`` are those it may have."""

    def __init__(self, name: str, value: str, known: Sequence[str] = ()) -> None:
        """Remember which, and what would be right."""
        super().__init__(name, value)
        self.name, self.value, self.known = name, value, known


class Reader(Protocol):
    """Reads a page of rows that pass the filters."""

    def __call__(
        self,
        shelf: Shelf,
        chosen: Chosen,
        *,
        after: int | None,
        limit: int,
        is_newest_first: bool,
    ) -> Page[Any]:
        """Return the page."""
        ...


@dataclass(frozen=True, kw_only=True)
class Thing(Generic[RowT]):
    """What programs read of one kind of row.

    ``name`` is the plural of the interface and of files. ``path`` is where files
    of it are, beneath the language. ``endpoint`` is the page of the list, whose
    filters it shares: ``filters`` maps what an address calls each to a field of
    rows, ``values`` says which values some of them may have. ``asked`` names the
    fields that somebody fills in to record one.
    """

    name: str
    label: LazyString
    about: LazyString
    path: str
    endpoint: str
    view: View[Any]
    schema: type[Schema]
    key: Callable[[RowT], str]
    document: Callable[[RowT, Wording, Names], Document]
    texts: Callable[[RowT], Iterable[WordsAt | None]]
    mentions: Callable[[RowT], Iterable[Mention]]
    filters: Mapping[str, str] = field(default_factory=dict[str, str])
    values: Mapping[str, type[StrEnum]] = field(
        default_factory=dict[str, type[StrEnum]]
    )
    asked: tuple[str, ...] = ()
    read: Reader | None = None
    find: Callable[[Shelf, str], RowT | None] | None = None
    counted: Callable[[Shelf, Chosen], int | None] | None = None

    def choose(self, asked: Mapping[str, str]) -> dict[str, str | int]:
        """Return the filters that an address asks for, empty ones dropped.

        Names that are no filter are passed over; raises FilterWrong.
        """
        chosen: dict[str, str | int] = {}
        for name, row_field in self.filters.items():
            value = asked.get(name, "").strip()
            if value:
                chosen[row_field] = self._value(name, value)
        return chosen

    def _value(self, name: str, value: str) -> str | int:
        known = self.values.get(name)
        if known is not None and value not in set(known):
            raise FilterWrong(name, value, [str(one) for one in known])
        if self.filters[name] == "year":
            year = whole_number(value)
            if year is None:
                raise FilterWrong(name, value)
            return year
        return value

    def page(
        self,
        shelf: Shelf,
        chosen: Chosen,
        after: int | None = None,
        limit: int = PAGE_ROWS,
        *,
        is_newest_first: bool = True,
    ) -> Page[RowT]:
        """Return rows that pass the filters, in the order of their first position."""
        if self.read is not None:
            return self.read(
                shelf,
                chosen,
                after=after,
                limit=limit,
                is_newest_first=is_newest_first,
            )
        values: dict[str, Any] = dict(chosen)
        return shelf.page(
            self.view,
            after=after,
            limit=limit,
            is_newest_first=is_newest_first,
            **values,
        )

    def one(self, shelf: Shelf, identifier: str) -> RowT | None:
        """Return the row of this identifier, None where the public sees none."""
        if self.find is not None:
            return self.find(shelf, identifier)
        return shelf.get(self.view, identifier)

    def count(self, shelf: Shelf, chosen: Chosen) -> int | None:
        """Return how many rows pass the filters; None where they are too many."""
        if self.counted is not None:
            return self.counted(shelf, chosen)
        count, after = 0, None
        while count <= COUNTED_MAX:
            page = self.page(shelf, chosen, after, COUNT_ROWS)
            count, after = count + len(page.rows), page.next
            if after is None:
                return count
        return None

    def documents(self, names: Names, rows: Sequence[RowT]) -> list[Document]:
        """Return rows as documents, ready for the schema's ``dump``.

        What they say and name is read at once for all of them.
        """
        mentions = [one for row in rows for one in self.mentions(row)]
        references = [text for row in rows for text in self.texts(row)]
        texts = names.learn(mentions, references)
        return [self.document(row, texts, names) for row in rows]


AnyThing = Thing[Any]
