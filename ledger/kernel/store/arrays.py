"""Arrays: columns of a batch, written in PostgreSQL's own binary form.

psycopg writes arrays item by item, which took as long as recording them. Here each
append is written once, by the thread that brings it, and a batch only joins bytes.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from struct import Struct
from typing import Final

BYTEA: Final = 17
INT8: Final = 20
INT2: Final = 21
INT4: Final = 23
TEXT: Final = 25
TIMESTAMPTZ: Final = 1184

NULL: Final = b"\xff\xff\xff\xff"
EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)

# One dimension, whether there are nulls, type, how many, counted from one.
_HEADER: Final = Struct(">iiIii")
_LENGTH: Final = Struct(">i")
_INT2: Final = Struct(">ih")
_INT4: Final = Struct(">ii")
_INT8: Final = Struct(">iq")


def column(oid: int, items: Iterable[bytes], count: int) -> bytes:
    """Join items that are written into an array of this many."""
    if count == 0:
        return _HEADER.pack(0, 0, oid, 0, 0)[:12]
    return _HEADER.pack(1, 1, oid, count, 1) + b"".join(items)


def item(content: bytes) -> bytes:
    """Write one item of text or bytes."""
    return _LENGTH.pack(len(content)) + content


@cache
def small(number: int) -> bytes:
    """Write one item of int2; there are few different ones."""
    return _INT2.pack(2, number)


def owner(number: int) -> bytes:
    """Write one item of int4."""
    return _INT4.pack(4, number)


def large(number: int) -> bytes:
    """Write one item of int8."""
    return _INT8.pack(8, number)


def instant(at: datetime | None) -> bytes:
    """Write one item of timestamptz."""
    return NULL if at is None else _INT8.pack(8, (at - EPOCH) // MICROSECOND)


def read_large(array: bytes) -> Sequence[int]:
    """Read an array of int8 without nulls."""
    return [number for _, number in _INT8.iter_unpack(array[_HEADER.size :])]
