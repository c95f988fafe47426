"""Naming: rows by what stands in them, so that a file sent twice is recorded once.

The name is a keyed digest of the row as it was sent. Nobody can try guesses at a
text that was withdrawn, and only this installation can tell two rows alike. Rows
of an export say themselves what they are called, and come back under that name.
"""

import hashlib
import hmac
import re
from base64 import b32encode
from collections.abc import Sequence
from typing import Final

from ledger.kernel.identifiers import IDENTIFIER_BYTES, ContributionId
from web.imports.tables import Row

WHAT: Final = b"a row of an import\n"
NEXT: Final = "\x1f"
NAME: Final = re.compile(r"[a-z2-7]{26}")
EXPORTED: Final = (("id", "recorded_at"), ("Identifiant", "Enregistrée à"))
"""By which two headings an export of ours is known: the first holds the names."""


class Namer:
    """Gives each row of one table its name; a second row alike gets another one.

    ``again`` is what tells rows that are taken once more from those of before.
    """

    def __init__(
        self, secret: bytes, partner_id: str, headings: Sequence[str], again: str = ""
    ) -> None:
        self._exported = -1 if again else exported_names(headings)
        self._order = sorted(range(len(headings)), key=lambda i: headings[i])
        self._headings = headings
        start = NEXT.join((partner_id, again))
        self._keyed = hmac.new(secret, WHAT + start.encode(), hashlib.sha256)
        self._seen: dict[int, int] = {}

    def name(self, row: Row) -> ContributionId:
        """Return the name of what a row records."""
        if 0 <= self._exported < len(row.cells):
            named = row.cells[self._exported]
            if NAME.fullmatch(named):
                return ContributionId(named)
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


def exported_names(headings: Sequence[str]) -> int:
    """Return the column in which an export of ours names its rows, -1 in others."""
    for name, mark in EXPORTED:
        if name in headings and mark in headings:
            return headings.index(name)
    return -1
