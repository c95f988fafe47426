"""The way of a project: its milestones as a picture and a table, its plan's sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from projections.commons.milestones import Milestone, MilestoneState, PlanLine
from projections.commons.projects import ProjectRow
from web.charts.drawing import Chart
from web.charts.milestones import Look, Mark, bounds, milestones
from web.reading import Texts
from web.texts.dates import day_short

LOOKS: Final[Mapping[Look, LazyString]] = {
    "reached": lazy_gettext("Reached"),
    "ahead": lazy_gettext("Ahead"),
    "late": lazy_gettext("Late"),
    "dropped": lazy_gettext("Dropped"),
}
TONES: Final[Mapping[Look, str]] = {
    "reached": "ok",
    "ahead": "open",
    "late": "warn",
    "dropped": "err",
}


@dataclass(frozen=True, kw_only=True)
class Way:
    """The milestones in the order of their days: rows for the table, two pictures."""

    rows: Sequence[Mapping[str, Any]]
    wide: Chart | None
    narrow: Chart | None
    said: str


def way_of(row: ProjectRow, texts: Texts, today: date) -> Way:
    """Return the milestones of a project as a page of that day shows them.

    What is still ahead when a project is closed was not reached, and is not late.
    """
    read_on = min(today, row.closed_on) if row.closed_on else today
    some = sorted(row.milestones, key=lambda m: (m.reached_on or m.due_on, m.due_on))
    looks: list[Look] = [look_of(one, read_on) for one in some]
    marks = [
        Mark(
            title=texts(one.title),
            first_on=one.first_due_on,
            on=one.reached_on or one.due_on,
            look=look,
        )
        for one, look in zip(some, looks, strict=True)
    ]
    rows = [
        {
            "milestone": one,
            "title": mark.title,
            "look": mark.look,
            "reason": texts(one.reason),
        }
        for one, mark in zip(some, marks, strict=True)
    ]
    if not marks:
        return Way(rows=rows, wide=None, narrow=None, said="")
    wide, narrow = (_drawn(marks, read_on, is_narrow=small) for small in (False, True))
    return Way(rows=rows, wide=wide, narrow=narrow, said=_said(looks))


def look_of(milestone: Milestone, today: date) -> Look:
    """Return how a milestone looks on a day."""
    if milestone.state is MilestoneState.REACHED:
        return "reached"
    if milestone.state is MilestoneState.DROPPED:
        return "dropped"
    return "late" if milestone.due_on < today else "ahead"


def _drawn(marks: Sequence[Mark], today: date, *, is_narrow: bool) -> Chart:
    first, last = bounds(marks)
    return milestones(
        marks,
        today=today,
        ends=(day_short(first), day_short(last)),
        today_called=_("Today"),
        is_narrow=is_narrow,
    )


def _said(looks: Sequence[Look]) -> str:
    """Say in one sentence what the picture shows."""
    found = ", ".join(
        f"{str(LOOKS[look]).lower()} {looks.count(look)}"
        for look in LOOKS
        if look in looks
    )
    return _("Milestones by state: %(counts)s.", counts=found)


@dataclass(frozen=True, kw_only=True)
class Sums:
    """What a financing plan adds up to, in cents."""

    requested: int
    granted: int
    own: int

    @property
    def own_share(self) -> Decimal:
        """Return which part of what is requested the project brings itself."""
        if not self.requested:
            return Decimal(0)
        return Decimal(self.own) / Decimal(self.requested)


def sums_of_plan(lines: Sequence[PlanLine]) -> Sums:
    """Add up a plan; what nobody answered yet is not granted."""
    return Sums(
        requested=sum(line.requested_cents for line in lines),
        granted=sum(line.granted_cents or 0 for line in lines),
        own=sum(line.requested_cents for line in lines if line.is_own_share),
    )
