"""Remembering: how a partner's files are read, for the next one of their headings."""

import hashlib
from collections.abc import Sequence
from typing import Final

import msgspec
from psycopg_pool import ConnectionPool

from ledger.kernel.identifiers import PartnerId
from web.imports.mapping import Mapping

KEEP: Final = """
INSERT INTO access.import_mappings (partner_id, headings, mapping)
VALUES (%s, %s, %s::jsonb)
ON CONFLICT (partner_id, headings) DO UPDATE SET
    mapping = excluded.mapping, used_at = clock_timestamp()
"""
FIND: Final = """
SELECT mapping::text FROM access.import_mappings
WHERE partner_id = %s AND headings = %s
"""
FORGET: Final = """
DELETE FROM access.import_mappings
WHERE used_at < clock_timestamp() - interval '2 years'
"""


def remember(
    pool: ConnectionPool,
    partner_id: PartnerId,
    headings: Sequence[str],
    mapping: Mapping,
) -> None:
    """Keep how files of these headings are read."""
    kept = msgspec.structs.replace(mapping, is_again=False)
    text = msgspec.json.encode(kept).decode()
    with pool.connection() as db:
        db.execute(FORGET)
        db.execute(KEEP, (partner_id, _digest(headings), text))


def remembered(
    pool: ConnectionPool, partner_id: PartnerId, headings: Sequence[str]
) -> Mapping | None:
    """Return how the last file of these headings was read."""
    with pool.connection() as db:
        row = db.execute(FIND, (partner_id, _digest(headings))).fetchone()
    return None if row is None else msgspec.json.decode(row[0], type=Mapping)


def _digest(headings: Sequence[str]) -> str:
    return hashlib.sha256(msgspec.json.encode(list(headings))).hexdigest()
