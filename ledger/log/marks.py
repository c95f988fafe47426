"""Marks: where an entry stands of which somebody has the hash, or a digest in it.

Kept for full bundles by whoever seals, after sealing. What is found is looked at
again in the record: a mark is only where to look, and may be there by chance.
"""

from typing import Final

from ledger.log.archive import Connection
from ledger.log.hashing import HASH_BYTES
from ledger.log.tiles import TILE_WIDTH

BUNDLES_AT_ONCE: Final = 40
LATEST_MAX: Final = 20_000
"""Entries that have no mark yet and are read through; there are seldom as many."""

NEXT: Final = """
SELECT coalesce(max(number) + 1, 0), (SELECT size / 256 FROM log.state) FROM log.marks
"""
KEEP: Final = """
INSERT INTO log.marks SELECT * FROM log.marks_of(%s, %s) ON CONFLICT DO NOTHING
"""
LEAF: Final = """
SELECT number * 256 + (at - 1) / 32 + 1 FROM (
    SELECT t.number, position(%(leaf)s::bytea IN t.data) AS at
    FROM log.marks m JOIN log.tiles t ON t.level = 0 AND t.number = m.number
    WHERE m.marks @> ARRAY[log.mark_of_leaf(%(leaf)s::bytea)]
    UNION ALL
    SELECT t.number, position(%(leaf)s::bytea IN t.data) FROM log.tiles t
    WHERE t.level = 0 AND t.number >= %(next)s AND t.number >= %(latest)s / 256
    UNION ALL
    SELECT size / 256, position(%(leaf)s::bytea IN edge[1]) FROM log.state
) held WHERE at > 0 AND (at - 1) %% 32 = 0 LIMIT 1
"""
# The zero offset has the bundles' entries read by their positions: a planner would
# rather go through the whole record.
DIGEST: Final = """
SELECT min(e.position) FROM (
    SELECT number * 256 + 1 AS first, number * 256 + 256 AS last FROM log.marks
    WHERE marks @> ARRAY[hashtext(%(digest)s)]
    UNION ALL
    SELECT greatest(%(next)s * 256, %(latest)s) + 1, %(head)s
) m CROSS JOIN LATERAL (
    SELECT e.position, e.data FROM ledger.events e
    WHERE e.position BETWEEN m.first AND m.last OFFSET 0
) e
WHERE position(%(quoted)s::bytea IN e.data) > 0
"""
HEAD: Final = """
SELECT (SELECT coalesce(max(number) + 1, 0) FROM log.marks),
    (SELECT coalesce(max(position), 0) FROM ledger.events)
"""


def keep_marks(connection: Connection) -> int:
    """Mark the bundles that became full, at most so many; return how many.

    Two that do so at once do it twice, and no harm is done.
    """
    row = connection.execute(NEXT).fetchone()
    if row is None or row[1] is None or row[0] >= row[1]:
        return 0
    first, end = int(row[0]), min(int(row[1]), int(row[0]) + BUNDLES_AT_ONCE)
    connection.execute(KEEP, (first, end - 1))
    return end - first


def entry_of_leaf(connection: Connection, leaf: bytes) -> int | None:
    """Return the position of the entry that has this hash in the tree."""
    assert len(leaf) == HASH_BYTES
    return _found(connection, LEAF, leaf=leaf)


def entry_with_digest(connection: Connection, digest: str) -> int | None:
    """Return the position of the first entry in which this digest stands."""
    return _found(connection, DIGEST, digest=digest, quoted=f'"{digest}"'.encode())


def _found(connection: Connection, query: str, **asked: object) -> int | None:
    row = connection.execute(HEAD).fetchone()
    assert row is not None, "aggregates have a row"
    marked, head = int(row[0]), int(row[1])
    latest = max(0, head - LATEST_MAX) // TILE_WIDTH * TILE_WIDTH
    given = {"next": marked, "latest": latest, "head": head, **asked}
    found = connection.execute(query.encode(), given).fetchone()
    return None if found is None or found[0] is None else int(found[0])
