"""Anything: hypothesis strategies for whatever a fact may hold, from its types."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import (
    Any,
    Final,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import msgspec
from hypothesis import strategies as st

from ledger.kernel.quantities import QUANTITY_MAX, plain

StructT = TypeVar("StructT", bound=msgspec.Struct)

INSTANTS: Final = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001  # hypothesis adds the zone
    datetime(2199, 12, 31),  # noqa: DTZ001  # hypothesis adds the zone
    timezones=st.just(UTC),
)
IDENTIFIERS: Final = st.text(
    "abcdefghijklmnopqrstuvwxyz234567", min_size=1, max_size=26
)
PLAIN: Final[dict[object, st.SearchStrategy[Any]]] = {
    str: st.text(max_size=30),
    int: st.integers(-(2**53), 2**53),
    bool: st.booleans(),
    NoneType: st.none(),
    date: st.dates(),
    datetime: INSTANTS,
    Decimal: st.decimals(-QUANTITY_MAX, QUANTITY_MAX, places=3).map(plain),
}


def any_struct(kind: type[StructT]) -> st.SearchStrategy[StructT]:
    """Return instances of a struct with anything its fields' types allow."""
    hints = get_type_hints(kind)
    fields = {name: any_of(hints[name]) for name in kind.__struct_fields__}
    return st.builds(kind, **fields)


def any_of(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401  # a type may be of any form
    """Return whatever a type hint allows."""
    if hint in PLAIN:
        return PLAIN[hint]
    if get_origin(hint) in {Union, UnionType}:
        return st.one_of(*[any_of(part) for part in get_args(hint)])
    if get_origin(hint) is tuple:
        item, _ellipsis = get_args(hint)
        return st.lists(any_of(item), max_size=3).map(tuple)
    if hasattr(hint, "__supertype__"):
        return IDENTIFIERS
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    return any_struct(hint)
