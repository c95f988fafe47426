"""Rereading: the whole log out of the database, one stretch ahead of who checks it."""

from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, NamedTuple

from ledger.log.archive import Connection, Lender, read_bundles
from ledger.log.tiles import TILE_WIDTH

BUNDLES: Final = 32
AHEAD: Final = 2

LEAVES: Final = """
SELECT number, data FROM log.tiles WHERE level = 0 AND number BETWEEN %s AND %s
"""
WORDS: Final = (
    "SELECT position, body FROM ledger.words WHERE position BETWEEN %s AND %s"
)
CHECKPOINTS: Final = """
SELECT size, note FROM log.checkpoints WHERE size BETWEEN %s AND %s ORDER BY size
"""


class Stretch(NamedTuple):
    """Some bundles of entries, and all that is said of them elsewhere.

    ``bundles`` holds width and bytes by number; ``leaves`` the stored tiles of their
    hashes; ``words`` what lies beside them, by position; ``notes`` the checkpoints
    published within, by size.
    """

    first: int
    last: int
    bundles: Mapping[int, tuple[int, bytes]]
    leaves: Mapping[int, bytes]
    words: Mapping[int, bytes]
    notes: list[tuple[int, bytes]]

    @property
    def numbers(self) -> range:
        """Return the numbers of the bundles that should be here."""
        return range(self.first // TILE_WIDTH, (self.last - 1) // TILE_WIDTH + 1)


def stretches(lend: Lender, size: int) -> Iterator[Stretch]:
    """Yield the log up to a size; PostgreSQL writes the next entries meanwhile."""
    width = BUNDLES * TILE_WIDTH
    with ThreadPoolExecutor(1) as pool:
        waiting: deque[Future[Stretch]] = deque()
        for first in range(1, size + 1, width):
            last = min(size, first - 1 + width)
            waiting.append(pool.submit(_read, lend, first, last))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _read(lend: Lender, first: int, last: int) -> Stretch:
    ends = first // TILE_WIDTH, (last - 1) // TILE_WIDTH
    with lend() as connection:
        found = read_bundles(connection, first, last)
        return Stretch(
            first=first,
            last=last,
            bundles={number: (width, data) for number, width, data in found},
            leaves=dict(_rows(connection, LEAVES, *ends)),
            words=dict(_rows(connection, WORDS, first, last)),
            notes=_rows(connection, CHECKPOINTS, first, last),
        )


def _rows(
    connection: Connection, query: str, first: int, last: int
) -> list[tuple[int, bytes]]:
    with connection.cursor(binary=True) as cursor:
        rows = cursor.execute(query.encode(), (first, last)).fetchall()
    return [(int(number), bytes(data)) for number, data in rows]
