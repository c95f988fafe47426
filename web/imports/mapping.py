"""Mapping: which column answers which question, and how its cells are written."""

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from typing import Any, Final, Literal, cast

import msgspec

from ledger.commons.contributions.events import Unit
from web.forms.field import Field
from web.schemas import contributions as asked
from web.schemas.for_projects import PROJECT

Order = Literal["", "day", "month"]
Sign = Literal["", ",", "."]

FIELDS: Final[Sequence[Field]] = (
    asked.TITLE,
    asked.NATURE,
    asked.QUANTITY,
    asked.UNIT,
    asked.STARTED_ON,
    asked.ENDED_ON,
    PROJECT,
    asked.ACTIVITY,
    asked.DESCRIPTION,
)
NAMES: Final = tuple(field.name for field in FIELDS)
LISTED: Final = ("nature", "unit", "activities")
"""The fields whose answers are names of ours: files have their own words for them."""
DAYS: Final = ("started_on", "ended_on")
LEFT_OUT: Final = "-"
"""What a word means when its rows are not to be imported."""

MINUTE: Final = "minute"
HALF_DAY: Final = "half_day"
PARTS: Final = {MINUTE: (Unit.HOUR, 60), HALF_DAY: (Unit.DAY, 2)}
"""Units that files have and we do not: so many of them make one of ours."""


class Source(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a field's values come from: a column, or one value for all rows."""

    column: int = -1
    constant: str = ""

    @property
    def is_given(self) -> bool:
        """Tell whether there is anything."""
        return self.column >= 0 or bool(self.constant)


NOWHERE: Final = Source()


class Mapping(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a table is read.

    ``meanings`` holds what words mean, by field; ``orders`` which of two numbers is
    the day, by field; ``decimal`` the sign before decimals where that is not plain.
    ``is_again`` takes rows that were recorded before once more.
    """

    sources: dict[str, Source] = {}
    meanings: dict[str, dict[str, str]] = {}
    orders: dict[str, Order] = {}
    decimal: Sign = ""
    is_again: bool = False

    def source(self, field: str) -> Source:
        """Return where the values of a field come from."""
        return self.sources.get(field, NOWHERE)


class Original(msgspec.Struct, frozen=True):
    """The file that keeps what stood in the rows up to a number before repairs."""

    last_row: int
    digest: str
    size: int


class Confirmed(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a job is given: the mapping, the headings, where originals are kept."""

    mapping: Mapping
    headings: tuple[str, ...]
    originals: tuple[Original, ...] = ()


def read_confirmed(held: AnyMapping[str, Any]) -> Confirmed:
    """Return what a job holds as JSON."""
    return msgspec.convert(held, Confirmed)


def spell_confirmed(confirmed: Confirmed) -> dict[str, Any]:
    """Return what a job is to hold, as JSON."""
    return cast("dict[str, Any]", msgspec.to_builtins(confirmed))
