"""Withdrawals: which texts are shown no more, since when, and on what ground."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from ledger.kernel.codec import Recorded
from ledger.words.events import Ground, WordsWithdrawn
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Shelf
from projections.view import View


class WithdrawalRow(Row, frozen=True, kw_only=True, gc=False):
    """A text that was withdrawn; ``position`` is where that is recorded."""

    key: ClassVar[tuple[str, ...]] = ("words_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("about",),)

    words_id: str
    about: str
    position: int
    withdrawn_at: datetime
    ground: Ground
    reason: WordsAt | None = None


def apply(rows: Rows[WithdrawalRow], recorded: Recorded[Any]) -> None:
    """Note that a text went, and why."""
    fact: WordsWithdrawn = recorded.fact
    position = recorded.position
    rows.put(
        WithdrawalRow(
            words_id=fact.words_id,
            about=fact.about,
            position=position,
            withdrawn_at=recorded.recorded_at,
            ground=fact.ground,
            reason=WordsAt(position, fact.reason) if fact.reason else None,
        )
    )


def withdrawals_of(
    shelf: Shelf, words_ids: Iterable[str]
) -> Mapping[str, WithdrawalRow]:
    """Return why these texts are gone, for those that were withdrawn."""
    found = shelf.some(withdrawals, ((name,) for name in words_ids))
    return {row.words_id: row for row in found}


withdrawals = View("withdrawals", 1, WithdrawalRow, (WordsWithdrawn,), apply)
