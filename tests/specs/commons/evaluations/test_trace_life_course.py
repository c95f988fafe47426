"""Trace a life course."""

import msgspec
import pytest

from ledger.commons.evaluations.events import CourseStep
from ledger.commons.evaluations.refusals import (
    ConsentMissing,
    CourseExists,
    CourseTooLong,
    CourseTooShort,
    NotForThePublicYet,
)
from ledger.commons.evaluations.trace_life_course import STEPS_MAX, TraceLifeCourse
from ledger.commons.projects.refusals import UnknownProject
from ledger.kernel.identifiers import PartnerId, ProjectId
from ledger.kernel.words import Audience, write
from tests.cast import PONT, SOURCES
from tests.orchard import CLOSED, MILL, ORCHARD
from tests.porch import (
    AWA,
    AWA_TRACED,
    STARTED,
    STEP,
    THROUGH_BOTH,
    TITLE,
    WRITTEN,
    asked,
)
from tests.spec import given

FIRST, SECOND = THROUGH_BOTH


def tracing(partner_id: PartnerId = SOURCES, /, **content: object) -> TraceLifeCourse:
    """Return the command to tell through which projects somebody came."""
    plain: dict[str, object] = {
        "course_id": AWA,
        "title": TITLE,
        "steps": THROUGH_BOTH,
        "has_consent": True,
    }
    command: TraceLifeCourse = asked(TraceLifeCourse, partner_id, **(plain | content))
    return command


def test_projects_are_linked_as_somebody_lived_them() -> None:
    """By a partner that takes part in none of them as well; closed ones too."""
    given(*STARTED).when(tracing()).then(AWA_TRACED)
    by_pont = msgspec.structs.replace(AWA_TRACED, partner_id=PONT)
    given(*STARTED, CLOSED).when(tracing(PONT)).then(by_pont)


def test_a_life_comes_back_to_the_same_place() -> None:
    """Steps are told in their order, as often as they came."""
    there_and_back = (FIRST, SECOND, FIRST)
    traced = msgspec.structs.replace(AWA_TRACED, steps=there_and_back)
    given(*STARTED).when(tracing(steps=there_and_back)).then(traced)


@pytest.mark.parametrize("steps", [(), (FIRST,), (FIRST, FIRST, FIRST)])
def test_a_course_links_two_projects_at_least(steps: tuple[CourseStep, ...]) -> None:
    """Within one project there is no silo to cross."""
    given(*STARTED).when(tracing(steps=steps)).refused(CourseTooShort)


def test_a_course_has_an_end() -> None:
    """Twenty steps, and not one more, be they a hundred thousand."""
    longest = (FIRST, SECOND) * (STEPS_MAX // 2)
    given(*STARTED).ledger.handle(tracing(steps=longest))
    for steps in ((*longest, FIRST), longest * 5_000):
        given(*STARTED).when(tracing(steps=steps)).refused(CourseTooLong)


@pytest.mark.parametrize("name", ["nowhere", "guide"])
def test_unknown_projects_are_refused(name: str) -> None:
    """One that nobody proposed, beside one that somebody did."""
    lost = CourseStep(project_id=ProjectId(name), text=STEP)
    given(*STARTED).when(tracing(steps=(FIRST, lost))).refused(UnknownProject)


def test_whoever_lived_it_agreed() -> None:
    """A life is told by nobody else's leave."""
    given(*STARTED).when(tracing(has_consent=False)).refused(ConsentMissing)


def test_a_course_is_traced_once() -> None:
    """Under one name, by whomever."""
    story = given(*STARTED, AWA_TRACED)
    story.when(tracing(PONT)).refused(CourseExists)
    assert {step.project_id for step in THROUGH_BOTH} == {ORCHARD, MILL}


def test_what_happened_at_each_step_is_for_the_partners_first() -> None:
    """The title alone is for everyone."""
    shown = write("text", "Le chapeau y est resté.", Audience.PUBLIC)
    steps = (FIRST, msgspec.structs.replace(SECOND, text=shown.reference))
    story = given(*STARTED)
    story.when(tracing(steps=steps, words=(*WRITTEN, shown))).refused(
        NotForThePublicYet
    )
