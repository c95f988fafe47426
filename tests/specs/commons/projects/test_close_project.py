"""Close a project."""

from datetime import date, timedelta

import msgspec
import pytest

from ledger.commons.projects.close_project import CloseProject
from ledger.commons.projects.events import ProjectOutcome
from ledger.commons.projects.refusals import (
    DayBeforeLaunch,
    DayNotPlausible,
    DayNotYetCome,
    NotALead,
    NotLaunched,
    ProjectIsClosed,
)
from ledger.kernel.messages import Refusal
from tests.cast import BRUMES, LITTORAL
from tests.orchard import (
    CLOSED,
    JOINED,
    LAUNCH,
    SUMMARY,
    TODAY,
    TREES_SET,
    UNDER_WAY,
    asked,
    of_mill,
)
from tests.spec import given

COMPLETED, STOPPED = ProjectOutcome.COMPLETED, ProjectOutcome.STOPPED


def closing(
    day: date = TODAY, outcome: ProjectOutcome = COMPLETED, **content: object
) -> CloseProject:
    command = asked(
        CloseProject,
        LITTORAL,
        closed_on=day,
        outcome=outcome,
        summary=SUMMARY,
        **content,
    )
    assert isinstance(command, CloseProject)
    return command


def test_a_lead_closes_and_sums_up() -> None:
    """Milestones still open are no obstacle: the summary tells why."""
    given(*UNDER_WAY).when(closing()).then(CLOSED)
    given(*UNDER_WAY, TREES_SET).when(closing()).then(CLOSED)


def test_what_was_never_launched_can_only_be_stopped() -> None:
    """Nothing was under way that could be completed."""
    given(*JOINED).when(closing()).refused(NotLaunched)
    stopped = msgspec.structs.replace(CLOSED, outcome=STOPPED)
    given(*JOINED).when(closing(outcome=STOPPED)).then(stopped)


def test_nobody_closes_twice() -> None:
    """The first closing stands, whatever a second tab says."""
    again = closing(outcome=STOPPED)
    given(*UNDER_WAY, CLOSED).when(again).refused(ProjectIsClosed)
    given(*UNDER_WAY, of_mill(CLOSED)).when(closing()).then(CLOSED)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (TODAY + timedelta(days=1), DayNotYetCome),
        (LAUNCH - timedelta(days=1), DayBeforeLaunch),
        (date(1999, 1, 1), DayNotPlausible),
    ],
)
def test_the_day_has_come_since_the_launch(day: date, why: type[Refusal]) -> None:
    """Dates that stand the wrong way round are a slip."""
    given(*UNDER_WAY).when(closing(day)).refused(why)


def test_it_may_end_the_day_it_began() -> None:
    """A project of one day is a project."""
    given(*UNDER_WAY).ledger.handle(closing(LAUNCH))


def test_only_leads_close() -> None:
    """A member leaves; the project goes on."""
    command = asked(
        CloseProject,
        BRUMES,
        closed_on=TODAY,
        outcome=STOPPED,
        summary=SUMMARY,
    )
    given(*UNDER_WAY).when(command).refused(NotALead)
