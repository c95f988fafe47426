"""The statements of the PostgreSQL store, beside what goes in and comes out."""

from collections.abc import Sequence
from typing import Any, Final, LiteralString

import msgspec

from ledger.kernel.store.port import Clause, NewEvent, StoredWords, possible

Query = LiteralString

APPEND: Final = b"""
SELECT ledger.append(
    $1::timestamptz[], $2::bytea[], $3::bytea[], $4::bigint[],
    $5::int[], $6::smallint[], $7::text[],
    $8::int[], $9::smallint[], $10::text[], $11::bytea[], $12::bytea[])
"""
KINDS: Final = "SELECT name, id FROM ledger.kind_ids(%b::text[])"
ALL_KINDS: Final = "SELECT id, name FROM ledger.kinds"
HEAD: Final = """
SELECT position, recorded_at FROM ledger.events ORDER BY position DESC LIMIT 1
"""
POSITION_AT: Final = "SELECT ledger.position_at(%b)"
FIND_KEY: Final = """
SELECT first_position, last_position, fingerprint
FROM ledger.command_keys WHERE key = %b::bytea
"""
# One row a key that is known, by a look-up of each.
FIND_KEYS: Final = """
SELECT k.key, k.first_position, k.last_position, k.fingerprint
FROM unnest(%b::bytea[]) AS wanted (key)
CROSS JOIN LATERAL (
    SELECT * FROM ledger.command_keys c WHERE c.key = wanted.key OFFSET 0
) k
"""
WORDS: Final = "SELECT position, body FROM ledger.words WHERE position = ANY (%b)"
# One look-up a text, by the tag that its withdrawal bears.
WITHDRAWN: Final = """
SELECT e.data FROM ledger.kinds k
CROSS JOIN unnest(%b::text[]) AS wanted (tag)
CROSS JOIN LATERAL (
    SELECT t.position FROM ledger.tags t
    WHERE t.tag = hashtextextended(wanted.tag, 0) AND t.kind = k.id OFFSET 0
) t
JOIN ledger.events e ON e.position = t.position
WHERE k.name = %b::text
"""
ERASE_WITHDRAWN: Final = "SELECT ledger.erase_withdrawn(%s)"
SINCE: Final = """
SELECT position, recorded_at, kind, tags, data FROM ledger.events
WHERE position > %b::bigint ORDER BY position LIMIT %b::bigint
"""
# Head and events come from one statement, so from one snapshot: an event that is
# not in the answer stands after the head in it. Of several tags the one with the
# fewest rows is followed; beyond a hundred, nobody counts. OFFSET 0 has the tag
# looked up before its events: a planner that does not know the tables well would
# go through all the facts of a kind instead.
READ: Final = """
SELECT h.head, e.position, e.recorded_at, e.kind, e.tags, e.data
FROM (SELECT coalesce(max(position), 0) AS head FROM ledger.events) h
LEFT JOIN LATERAL (
    SELECT DISTINCT ON (e.position)
        e.position, e.recorded_at, e.kind, e.tags, e.data
    FROM unnest(%b::text[], %b::text[]) AS c (kind, tags)
    JOIN ledger.kinds k ON k.name = c.kind
    CROSS JOIN LATERAL (
        SELECT hashtextextended(s.tag, 0) AS hash
        FROM unnest(string_to_array(c.tags, ' ')) WITH ORDINALITY AS s (tag, o)
        ORDER BY CASE WHEN c.tags LIKE '%% %%' THEN (
            SELECT count(*) FROM (
                SELECT FROM ledger.tags t
                WHERE t.tag = hashtextextended(s.tag, 0) AND t.kind = k.id
                  AND t.position > %b::bigint LIMIT 100
            ) counted
        ) END, s.o LIMIT 1
    ) narrowest
    CROSS JOIN LATERAL (
        SELECT t.position FROM ledger.tags t
        WHERE t.tag = narrowest.hash AND t.kind = k.id AND t.position > %b::bigint
        OFFSET 0
    ) t
    CROSS JOIN LATERAL (
        SELECT f.* FROM ledger.events f WHERE f.position = t.position OFFSET 0
    ) e
    WHERE e.tags @> string_to_array(c.tags, ' ')
    ORDER BY e.position
) e ON true
ORDER BY e.position
"""
LOCK_TIMEOUT: Final = "SELECT set_config('lock_timeout', %b::text, true)"
LOCKS: Final = """
SELECT pg_advisory_xact_lock(70617003, k) FROM (
    SELECT DISTINCT hashtext(tag) AS k FROM unnest(%b::text[]) tag ORDER BY k
) sorted
"""


def boundary(clauses: Sequence[Clause], after: int) -> tuple[Any, ...]:
    """Return a boundary as READ takes it: a row for each kind of each clause."""
    rows = [(kind, " ".join(c.tags)) for c in possible(clauses) for kind in c.kinds]
    return [kind for kind, _ in rows], [tags for _, tags in rows], after, after


def write_words(event: NewEvent) -> bytes | None:
    """Return an event's disclosures as they lie beside it, if it has any."""
    if not event.words:
        return None
    return msgspec.json.encode(
        [[w.field, w.audience, w.subject, w.encoded] for w in event.words]
    )


def read_words(body: bytes) -> Sequence[StoredWords]:
    """Return the disclosures of one position."""
    return [StoredWords(*entry) for entry in msgspec.json.decode(body)]
