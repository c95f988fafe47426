"""Join a project."""

import pytest

from ledger.commons.projects.events import ProjectRole
from ledger.commons.projects.join_project import JoinProject
from ledger.commons.projects.refusals import LastLead, LeadIsShared, SameRole
from tests.cast import BRUMES, LITTORAL, PONT
from tests.orchard import (
    BEGUN,
    JOINED,
    UNDER_WAY,
    asked,
    joined,
    left,
)
from tests.spec import given

OBSERVER = ProjectRole.OBSERVER
PONT_OBSERVES = asked(JoinProject, PONT, role=OBSERVER)


@pytest.mark.parametrize(
    "role",
    [
        ProjectRole.CONTRIBUTOR,
        ProjectRole.HOST,
        ProjectRole.BENEFICIARY,
        ProjectRole.OBSERVER,
    ],
)
def test_any_partner_joins(role: ProjectRole) -> None:
    """Before the launch or after it, in any role but that of a lead."""
    for history in (BEGUN, UNDER_WAY):
        given(*history).when(asked(JoinProject, PONT, role=role)).then(
            joined(PONT, role)
        )


@pytest.mark.parametrize("role", [ProjectRole.LEAD, ProjectRole.CO_LEAD])
def test_nobody_takes_the_lead(role: ProjectRole) -> None:
    """Those who lead share the lead."""
    given(*JOINED).when(asked(JoinProject, PONT, role=role)).refused(LeadIsShared)


def test_joining_again_changes_the_role() -> None:
    """Who contributed may observe from now on."""
    command = asked(JoinProject, BRUMES, role=OBSERVER)
    given(*JOINED).when(command).then(joined(BRUMES, OBSERVER))


def test_nobody_joins_twice_in_one_role() -> None:
    """The second time says nothing new."""
    command = asked(JoinProject, BRUMES, role=ProjectRole.CONTRIBUTOR)
    given(*JOINED).when(command).refused(SameRole)


def test_who_left_may_come_back() -> None:
    """In the same role or another."""
    command = asked(JoinProject, BRUMES, role=ProjectRole.CONTRIBUTOR)
    (
        given(*JOINED, left(BRUMES))
        .when(command)
        .then(joined(BRUMES, ProjectRole.CONTRIBUTOR))
    )


def test_the_last_lead_does_not_step_back() -> None:
    """A project without a lead could be neither moved nor closed."""
    command = asked(JoinProject, LITTORAL, role=OBSERVER)
    given(*JOINED).when(command).refused(LastLead)


def test_a_lead_among_others_steps_back() -> None:
    """Beside a co-lead, a lead may take another role."""
    shared = joined(BRUMES, ProjectRole.CO_LEAD)
    command = asked(JoinProject, LITTORAL, role=OBSERVER)
    given(*JOINED, shared).when(command).then(joined(LITTORAL, OBSERVER))
