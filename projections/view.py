"""What a view is: a row type, the facts it follows, and what each does to its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast, get_args

from ledger.kernel.codec import Recorded
from ledger.kernel.messages import Fact
from projections.rows import Row, Rows

RowT = TypeVar("RowT", bound=Row)


@dataclass(frozen=True)
class View(Generic[RowT]):
    """A read view, thrown away and rebuilt at will.

    ``apply(rows, recorded)`` is pure over the rows and never sees words, so
    live, rebuilt and offline rows are equal at every past position, whatever
    was erased since. Raise ``version`` when its rows come to mean something
    else: the next start rebuilds. A view whose rows are totals never drops one
    (``is_total``): all its rows as of any past position are then found by the
    keys that hold now.
    """

    name: str
    version: int
    row: type[RowT]
    facts: tuple[type[Fact], ...]
    apply: Callable[[Rows[RowT], Recorded[Any]], None]
    is_total: bool = False


def facts_of(union: object) -> tuple[type[Fact], ...]:
    """Return the kinds of fact in a union, as ``facts`` of a view wants them."""
    return cast("tuple[type[Fact], ...]", get_args(union) or (union,))
