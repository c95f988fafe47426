"""Days: what is due or was reached, drawn from rows, each ready for a calendar."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Final, TypeVar

from flask_babel import gettext as _

from ledger.commons.contributions.settle_contest import ANSWER_DAYS
from ledger.kernel.quantities import PARIS
from projections.commons.evaluations import EvaluationRow, Question, evaluations
from projections.commons.milestones import Milestone, MilestoneState
from projections.commons.needs import NeedRow, NeedState, needs
from projections.commons.offers import OfferRow, OfferState, offers
from projections.commons.projects import ProjectRow, projects
from projections.commons.tasks import ANSWER, TaskRow
from projections.governance.decisions import decisions
from projections.membership.mandates import MandateRow
from projections.rows import Row
from projections.shelf import Shelf
from projections.view import View
from web.feeds.day import Day
from web.feeds.decision_days import days_of_decisions
from web.feeds.naming import whole
from web.reading import the_wiring
from web.texts.words_of_the_field import CAPACITIES
from web.things.wording import Wording

PART_ROWS: Final = 200
RowT = TypeVar("RowT", bound=Row)


def public_days(shelf: Shelf) -> Iterator[Day]:
    """Yield every public day of the commons, some rows held at a time."""
    for some in _parts(shelf, projects):
        yield from days_of_projects(some)
    for sought in _parts(shelf, needs):
        yield from _days_of_needs(sought)
    for offered in _parts(shelf, offers):
        yield from _days_of_offers(offered)
    for asking in _parts(shelf, evaluations):
        yield from _days_of_questions(asking)
    for decided in _parts(shelf, decisions):
        yield from days_of_decisions(shelf, decided)


def _parts(shelf: Shelf, view: View[RowT]) -> Iterator[Sequence[RowT]]:
    after: int | None = None
    while True:
        page = shelf.page(view, after=after, limit=PART_ROWS, is_newest_first=False)
        yield [placed.row for placed in page.rows]
        after = page.next
        if after is None:
            return


def days_of_projects(rows: Sequence[ProjectRow]) -> Iterator[Day]:
    """Yield the milestones of some projects: due, reached, or given up."""
    texts = Wording(
        [
            reference
            for row in rows
            for reference in (
                row.title,
                *(words for one in row.milestones for words in (one.title, one.reason)),
            )
        ],
        the_wiring(),
    )
    for row in rows:
        page = whole("project", project_id=row.project_id)
        about = texts(row.title) or _("A project")
        for milestone in row.milestones:
            yield _milestone(row.project_id, milestone, (about, page), texts)


def _milestone(
    project_id: str, one: Milestone, about: tuple[str, str], texts: Wording
) -> Day:
    project, page = about
    title = texts(one.title) or _("A milestone")
    reached = one.state is MilestoneState.REACHED
    summary = _("Reached: %(title)s", title=title) if reached else title
    return Day(
        name=f"milestone/{project_id}/{one.milestone_id}",
        on=one.reached_on or one.due_on,
        summary=_("%(what)s — %(project)s", what=summary, project=project),
        told_at=one.changed_at,
        changes=one.changes,
        page=page,
        details=texts(one.reason) or "",
        is_off=one.state is MilestoneState.DROPPED,
    )


def _days_of_needs(rows: Sequence[NeedRow]) -> Iterator[Day]:
    lasting = [row for row in rows if row.until is not None]
    texts = Wording([row.title for row in lasting], the_wiring())
    for row in lasting:
        title = texts(row.title) or _("A need")
        assert row.until is not None, "those without are left out"
        yield Day(
            name=f"need/{row.need_id}",
            on=row.until,
            summary=_("Last day to answer: %(title)s", title=title),
            told_at=row.ended_at or row.stated_at,
            changes=int(row.ended_at is not None),
            page=whole("need", need_id=row.need_id),
            is_off=row.state is not NeedState.OPEN,
        )


def _days_of_offers(rows: Sequence[OfferRow]) -> Iterator[Day]:
    lasting = [row for row in rows if row.until is not None]
    texts = Wording([row.title for row in lasting], the_wiring())
    for row in lasting:
        title = texts(row.title) or _("An offer")
        assert row.until is not None, "those without are left out"
        yield Day(
            name=f"offer/{row.offer_id}",
            on=row.until,
            summary=_("Last day to accept: %(title)s", title=title),
            told_at=row.ended_at or row.made_at,
            changes=int(row.ended_at is not None),
            page=whole("offer", offer_id=row.offer_id),
            is_off=row.state is not OfferState.OPEN,
        )


def _days_of_questions(rows: Sequence[EvaluationRow]) -> Iterator[Day]:
    """Yield when the board owes an answer, or gave it."""
    texts = Wording(
        [words for row in rows for one in row.questions for words in (one.question,)],
        the_wiring(),
    )
    for row in rows:
        page = whole("evaluation", evaluation_id=row.evaluation_id)
        for one in row.questions:
            yield _question(one, page, texts)


def _question(one: Question, page: str, texts: Wording) -> Day:
    asked = texts(one.question) or _("a question to the board")
    answered = one.answered_on is not None
    return Day(
        name=f"escalation/{one.escalation_id}",
        on=one.answered_on or one.due_on,
        summary=_("Answered: %(question)s", question=asked)
        if answered
        else _("Answer due: %(question)s", question=asked),
        told_at=one.changed_at,
        changes=int(answered),
        page=page,
    )


def day_of_mandate(row: MandateRow, partner: str) -> Day | None:
    """Return the last day of a mandate, where it has one."""
    if row.ends_on is None:
        return None
    capacity = str(CAPACITIES[row.capacity])
    return Day(
        name=f"mandate/{row.mandate_id}",
        on=row.ends_on,
        summary=_(
            "Your mandate ends: %(capacity)s, %(partner)s",
            capacity=capacity,
            partner=partner,
        ),
        told_at=row.withdrawn_at or _midnight(row.starts_on),
        changes=int(row.withdrawn_at is not None),
        page=whole("team"),
        is_off=row.withdrawn_at is not None,
    )


def day_of_task(row: TaskRow, titles: Mapping[str, str]) -> Day | None:
    """Return the day from which others may act without one's answer."""
    if row.due_on is None or row.task != ANSWER:
        return None
    title = titles.get(row.contribution_id) or _("a contribution")
    return Day(
        name=f"contest/{row.contribution_id}/{row.due_on}",
        on=row.due_on,
        summary=_("Answer the contest of “%(title)s”", title=title),
        told_at=_midnight(row.due_on - ANSWER_DAYS),
        changes=0,
        page=whole("answer_contest", contribution_id=row.contribution_id),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), PARIS)
