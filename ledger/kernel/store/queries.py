"""The statements of the PostgreSQL store, beside what goes in and comes out."""

from collections.abc import Sequence
from typing import Any, Final, LiteralString

import msgspec
import psycopg

from ledger.kernel.store.port import (
    Append,
    Appended,
    Clause,
    ClockApart,
    ClockJumped,
    Conflict,
    NewEvent,
    OtherContent,
    StoredWords,
)

Query = LiteralString

APPEND: Final = """
SELECT * FROM ledger.append(
    %b::timestamptz[], %b::text[], %b::bytea[], %b::bigint[],
    %b::int[], %b::text[], %b::smallint[], %b::text[],
    %b::int[], %b::smallint[], %b::text[], %b::bytea[], %b::bytea[])
"""
KINDS: Final = "SELECT name, id FROM ledger.kind_ids(%b::text[])"
HEAD: Final = """
SELECT position, recorded_at FROM ledger.events ORDER BY position DESC LIMIT 1
"""
POSITION_AT: Final = "SELECT ledger.position_at(%b)"
FIND_KEY: Final = """
SELECT first_position, last_position, fingerprint
FROM ledger.command_keys WHERE tag = %b::text
"""
WORDS: Final = "SELECT position, body FROM ledger.words WHERE position = ANY (%b)"
SINCE: Final = """
SELECT e.position, e.recorded_at, k.name, e.tags, e.data
FROM ledger.events e JOIN ledger.kinds k ON k.id = e.kind
WHERE e.position > %b::bigint ORDER BY e.position LIMIT %b::bigint
"""
# Head and events come from one statement, so from one snapshot: an event that is
# not in the answer stands after the head in it.
READ: Final = """
SELECT h.head, e.position, e.recorded_at, e.name, e.tags, e.data
FROM (SELECT coalesce(max(position), 0) AS head FROM ledger.events) h
LEFT JOIN LATERAL (
    SELECT DISTINCT ON (e.position) e.position, e.recorded_at, k.name, e.tags, e.data
    FROM unnest(%b::text[], %b::text[], %b::text[]) AS c (tag, kind, tags)
    JOIN ledger.kinds k ON k.name = c.kind
    JOIN ledger.tags t ON t.tag = hashtextextended(c.tag, 0) AND t.kind = k.id
        AND t.position > %b::bigint
    JOIN ledger.events e ON e.position = t.position
        AND e.tags @> string_to_array(c.tags, ' ')
    ORDER BY e.position
) e ON true
ORDER BY e.position
"""


class Kinds:
    """The numbers that stand for names of facts in this database."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}

    def learn(
        self, connection: psycopg.Connection[tuple[Any, ...]], batch: Sequence[Append]
    ) -> None:
        """Ask for the numbers that are not known yet; new names are given one."""
        wanted = {e.kind for a in batch for e in a.events}
        wanted |= {kind for a in batch for c in a.boundary for kind in c.kinds}
        if missing := sorted(wanted - self._ids.keys()):
            self._ids |= dict(connection.execute(KINDS, (missing,)).fetchall())

    def __getitem__(self, name: str) -> int:
        return self._ids[name]


def boundary(clauses: Sequence[Clause], after: int) -> tuple[Any, ...]:
    """Return a boundary as READ takes it: a row for each kind of each clause."""
    rows = [(c.tags[0], kind, " ".join(c.tags)) for c in clauses for kind in c.kinds]
    tag, kind, tags = zip(*rows, strict=True)
    return list(tag), list(kind), list(tags), after


def arguments(batch: Sequence[Append], kinds: Kinds) -> tuple[list[Any], ...]:
    """Return a batch as APPEND takes it: columns, with the append's number as owner."""
    conditions = [
        (owner, clause.tags[0], kinds[kind], " ".join(clause.tags))
        for owner, append in enumerate(batch, 1)
        for clause in append.boundary
        for kind in clause.kinds
    ]
    events = [
        (owner, kinds[e.kind], " ".join(e.tags), e.data, write_words(e))
        for owner, append in enumerate(batch, 1)
        for e in append.events
    ]
    return (
        [a.at for a in batch],
        [a.key.tag if a.key else None for a in batch],
        [a.key.fingerprint if a.key else None for a in batch],
        [a.after for a in batch],
        *(list(column) for column in zip(*conditions, strict=True)),
        *(list(column) for column in zip(*events, strict=True)),
    )


def answers(
    batch: Sequence[Append], rows: Sequence[tuple[Any, ...]]
) -> list[Appended | Exception]:
    """Return the answer to each append of the batch, in its order."""
    found = {row[0]: row[1:] for row in rows}
    return [_answer(a, *found[owner]) for owner, a in enumerate(batch, 1)]


def _answer(
    append: Append, outcome: int, first: int, last: int, fingerprint: bytes | None
) -> Appended | Exception:
    match outcome:
        case 0:
            return Appended(first, last, is_repeat=False)
        case 1:
            return Conflict()
        case 2:
            assert append.key is not None, "only a key can be known"
            if fingerprint != append.key.fingerprint:
                return OtherContent()
            return Appended(first, last, is_repeat=True)
        case 3:
            return ClockApart()
        case _:
            return ClockJumped()


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
