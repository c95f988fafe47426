"""Move a milestone."""

from datetime import date, timedelta

import pytest

from ledger.commons.projects.move_milestone import MoveMilestone
from ledger.commons.projects.refusals import (
    DayBeforeLaunch,
    DayNotPlausible,
    SameDay,
)
from tests.cast import LITTORAL
from tests.orchard import (
    DUE,
    LAUNCH,
    REASON,
    TREES,
    TREES_MOVED,
    TREES_SET,
    UNDER_WAY,
    asked,
)
from tests.spec import given

SET = (*UNDER_WAY, TREES_SET)


def moving(day: date) -> MoveMilestone:
    command = asked(
        MoveMilestone, LITTORAL, milestone_id=TREES, due_on=day, reason=REASON
    )
    assert isinstance(command, MoveMilestone)
    return command


def test_a_lead_moves_it_and_says_why() -> None:
    """Later or earlier; the day before stays in the history."""
    given(*SET).when(moving(TREES_MOVED.due_on)).then(TREES_MOVED)


def test_it_moves_to_another_day() -> None:
    """The day it is due already, moved before or not, is no move."""
    given(*SET).when(moving(DUE)).refused(SameDay)
    given(*SET, TREES_MOVED).when(moving(TREES_MOVED.due_on)).refused(SameDay)
    given(*SET, TREES_MOVED).ledger.handle(moving(DUE))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (LAUNCH - timedelta(days=1), DayBeforeLaunch),
        (date(2101, 1, 1), DayNotPlausible),
    ],
)
def test_the_day_is_plausible(
    day: date, why: type[DayBeforeLaunch | DayNotPlausible]
) -> None:
    """As when it was set."""
    given(*SET).when(moving(day)).refused(why)
