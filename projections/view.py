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

    A derived view has a ``source``: instead of facts it follows the rows of
    that view, each change told to ``derive(rows, before, after)`` at its
    position, None standing for no row.
    """

    name: str
    version: int
    row: type[RowT]
    facts: tuple[type[Fact], ...]
    apply: Callable[[Rows[RowT], Recorded[Any]], None]
    is_total: bool = False
    source: "View[Any] | None" = None
    derive: Callable[[Rows[RowT], Any, Any], None] | None = None


def derived(  # noqa: PLR0913  # a view is these six things
    name: str,
    version: int,
    row: type[RowT],
    source: View[Any],
    derive: Callable[[Rows[RowT], Any, Any], None],
    *,
    is_total: bool = False,
) -> View[RowT]:
    """Return a view that follows the rows of another instead of facts."""
    return View(
        name, version, row, (), _follow_nothing, is_total, source=source, derive=derive
    )


def _follow_nothing(_rows: Rows[Any], _recorded: Recorded[Any]) -> None:
    raise AssertionError("a derived view follows rows, not facts")


def facts_of(union: object) -> tuple[type[Fact], ...]:
    """Return the kinds of fact in a union, as ``facts`` of a view wants them."""
    return cast("tuple[type[Fact], ...]", get_args(union) or (union,))
