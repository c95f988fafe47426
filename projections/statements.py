"""Statements: the SQL that reads and writes versions, put together once each."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from psycopg import sql

from projections.rows import FOR_EVER

Path = tuple[str, str]
Columns = tuple[tuple[str, str], ...]
KEPT: Final = 1_000
ENDS: Final = (("since", "bigint"), ("until", "bigint"))
COPY: Final = "COPY {table} ({names}) FROM STDIN "
INSERT: Final = "INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays})"
CLOSE: Final = """
UPDATE {table} t SET until = u.until FROM unnest({arrays}) AS u ({names})
WHERE {same} AND t.since = u.since
"""
LOAD: Final = """
SELECT v.since, v.until, v.first, v.row
FROM unnest({arrays}) AS u ({names}) CROSS JOIN LATERAL (
    SELECT * FROM {table} t WHERE {same} ORDER BY t.since DESC LIMIT 1
) v WHERE v.until = {ever}
"""
SEARCH: Final = """
SELECT since, until, first, row FROM {table} WHERE {equal} AND until = {ever}
"""


@lru_cache(KEPT)
def insert(path: Path, columns: Columns) -> bytes:
    """Return what adds versions, given as one array for each column."""
    return (
        sql.SQL(INSERT)
        .format(
            table=sql.Identifier(*path),
            names=names_of(columns),
            arrays=arrays_of(columns),
        )
        .as_bytes()
    )


@lru_cache(KEPT)
def close(path: Path, key: Columns) -> bytes:
    """Return what ends versions, given as arrays of key, since and until."""
    columns = (*key, *ENDS)
    return (
        sql.SQL(CLOSE)
        .format(
            table=sql.Identifier(*path),
            arrays=arrays_of(columns),
            names=names_of(columns),
            same=same("t", "u", key),
        )
        .as_bytes()
    )


@lru_cache(KEPT)
def load(path: Path, key: Columns) -> bytes:
    """Return what finds the versions of keys that hold now."""
    return (
        sql.SQL(LOAD)
        .format(
            table=sql.Identifier(*path),
            arrays=arrays_of(key),
            names=names_of(key),
            same=same("t", "u", key),
            ever=sql.Literal(FOR_EVER),
        )
        .as_bytes()
    )


@lru_cache(KEPT)
def search(path: Path, names: tuple[str, ...]) -> bytes:
    """Return what finds the versions that hold now by indexed fields."""
    return (
        sql.SQL(SEARCH)
        .format(
            table=sql.Identifier(*path), equal=equal(names), ever=sql.Literal(FOR_EVER)
        )
        .as_bytes()
    )


def equal(names: Sequence[str]) -> sql.Composed:
    """Return a condition: each of these columns has the value given for it."""
    return sql.SQL(" AND ").join(
        sql.SQL("{} = %s").format(sql.Identifier(name)) for name in names
    )


def same(one: str, other: str, key: Columns) -> sql.Composed:
    """Return a condition: two relations agree in these columns."""
    return sql.SQL(" AND ").join(
        sql.SQL("{} = {}").format(sql.Identifier(one, n), sql.Identifier(other, n))
        for n, _kind in key
    )


def names_of(columns: Columns) -> sql.Composed:
    """Return the names of columns, listed."""
    return listed([sql.Identifier(name) for name, _kind in columns])


def listed(parts: Sequence[sql.Composable]) -> sql.Composed:
    """Return parts with commas between them."""
    return sql.SQL(", ").join(parts)


def arrays_of(columns: Columns) -> sql.Composed:
    """Return a parameter for each column: an array of its values."""
    kinds = {"text": sql.SQL("%b::text[]"), "bigint": sql.SQL("%b::bigint[]")}
    return listed([kinds[kind] for _name, kind in columns])
