"""Reach a milestone."""

from datetime import date, timedelta

import pytest

from ledger.commons.projects.reach_milestone import ReachMilestone
from ledger.commons.projects.refusals import (
    DayBeforeLaunch,
    DayNotPlausible,
    DayNotYetCome,
)
from ledger.kernel.messages import Refusal
from tests.cast import LITTORAL
from tests.orchard import (
    BEGUN,
    LAUNCH,
    TODAY,
    TREES,
    TREES_REACHED,
    TREES_SET,
    UNDER_WAY,
    asked,
)
from tests.spec import given

SET = (*UNDER_WAY, TREES_SET)


def reaching(day: date) -> ReachMilestone:
    command = asked(ReachMilestone, LITTORAL, milestone_id=TREES, reached_on=day)
    assert isinstance(command, ReachMilestone)
    return command


def test_a_lead_says_it_is_reached() -> None:
    """Before its day or after it; even before the project is launched."""
    given(*SET).when(reaching(TODAY)).then(TREES_REACHED)
    given(*BEGUN, TREES_SET).when(reaching(TODAY)).then(TREES_REACHED)


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
    given(*SET).when(reaching(day)).refused(why)
