"""Record a contribution for a project."""

from datetime import date, timedelta
from decimal import Decimal

import msgspec
import pytest

from ledger.commons.contributions.events import (
    ContributionRecorded,
    Nature,
    Unit,
)
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.commons.projects.events import ProjectOutcome
from ledger.commons.projects.refusals import ProjectNotOpen, UnknownProject
from ledger.kernel.messages import Fact
from ledger.kernel.quantities import Period
from tests.cast import LITTORAL, PONT
from tests.orchard import (
    BEGUN,
    CLOSED,
    JOINED,
    LAUNCH,
    MILL_UNDER_WAY,
    ORCHARD,
    UNDER_WAY,
    of_mill,
)
from tests.spec import given
from tests.workshop import (
    MARCH_FIRST_WEEK,
    PARTNERS,
    TITLE,
    WORKSHOP_RECORDED,
    asked,
)

FOR_ORCHARD: ContributionRecorded = msgspec.structs.replace(
    WORKSHOP_RECORDED, project_id=ORCHARD
)
CLOSED_IN_FEBRUARY = msgspec.structs.replace(
    CLOSED, closed_on=date(2026, 2, 20), outcome=ProjectOutcome.STOPPED
)


def recording(period: Period = MARCH_FIRST_WEEK) -> RecordContribution:
    command = asked(
        RecordContribution,
        LITTORAL,
        nature=Nature.TIME,
        quantity=Decimal("7.5"),
        unit=Unit.HOUR,
        period=period,
        title=TITLE,
        project_id=ORCHARD,
    )
    assert isinstance(command, RecordContribution)
    return command


def test_what_is_brought_may_be_for_a_project() -> None:
    """Any partner may bring something, a member of the project or not."""
    given(*UNDER_WAY).when(recording()).then(FOR_ORCHARD)
    command = msgspec.structs.replace(FOR_ORCHARD, partner_id=PONT)
    assert f"project:{ORCHARD}" in command.tags()


def test_a_project_that_nobody_proposed_is_unknown() -> None:
    """Even beside one that is under way."""
    given(*PARTNERS, *MILL_UNDER_WAY).when(recording()).refused(UnknownProject)


@pytest.mark.parametrize("history", [BEGUN, JOINED])
def test_a_project_that_is_not_launched_waits(history: tuple[Fact, ...]) -> None:
    """What is brought before is for the commons as a whole."""
    given(*history).when(recording()).refused(ProjectNotOpen)


@pytest.mark.parametrize(
    ("days", "is_open"),
    [
        (Period(LAUNCH - timedelta(days=9), LAUNCH - timedelta(days=1)), False),
        (Period(LAUNCH - timedelta(days=9), LAUNCH), True),
        (Period(date(2026, 2, 20), date(2026, 3, 8)), True),
        (Period(date(2026, 2, 21), date(2026, 3, 8)), False),
    ],
)
def test_the_days_meet_those_of_the_project(days: Period, *, is_open: bool) -> None:
    """Hours of February may be recorded in March, when the project is closed."""
    story = given(*UNDER_WAY, CLOSED_IN_FEBRUARY)
    if is_open:
        story.ledger.handle(recording(days))
    else:
        story.when(recording(days)).refused(ProjectNotOpen)


def test_the_end_of_another_project_is_no_obstacle() -> None:
    """Each has its own days."""
    given(*UNDER_WAY, *MILL_UNDER_WAY, of_mill(CLOSED)).when(recording()).then(
        FOR_ORCHARD
    )
