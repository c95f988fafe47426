"""Trace a life course: projects are linked across silos, as somebody lived them.

The title is words for the public, what happened at each step for the partners.
Whoever lived it agreed.
"""

from dataclasses import dataclass, replace

from ledger.commons.evaluations.discretion import require_discretion
from ledger.commons.evaluations.events import CourseStep, LifeCourseTraced
from ledger.commons.evaluations.refusals import (
    ConsentMissing,
    CourseExists,
    CourseTooLong,
    CourseTooShort,
)
from ledger.commons.projects.events import ProjectProposed
from ledger.commons.projects.refusals import UnknownProject
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import CourseId, PartnerId, ProjectId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)

PROJECTS_MIN = 2
STEPS_MAX = 20


@dataclass(frozen=True, kw_only=True)
class TraceLifeCourse(Command):
    """A partner tells through which projects somebody came, with their consent."""

    course_id: CourseId
    partner_id: PartnerId
    title: Words
    steps: tuple[CourseStep, ...]
    has_consent: bool = False


@dataclass(frozen=True)
class Way:
    """The standing of who tells, the names taken, and which projects are there."""

    partnership: Partnership = Partnership.UNKNOWN
    names: frozenset[CourseId] = frozenset()
    projects: frozenset[ProjectId] = frozenset()


def boundary(command: TraceLifeCourse) -> Boundary:
    """Depend on the partner's standing, on this name, on the projects named.

    No more are read than may be named: a longer course is refused unread.
    """
    named = sorted({step.project_id for step in command.steps[: STEPS_MAX + 1]})
    return (
        partnership_of(command.partner_id),
        facts(LifeCourseTraced, course_id=command.course_id),
        *(facts(ProjectProposed, project_id=name) for name in named),
    )


def evolve(way: Way, fact: PartnershipFact | LifeCourseTraced | ProjectProposed) -> Way:
    """Remember standing, names and projects."""
    if isinstance(fact, PARTNERSHIP):
        return replace(way, partnership=evolve_partnership(fact))
    match fact:
        case LifeCourseTraced(course_id=name):
            return replace(way, names=way.names | {name})
        case ProjectProposed(project_id=name):
            return replace(way, projects=way.projects | {name})


def decide(
    way: Way, command: TraceLifeCourse, acting: Acting
) -> list[LifeCourseTraced]:
    """Let any active partner link projects that are there."""
    require_standing(acting, command.partner_id, way.partnership)
    if command.course_id in way.names:
        raise CourseExists
    if len(command.steps) > STEPS_MAX:
        raise CourseTooLong
    projects = {step.project_id for step in command.steps}
    if len(projects) < PROJECTS_MIN:
        raise CourseTooShort
    if projects - way.projects:
        raise UnknownProject
    if not command.has_consent:
        raise ConsentMissing
    require_discretion(step.text for step in command.steps)
    return [
        LifeCourseTraced(
            course_id=command.course_id,
            partner_id=command.partner_id,
            title=command.title,
            steps=command.steps,
            has_consent=command.has_consent,
        )
    ]


trace_life_course = Decider(boundary, Way(), evolve, decide)
