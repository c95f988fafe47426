"""Set a milestone."""

from datetime import date, timedelta

import msgspec
import pytest

from ledger.commons.projects.refusals import (
    DayBeforeLaunch,
    DayNotPlausible,
    MilestoneExists,
    NotALead,
    TooManyMilestones,
)
from ledger.commons.projects.set_milestone import MILESTONES_MAX, SetMilestone
from ledger.kernel.identifiers import MilestoneId
from tests.cast import BRUMES, LITTORAL
from tests.orchard import (
    DUE,
    JOINED,
    LAUNCH,
    MILL_UNDER_WAY,
    PRESS,
    TITLE,
    TREES,
    TREES_SET,
    UNDER_WAY,
    asked,
    of_mill,
)
from tests.spec import given

ASKED = {"milestone_id": TREES, "title": TITLE, "due_on": DUE}
LITTORAL_SETS = asked(SetMilestone, LITTORAL, **ASKED)


def test_a_lead_sets_a_milestone() -> None:
    """Before the launch as well: plans are made early."""
    given(*UNDER_WAY).when(LITTORAL_SETS).then(TREES_SET)
    given(*JOINED).when(LITTORAL_SETS).then(TREES_SET)


def test_a_name_is_taken_once_in_all_projects() -> None:
    """A milestone is looked up by its name alone."""
    given(*UNDER_WAY, TREES_SET).when(LITTORAL_SETS).refused(MilestoneExists)
    elsewhere = msgspec.structs.replace(of_mill(TREES_SET), milestone_id=TREES)
    (
        given(*UNDER_WAY, *MILL_UNDER_WAY, elsewhere)
        .when(LITTORAL_SETS)
        .refused(MilestoneExists)
    )


def test_milestones_of_another_project_are_no_obstacle() -> None:
    """Each project has its own."""
    (
        given(*UNDER_WAY, *MILL_UNDER_WAY, of_mill(TREES_SET))
        .when(LITTORAL_SETS)
        .then(TREES_SET)
    )


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (LAUNCH - timedelta(days=1), DayBeforeLaunch),
        (date(2101, 1, 1), DayNotPlausible),
        (date(1026, 4, 30), DayNotPlausible),
    ],
)
def test_the_day_is_plausible(
    day: date, why: type[DayBeforeLaunch | DayNotPlausible]
) -> None:
    """It comes after the launch, in this age."""
    command = asked(SetMilestone, LITTORAL, **{**ASKED, "due_on": day})
    given(*UNDER_WAY).when(command).refused(why)


def test_there_is_an_end_to_milestones() -> None:
    """A page that holds them all stays readable."""
    many = [
        msgspec.structs.replace(TREES_SET, milestone_id=MilestoneId(f"m{number}"))
        for number in range(MILESTONES_MAX)
    ]
    command = asked(SetMilestone, LITTORAL, **{**ASKED, "milestone_id": PRESS})
    given(*UNDER_WAY, *many).when(command).refused(TooManyMilestones)
    given(*UNDER_WAY, *many[1:]).ledger.handle(command)


def test_only_leads_set_milestones() -> None:
    """Members tell theirs in the journal."""
    given(*UNDER_WAY).when(asked(SetMilestone, BRUMES, **ASKED)).refused(NotALead)
