"""Open days: when a project was under way, for what is brought to it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ledger.commons.projects.events import (
    ProjectClosed,
    ProjectLaunched,
    ProjectProposed,
)
from ledger.commons.projects.refusals import ProjectNotOpen, UnknownProject
from ledger.kernel.decider import Facts, facts
from ledger.kernel.identifiers import ProjectId
from ledger.kernel.quantities import Period

DaysFact = ProjectProposed | ProjectLaunched | ProjectClosed


@dataclass(frozen=True)
class OpenDays:
    """Whether a project was proposed, and between which days it was under way."""

    is_proposed: bool = False
    launched_on: date | None = None
    closed_on: date | None = None


NO_DAYS: Final = OpenDays()


def open_days_of(project_id: ProjectId) -> Facts:
    """Depend on the days of a project, and on nothing else of it."""
    return facts(ProjectProposed, ProjectLaunched, ProjectClosed, project_id=project_id)


def evolve_open_days(days: OpenDays, fact: DaysFact) -> OpenDays:
    """Remember what the fact changes."""
    match fact:
        case ProjectProposed():
            return replace(days, is_proposed=True)
        case ProjectLaunched(launched_on=day):
            return replace(days, launched_on=day)
        case ProjectClosed(closed_on=day):
            return replace(days, closed_on=day)


def check_open_days(days: OpenDays, period: Period) -> None:
    """Refuse days that lie wholly outside the project's own.

    Last year's hours may be recorded once a project is closed: it was open then.
    """
    if not days.is_proposed:
        raise UnknownProject
    if days.launched_on is None or period.end < days.launched_on:
        raise ProjectNotOpen
    if days.closed_on is not None and period.start > days.closed_on:
        raise ProjectNotOpen
