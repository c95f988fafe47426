"""Questions: what was asked of the commons, and what became of each."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from msgspec.structs import replace

from ledger.governance.meetings.events import (
    QuestionAnswered,
    QuestionCarriedOver,
    QuestionRaised,
    QuestionWithdrawn,
    Topic,
)
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Changing = QuestionAnswered | QuestionCarriedOver | QuestionWithdrawn
Followed = QuestionRaised | QuestionAnswered | QuestionCarriedOver | QuestionWithdrawn


class QuestionState(StrEnum):
    """How a question stands; one that was carried over is still open."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class QuestionRow(Row, frozen=True, kw_only=True, gc=False):
    """A question; ``carried_to`` are the meetings it went on to, the first one first.

    ``answer`` is what ended it: its answer, or why it was withdrawn.
    """

    key: ClassVar[tuple[str, ...]] = ("question_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("state",),
        ("state", "topic"),
        ("partner_id",),
        ("meeting_id",),
    )

    question_id: str
    partner_id: str
    topic: Topic
    text: WordsAt
    meeting_id: str | None = None
    is_citizens: bool = False
    state: QuestionState = QuestionState.OPEN
    carried_to: tuple[str, ...] = ()
    answer: WordsAt | None = None
    answered_by: str | None = None
    ended_at: datetime | None = None
    ended_position: int | None = None
    raised_at: datetime
    position: int


def apply(rows: Rows[QuestionRow], recorded: Recorded[Any]) -> None:
    """Note what was asked, and what became of it."""
    fact: Followed = recorded.fact
    if isinstance(fact, QuestionRaised):
        rows.put(_raised(fact, recorded))
        return
    if (row := rows.get(fact.question_id)) is not None:
        rows.put(_changed(row, fact, recorded))


def _raised(fact: QuestionRaised, recorded: Recorded[Any]) -> QuestionRow:
    return QuestionRow(
        question_id=fact.question_id,
        partner_id=fact.partner_id,
        topic=fact.topic,
        text=WordsAt(recorded.position, fact.text),
        meeting_id=fact.meeting_id,
        is_citizens=fact.is_citizens,
        raised_at=recorded.recorded_at,
        position=recorded.position,
    )


def _changed(row: QuestionRow, fact: Changing, recorded: Recorded[Any]) -> QuestionRow:
    at = recorded.position
    match fact:
        case QuestionCarriedOver(meeting_id=meeting):
            return replace(row, carried_to=(*row.carried_to, meeting))
        case QuestionAnswered():
            return replace(
                row,
                state=QuestionState.ANSWERED,
                answer=WordsAt(at, fact.answer),
                answered_by=fact.partner_id,
                ended_at=recorded.recorded_at,
                ended_position=at,
            )
        case QuestionWithdrawn():
            return replace(
                row,
                state=QuestionState.WITHDRAWN,
                answer=WordsAt(at, fact.reason) if fact.reason else None,
                ended_at=recorded.recorded_at,
                ended_position=at,
            )


def question(shelf: Shelf, question_id: str) -> QuestionRow | None:
    """Return one question."""
    return shelf.get(questions, question_id)


def questions_page(
    shelf: Shelf,
    chosen: Mapping[str, str],
    *,
    after: int | None = None,
    limit: int = 50,
) -> Page[QuestionRow]:
    """Return questions, newest first, by state, topic, partner_id, meeting_id."""
    order = ("state", "topic", "partner_id", "meeting_id")
    values = {name: chosen[name] for name in order if name in chosen}
    return shelf.page(questions, after=after, limit=limit, **values)  # type: ignore[arg-type]  # filters are indexed fields, never one of the options


questions = View("questions", 1, QuestionRow, facts_of(Followed), apply)
