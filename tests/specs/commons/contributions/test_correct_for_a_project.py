"""Correct the days of a contribution that is for a project."""

from datetime import date, timedelta
from decimal import Decimal

import msgspec
import pytest

from ledger.commons.contributions.correct_contribution import CorrectContribution
from ledger.commons.contributions.events import (
    ContributionCorrected,
    ContributionRecorded,
)
from ledger.commons.contributions.refusals import NotItsProject
from ledger.commons.projects.events import ProjectOutcome
from ledger.commons.projects.refusals import ProjectNotOpen
from ledger.kernel.identifiers import ProjectId
from ledger.kernel.quantities import Period
from tests.cast import LITTORAL
from tests.orchard import CLOSED, LAUNCH, MILL, MILL_UNDER_WAY, ORCHARD, UNDER_WAY
from tests.spec import given
from tests.workshop import REASON, WORKSHOP, WORKSHOP_RECORDED, asked

FOR_ORCHARD: ContributionRecorded = msgspec.structs.replace(
    WORKSHOP_RECORDED, project_id=ORCHARD
)
BROUGHT = (*UNDER_WAY, FOR_ORCHARD)
DAY = timedelta(days=1)
EARLIER = Period(LAUNCH - 9 * DAY, LAUNCH - DAY)
LATER = Period(date(2026, 3, 3), date(2026, 3, 9))


def correcting(
    period: Period | None,
    project_id: ProjectId | None = ORCHARD,
    difference: str = "0",
) -> CorrectContribution:
    command = asked(
        CorrectContribution,
        LITTORAL,
        difference=Decimal(difference),
        reason=REASON,
        period=period,
        project_id=project_id,
    )
    assert isinstance(command, CorrectContribution)
    return command


def corrected(period: Period | None, difference: str = "0") -> ContributionCorrected:
    return ContributionCorrected(
        contribution_id=WORKSHOP,
        partner_id=LITTORAL,
        difference=Decimal(difference),
        period=period,
        reason=REASON,
    )


def test_other_days_meet_those_of_the_project() -> None:
    """From its launch on, even by a day, as they would when recorded."""
    given(*BROUGHT).when(correcting(LATER)).then(corrected(LATER))
    edge = Period(LAUNCH - 9 * DAY, LAUNCH)
    given(*BROUGHT).when(correcting(edge)).then(corrected(edge))
    given(*BROUGHT).when(correcting(EARLIER)).refused(ProjectNotOpen)


def test_days_after_the_project_closed_are_refused() -> None:
    """Up to its last day they are its own."""
    closed = msgspec.structs.replace(
        CLOSED, closed_on=date(2026, 3, 2), outcome=ProjectOutcome.STOPPED
    )
    given(*BROUGHT, closed).when(correcting(LATER)).refused(ProjectNotOpen)
    until = Period(date(2026, 3, 2), date(2026, 3, 5))
    given(*BROUGHT, closed).when(correcting(until)).then(corrected(until))


@pytest.mark.parametrize("named", [None, MILL])
def test_the_project_named_is_its_own(named: ProjectId | None) -> None:
    """Another project's days, or none, would let any day pass."""
    story = given(*BROUGHT, *MILL_UNDER_WAY)
    story.when(correcting(LATER, named)).refused(NotItsProject)


def test_one_for_no_project_names_none() -> None:
    """What is for the commons as a whole has days of its own."""
    story = given(*UNDER_WAY, WORKSHOP_RECORDED)
    story.when(correcting(EARLIER)).refused(NotItsProject)
    story.when(correcting(EARLIER, None)).then(corrected(EARLIER))


def test_where_its_days_stay_no_project_is_named() -> None:
    """A quantity is corrected whatever became of the project since."""
    command = correcting(None, None, "-1")
    given(*BROUGHT).when(command).then(corrected(None, "-1"))
