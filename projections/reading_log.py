"""Reading the log: facts in parts, each by one look-up that takes no sorting."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from ledger.kernel.codec import Codec, Recorded
from ledger.kernel.store.port import StoredEvent
from projections.tables import Connection

PART_FACTS: Final = 2_000
PART: Final = """
SELECT position, recorded_at, kind, data FROM ledger.events
WHERE position > %s AND position <= %s ORDER BY position
"""


def head_of(connection: Connection) -> int:
    """Return the last position; every one below it can be read."""
    row = connection.execute(
        "SELECT coalesce(max(position), 0) FROM ledger.events"
    ).fetchone()
    assert row is not None, "an aggregate has one row"
    return int(row[0])


def facts_between(
    connection: Connection,
    codec: Codec,
    after: int,
    head: int,
    progress: Callable[[int, int], None] = lambda _position, _head: None,
) -> Iterator[Sequence[Recorded[Any]]]:
    """Yield facts after a position up to a head, decoded, in parts.

    A single stream would hold one snapshot for as long as a rebuild takes, and
    the server could vacuum nothing meanwhile.
    """
    kinds: dict[int, str] = {}
    for start in range(after, head, PART_FACTS):
        end = min(start + PART_FACTS, head)
        rows = connection.execute(
            PART, (start, end), prepare=True, binary=True
        ).fetchall()
        if any(kind not in kinds for _position, _at, kind, _data in rows):
            kinds.update(connection.execute("SELECT id, name FROM ledger.kinds"))
        decode = codec.decode
        yield [
            decode(StoredEvent(position, at, kinds[kind], (), data))
            for position, at, kind, data in rows
        ]
        progress(end, head)
