"""Tasks: what awaits the partner that recorded a contribution."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar, Final

from ledger.commons.contributions.settle_contest import ANSWER_DAYS
from projections.commons.contributions import ContributionRow, contributions
from projections.rows import Row, Rows
from projections.shelf import Shelf
from projections.view import derived

CLARIFY, ANSWER = "clarify", "answer"
TASKS_MAX: Final = 500


class TaskRow(Row, frozen=True, kw_only=True, gc=False):
    """Something that a partner is awaited to do about a contribution.

    From ``due_on`` on, others may act without it.
    """

    key: ClassVar[tuple[str, ...]] = ("contribution_id", "task")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("partner_id",),)

    contribution_id: str
    task: str
    partner_id: str
    asked_by: str
    since: datetime | None = None
    due_on: date | None = None


def derive(
    rows: Rows[TaskRow], before: ContributionRow | None, row: ContributionRow | None
) -> None:
    """Set a task when it begins, and clear it when it is done.

    Most changes touch neither: asking for rows that cannot be there would cost
    a look-up in the database each time.
    """
    assert row is not None, "a contribution is struck, never dropped"
    if row.clarification != (before and before.clarification):
        _clarify(rows, row)
    if row.contest != (before and before.contest):
        _answer(rows, row)


def _clarify(rows: Rows[TaskRow], row: ContributionRow) -> None:
    asked = row.clarification
    if asked is not None:
        rows.put(
            TaskRow(
                contribution_id=row.contribution_id,
                task=CLARIFY,
                partner_id=row.partner_id,
                asked_by=asked.partner_id,
                since=asked.since,
            )
        )
    else:
        rows.drop(row.contribution_id, CLARIFY)


def _answer(rows: Rows[TaskRow], row: ContributionRow) -> None:
    contest = row.contest
    if contest is not None and contest.answer is None:
        rows.put(
            TaskRow(
                contribution_id=row.contribution_id,
                task=ANSWER,
                partner_id=row.partner_id,
                asked_by=contest.partner_id,
                due_on=contest.since + ANSWER_DAYS,
            )
        )
    else:
        rows.drop(row.contribution_id, ANSWER)


def tasks_of(shelf: Shelf, partner_id: str) -> Sequence[TaskRow]:
    """Return what awaits a partner, oldest first."""
    page = shelf.page(
        tasks, partner_id=partner_id, limit=TASKS_MAX, is_newest_first=False
    )
    return [placed.row for placed in page.rows]


tasks = derived("tasks", 2, TaskRow, contributions, derive)
