"""Launch a project."""

from datetime import date, timedelta

import pytest

from ledger.commons.projects.launch_project import LaunchProject
from ledger.commons.projects.refusals import (
    AlreadyLaunched,
    DayNotPlausible,
    DayNotYetCome,
    NotALead,
)
from tests.cast import BRUMES, LITTORAL
from tests.orchard import (
    JOINED,
    LAUNCH,
    LAUNCHED,
    MILL_UNDER_WAY,
    TODAY,
    UNDER_WAY,
    asked,
)
from tests.spec import given

LITTORAL_LAUNCHES = asked(LaunchProject, LITTORAL, launched_on=LAUNCH)


def test_a_lead_launches() -> None:
    """The day of the launch is the project's, whenever it is recorded."""
    given(*JOINED).when(LITTORAL_LAUNCHES).then(LAUNCHED)


def test_a_project_is_launched_once() -> None:
    """Two leads at once, or one form twice: the second is told."""
    command = asked(LaunchProject, LITTORAL, launched_on=TODAY)
    given(*UNDER_WAY).when(command).refused(AlreadyLaunched)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (TODAY + timedelta(days=1), DayNotYetCome),
        (date(1999, 12, 31), DayNotPlausible),
        (date(2101, 1, 1), DayNotPlausible),
    ],
)
def test_the_day_has_come_and_is_plausible(
    day: date, why: type[DayNotYetCome | DayNotPlausible]
) -> None:
    """A launch to come is announced in the journal, not recorded."""
    given(*JOINED).when(asked(LaunchProject, LITTORAL, launched_on=day)).refused(why)


def test_today_will_do() -> None:
    """As will the first day of this age."""
    for day in (TODAY, date(2000, 1, 1)):
        command = asked(LaunchProject, LITTORAL, launched_on=day)
        given(*JOINED).ledger.handle(command)


def test_only_leads_launch() -> None:
    """Those who take part wait for those who lead."""
    command = asked(LaunchProject, BRUMES, launched_on=LAUNCH)
    given(*JOINED).when(command).refused(NotALead)


def test_the_launch_of_another_is_no_obstacle() -> None:
    """Projects do not touch."""
    given(*JOINED, *MILL_UNDER_WAY).when(LITTORAL_LAUNCHES).then(LAUNCHED)
