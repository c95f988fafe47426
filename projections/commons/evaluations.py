"""Evaluations: what was expected beside what was observed, and what the board owes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Final

import msgspec
from msgspec.structs import replace

from ledger.commons.evaluations.events import (
    AccountGiven,
    EscalatedToStrategy,
    EscalationAnswered,
    EvaluationConcluded,
    EvaluationOpened,
    Level,
)
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Changing = AccountGiven | EvaluationConcluded | EscalatedToStrategy | EscalationAnswered
Followed = EvaluationOpened | Changing
PART_ROWS: Final = 200


class EvaluationState(StrEnum):
    """Whether accounts are still gathered."""

    RUNNING = "running"
    CONCLUDED = "concluded"


class Subject(StrEnum):
    """What an evaluation is about."""

    COMMONS = "commons"
    PROJECT = "project"
    RESOURCE = "resource"


class Conclusion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was observed and learned, what it calls for, by whom and when."""

    partner_id: str
    concluded_on: date
    observed: WordsAt
    learned: WordsAt
    calls_for: WordsAt | None = None


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A question before the board: by whom, due when, answered when and how."""

    escalation_id: str
    partner_id: str
    question: WordsAt
    due_on: date
    answered_on: date | None = None
    answer: WordsAt | None = None
    answered_by: str | None = None
    changed_at: datetime
    """When it was asked, or since it is answered, when that was said."""


class EvaluationRow(Row, frozen=True, kw_only=True):
    """An evaluation as it stands; ``levels`` counts its accounts at each level."""

    key: ClassVar[tuple[str, ...]] = ("evaluation_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("partner_id",),
        ("subject",),
        ("subject_id",),
        ("state",),
        ("waiting",),
    )

    evaluation_id: str
    partner_id: str
    subject: Subject
    subject_id: str | None = None
    title: WordsAt
    expected: WordsAt
    opened_at: datetime
    position: int
    state: EvaluationState = EvaluationState.RUNNING
    levels: dict[Level, int] = msgspec.field(default_factory=dict[Level, int])
    conclusion: Conclusion | None = None
    questions: tuple[Question, ...] = ()
    waiting: int = 0
    """1 as long as the board owes an answer, else 0."""

    @property
    def accounts(self) -> int:
        """Return how many accounts were given."""
        return sum(self.levels.values())

    @property
    def is_concluded(self) -> bool:
        """Tell whether it is concluded."""
        return self.state is EvaluationState.CONCLUDED


def apply(rows: Rows[EvaluationRow], recorded: Recorded[Any]) -> None:
    """Note what becomes of an evaluation."""
    fact: Followed = recorded.fact
    if isinstance(fact, EvaluationOpened):
        rows.put(_opened(fact, recorded))
        return
    row = rows.get(fact.evaluation_id)
    if row is not None:
        rows.put(_changed(row, fact, recorded))


def _opened(fact: EvaluationOpened, recorded: Recorded[Any]) -> EvaluationRow:
    position = recorded.position
    return EvaluationRow(
        evaluation_id=fact.evaluation_id,
        partner_id=fact.partner_id,
        subject=_subject_of(fact),
        subject_id=fact.project_id or fact.resource_id,
        title=WordsAt(position, fact.title),
        expected=WordsAt(position, fact.expected),
        opened_at=recorded.recorded_at,
        position=position,
    )


def _subject_of(fact: EvaluationOpened) -> Subject:
    if fact.project_id is not None:
        return Subject.PROJECT
    return Subject.COMMONS if fact.resource_id is None else Subject.RESOURCE


def _changed(
    row: EvaluationRow, fact: Changing, recorded: Recorded[Any]
) -> EvaluationRow:
    position = recorded.position
    match fact:
        case AccountGiven(level=level):
            count = row.levels.get(level, 0) + 1
            return replace(row, levels={**row.levels, level: count})
        case EvaluationConcluded():
            return replace(
                row,
                state=EvaluationState.CONCLUDED,
                conclusion=_conclusion(fact, position),
            )
        case EscalatedToStrategy():
            asked = Question(
                escalation_id=fact.escalation_id,
                partner_id=fact.partner_id,
                question=WordsAt(position, fact.question),
                due_on=fact.due_on,
                changed_at=recorded.recorded_at,
            )
            return _asking(row, (*row.questions, asked))
        case EscalationAnswered():
            questions = (_answered(q, fact, recorded) for q in row.questions)
            return _asking(row, tuple(questions))


def _conclusion(fact: EvaluationConcluded, position: int) -> Conclusion:
    return Conclusion(
        partner_id=fact.partner_id,
        concluded_on=fact.concluded_on,
        observed=WordsAt(position, fact.observed),
        learned=WordsAt(position, fact.learned),
        calls_for=WordsAt(position, fact.calls_for) if fact.calls_for else None,
    )


def _answered(
    asked: Question, fact: EscalationAnswered, recorded: Recorded[Any]
) -> Question:
    if asked.escalation_id != fact.escalation_id:
        return asked
    return msgspec.structs.replace(
        asked,
        answered_on=fact.answered_on,
        answer=WordsAt(recorded.position, fact.answer),
        answered_by=fact.partner_id,
        changed_at=recorded.recorded_at,
    )


def _asking(row: EvaluationRow, questions: tuple[Question, ...]) -> EvaluationRow:
    is_waiting = any(asked.answered_on is None for asked in questions)
    return replace(row, questions=questions, waiting=int(is_waiting))


def evaluation(shelf: Shelf, evaluation_id: str) -> EvaluationRow | None:
    """Return one evaluation."""
    return shelf.get(evaluations, evaluation_id)


def evaluations_by_id(
    shelf: Shelf, evaluation_ids: Iterable[str]
) -> Mapping[str, EvaluationRow]:
    """Return evaluations by their identifiers."""
    wanted = {(name,) for name in evaluation_ids}
    return {row.evaluation_id: row for row in shelf.some(evaluations, wanted)}


def evaluations_page(
    shelf: Shelf,
    chosen: Mapping[str, str],
    *,
    after: int | None = None,
    limit: int = 50,
) -> Page[EvaluationRow]:
    """Return evaluations, newest first, by partner_id, subject, state."""
    order = ("partner_id", "subject", "state")
    values = {name: chosen[name] for name in order if name in chosen}
    return shelf.page(evaluations, after=after, limit=limit, **values)  # type: ignore[arg-type]  # filters are indexed fields, never one of the options


def evaluations_about(
    shelf: Shelf, subject_id: str, *, after: int | None = None, limit: int = 20
) -> Page[EvaluationRow]:
    """Return evaluations of a project or a resource, newest first."""
    return shelf.page(evaluations, subject_id=subject_id, after=after, limit=limit)


def evaluations_of(shelf: Shelf, subject_id: str) -> Sequence[EvaluationRow]:
    """Return all the evaluations of a project or a resource, newest first."""
    found: list[EvaluationRow] = []
    after: int | None = None
    while True:
        page = evaluations_about(shelf, subject_id, after=after, limit=PART_ROWS)
        found += [placed.row for placed in page.rows]
        after = page.next
        if after is None:
            return found


def waiting_for_the_board(
    shelf: Shelf, *, after: int | None = None, limit: int = 50
) -> tuple[Sequence[tuple[EvaluationRow, Question]], int | None]:
    """Return what the board owes an answer to, and where that goes on.

    The evaluations that wait longest come first; of those on a page, what is due
    earliest.
    """
    page = shelf.page(
        evaluations, waiting=1, after=after, limit=limit, is_newest_first=False
    )
    open_ones = [
        (placed.row, asked)
        for placed in page.rows
        for asked in placed.row.questions
        if asked.answered_on is None
    ]
    return sorted(open_ones, key=lambda pair: pair[1].due_on), page.next


def every_question_waiting(shelf: Shelf) -> Iterator[Question]:
    """Yield all that the board owes an answer to, some held at a time."""
    after: int | None = None
    while True:
        owed, after = waiting_for_the_board(shelf, after=after, limit=PART_ROWS)
        yield from (asked for _row, asked in owed)
        if after is None:
            return


evaluations = View("evaluations", 2, EvaluationRow, facts_of(Followed), apply)
