"""Life courses: through which projects somebody came, in their order."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

import msgspec

from ledger.commons.evaluations.events import LifeCourseTraced
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View


class Step(msgspec.Struct, frozen=True, gc=False):
    """A project that somebody came through, and what happened there."""

    project_id: str
    text: WordsAt


class LifeCourseRow(Row, frozen=True, kw_only=True):
    """A course, who traced it, and its steps."""

    key: ClassVar[tuple[str, ...]] = ("course_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("partner_id",),)

    course_id: str
    partner_id: str
    title: WordsAt
    steps: tuple[Step, ...]
    traced_at: datetime
    position: int

    @property
    def projects(self) -> Sequence[str]:
        """Return the projects it links, each once, in the order they first come."""
        return [*dict.fromkeys(step.project_id for step in self.steps)]


def apply(rows: Rows[LifeCourseRow], recorded: Recorded[Any]) -> None:
    """Keep each as it was traced."""
    fact, position = recorded.fact, recorded.position
    assert isinstance(fact, LifeCourseTraced)
    steps = [Step(s.project_id, WordsAt(position, s.text)) for s in fact.steps]
    rows.put(
        LifeCourseRow(
            course_id=fact.course_id,
            partner_id=fact.partner_id,
            title=WordsAt(position, fact.title),
            steps=tuple(steps),
            traced_at=recorded.recorded_at,
            position=position,
        )
    )


def life_course(shelf: Shelf, course_id: str) -> LifeCourseRow | None:
    """Return one life course."""
    return shelf.get(life_courses, course_id)


def life_courses_page(
    shelf: Shelf, *, after: int | None = None, limit: int = 50
) -> Page[LifeCourseRow]:
    """Return life courses, newest first."""
    return shelf.page(life_courses, after=after, limit=limit)


life_courses = View("life_courses", 1, LifeCourseRow, (LifeCourseTraced,), apply)
