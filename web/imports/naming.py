"""Naming: rows by what stands in them, so that a file sent twice is recorded once.

The name is a keyed digest of the row as it was sent. Nobody can try guesses at a
text that was withdrawn, and only this installation can tell two rows alike.
"""

import hashlib
import hmac
from base64 import b32encode
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ledger.kernel.identifiers import IDENTIFIER_BYTES, ContributionId
from web.imports.tables import Row

WHAT: Final = b"a row of an import\n"
NEXT: Final = "\x1f"


class Namer:
    """Gives each row of one table its name; a second row alike gets another one.

    ``again`` is what tells rows that are taken once more from those of before.
    """

    def __init__(
        self, secret: bytes, partner_id: str, headings: Sequence[str], again: str = ""
    ) -> None:
        self._order = sorted(range(len(headings)), key=lambda i: headings[i])
        self._headings = headings
        start = NEXT.join((partner_id, again))
        self._keyed = hmac.new(secret, WHAT + start.encode(), hashlib.sha256)
        self._seen: dict[int, int] = {}

    def name(self, row: Row) -> ContributionId:
        """Return the name of what a row records."""
        keyed = self._keyed.copy()
        keyed.update(self._spelt(row).encode())
        short = int.from_bytes(keyed.digest()[:8], "big")
        before = self._seen.get(short, 0)
        self._seen[short] = before + 1
        if before:
            keyed.update(f"{NEXT}{before}".encode())
        raw = keyed.digest()[:IDENTIFIER_BYTES]
        return ContributionId(b32encode(raw).decode().rstrip("=").lower())

    def _spelt(self, row: Row) -> str:
        """Return a row as text: neither the order of columns nor empty cells matter."""
        cells = row.cells
        parts = [
            f"{NEXT}{self._headings[i]}{NEXT}{cell}"
            for i in self._order
            if i < len(cells) and (cell := cells[i].strip())
        ]
        return "".join((*parts, *cells[len(self._headings) :]))


def named_rows(namer: Namer, rows: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    """Yield rows with their names."""
    for row in rows:
        yield row, namer.name(row)
