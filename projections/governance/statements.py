"""Statements: who said what in a meeting, and whether they stand by it."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Final

from msgspec.structs import replace

from ledger.governance.meetings.events import (
    Said,
    StatementAmended,
    StatementConfirmed,
    StatementRecorded,
)
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Shelf
from projections.view import View, facts_of

Followed = StatementRecorded | StatementConfirmed | StatementAmended
STATEMENTS_MAX: Final = 1_000


class StatementState(StrEnum):
    """What whoever spoke finds of their words as they were noted."""

    NOTED = "noted"
    CONFIRMED = "confirmed"
    AMENDED = "amended"


class StatementRow(Row, frozen=True, kw_only=True, gc=False):
    """Words as they were noted; beside them, once amended, as they were meant."""

    key: ClassVar[tuple[str, ...]] = ("meeting_id", "statement_id")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("meeting_id",),
        ("speaker_id", "state"),
    )

    meeting_id: str
    statement_id: str
    partner_id: str
    speaker_id: str
    said: Said
    text: WordsAt
    state: StatementState = StatementState.NOTED
    meant: WordsAt | None = None
    noted_at: datetime
    position: int


def apply(rows: Rows[StatementRow], recorded: Recorded[Any]) -> None:
    """Note what was said, and what whoever said it finds."""
    fact: Followed = recorded.fact
    if isinstance(fact, StatementRecorded):
        rows.put(_noted(fact, recorded))
        return
    row = rows.get(fact.meeting_id, fact.statement_id)
    if row is not None:
        rows.put(_answered(row, fact, recorded.position))


def _noted(fact: StatementRecorded, recorded: Recorded[Any]) -> StatementRow:
    return StatementRow(
        meeting_id=fact.meeting_id,
        statement_id=fact.statement_id,
        partner_id=fact.partner_id,
        speaker_id=fact.speaker_id,
        said=fact.said,
        text=WordsAt(recorded.position, fact.text),
        noted_at=recorded.recorded_at,
        position=recorded.position,
    )


def _answered(
    row: StatementRow, fact: StatementConfirmed | StatementAmended, at: int
) -> StatementRow:
    match fact:
        case StatementConfirmed():
            return replace(row, state=StatementState.CONFIRMED)
        case StatementAmended(text=text):
            meant = WordsAt(at, text)
            return replace(row, state=StatementState.AMENDED, meant=meant)


def statements_of(shelf: Shelf, meeting_id: str) -> Sequence[StatementRow]:
    """Return what was said in a meeting, in the order it was noted."""
    page = shelf.page(
        statements, meeting_id=meeting_id, limit=STATEMENTS_MAX, is_newest_first=False
    )
    return [placed.row for placed in page.rows]


statements = View("statements", 1, StatementRow, facts_of(Followed), apply)
