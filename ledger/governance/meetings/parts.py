"""Parts: how long minutes enter the ledger, each part as one text."""

from collections.abc import Sequence
from typing import Final

from ledger.governance.meetings.refusals import MinutesEmpty
from ledger.kernel.words import Words

PARTS: Final = range(1, 101)
"""A part holds what a text may hold, so that all of them hold 2,000,000 signs."""


def check_parts(texts: Sequence[Words]) -> None:
    """Refuse minutes of nothing, or of more than a text and its parts may hold."""
    if len(texts) not in PARTS:
        raise MinutesEmpty
