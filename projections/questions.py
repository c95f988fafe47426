"""Questions: the SQL that pages ask with, put together once each.

Of now, only versions that still hold are looked at; as of a past position, also
those that held then and ended since. Both begin inside an index.
"""

from functools import lru_cache
from typing import Final, LiteralString

from psycopg import sql

from projections.rows import FOR_EVER
from projections.statements import (
    KEPT,
    Columns,
    Path,
    arrays_of,
    equal,
    listed,
    names_of,
    same,
)

GET: Final = """
SELECT until, row FROM {table} WHERE {equal} AND since <= %s
ORDER BY since DESC LIMIT 1
"""
SOME: Final = """
SELECT v.row FROM unnest({arrays}) AS k ({names}) CROSS JOIN LATERAL (
    SELECT row, until FROM {table} t WHERE {same} AND t.since <= %s
    ORDER BY t.since DESC LIMIT 1
) v WHERE v.until > %s
"""
NOW: Final = """
SELECT first, row FROM {table} WHERE {where} AND until = {ever}
ORDER BY first {order} FETCH FIRST {limit} ROWS WITH TIES
"""
THEN: Final = """
(SELECT first, row FROM {table} WHERE {where} AND since <= %s AND until = {ever}
 ORDER BY first {order} FETCH FIRST {limit} ROWS WITH TIES)
UNION ALL
(SELECT first, row FROM {table}
 WHERE {where} AND since <= %s AND until > %s AND until < {ever}
 ORDER BY first {order} FETCH FIRST {limit} ROWS WITH TIES)
ORDER BY first {order} FETCH FIRST {limit} ROWS WITH TIES
"""
LINKED: Final = """
SELECT g.id, a.row, b.row
FROM views.generations g
LEFT JOIN {table} a ON a.{name} = %s AND a.until = {ever}
LEFT JOIN {other} b ON b.{other_key} = a.{link} AND b.until = {ever}
WHERE g.state = 'live' ORDER BY a.first
"""
EVERY: Final = """
SELECT v.row FROM (SELECT {names} FROM {table} WHERE until = {ever}) k
CROSS JOIN LATERAL (
    SELECT row FROM {table} t WHERE {same} AND t.since <= %s
    ORDER BY t.since DESC LIMIT 1
) v ORDER BY {order}
"""
CHANGED: Final = "SELECT row FROM {table} WHERE until = {ever} AND since > %s"
EVERY_NOW: Final = "SELECT row FROM {table} WHERE until = {ever} ORDER BY {names}"


@lru_cache(KEPT)
def get(path: Path, key: Columns) -> bytes:
    """Ask by key, then position: the last version up to there."""
    condition = equal([name for name, _kind in key])
    return _written(GET, path, equal=condition)


@lru_cache(KEPT)
def some(path: Path, key: Columns) -> bytes:
    """Ask by arrays of keys, then the position twice."""
    names, arrays = names_of(key), arrays_of(key)
    return _written(SOME, path, arrays=arrays, names=names, same=same("t", "k", key))


@lru_cache(KEPT)
def page(
    path: Path,
    names: tuple[str, ...],
    limit: int,
    *,
    is_newest_first: bool,
    is_now: bool,
) -> bytes:
    """Ask by values, then from which place on.

    As of then, the position follows, and all of it once more with the position
    twice: two indexes are read, each as far as the limit. It is written out, for
    a plan that does not know it would sort whole lists.
    """
    parts: list[sql.Composable] = [equal(names)] if names else []
    parts.append(sql.SQL("first < %s" if is_newest_first else "first > %s"))
    return _written(
        NOW if is_now else THEN,
        path,
        order=sql.SQL("DESC" if is_newest_first else "ASC"),
        where=sql.SQL(" AND ").join(parts),
        limit=sql.Literal(limit),
    )


@lru_cache(KEPT)
def linked(path: Path, name: str, other: Path, other_key: str, link: str) -> bytes:
    """Ask by a value for the rows that hold now, each with the row it names.

    The generation that serves comes beside each, and alone where there are none.
    """
    return _written(
        LINKED,
        path,
        name=sql.Identifier(name),
        other=sql.Identifier(*other),
        other_key=sql.Identifier(other_key),
        link=sql.Identifier(link),
    )


@lru_cache(KEPT)
def every(path: Path, key: Columns) -> bytes:
    """Ask for the last version of each key up to a position."""
    names = [sql.Identifier("k", name) for name, _kind in key]
    return _written(
        EVERY,
        path,
        names=names_of(key),
        same=same("t", "k", key),
        order=listed(names),
    )


@lru_cache(KEPT)
def every_now(path: Path, key: Columns) -> bytes:
    """Ask for the version of each key that holds."""
    return _written(EVERY_NOW, path, names=names_of(key))


@lru_cache(KEPT)
def changed(path: Path) -> bytes:
    """Ask for the versions that hold and began after a position."""
    return _written(CHANGED, path)


EVER: Final = sql.Literal(FOR_EVER)


def _written(statement: LiteralString, path: Path, **parts: sql.Composable) -> bytes:
    table = sql.Identifier(*path)
    return sql.SQL(statement).format(table=table, ever=EVER, **parts).as_bytes()
