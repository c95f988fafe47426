"""Projects, as their row tells them."""

from datetime import date

import pytest

from ledger.commons.projects.events import ProjectRole
from ledger.kernel.messages import Fact
from projections.commons.milestones import MilestoneState
from projections.commons.projects import (
    ProjectRow,
    ProjectState,
    project,
    projects_by_id,
    projects_page,
)
from tests.cast import BRUMES, LITTORAL, SOURCES
from tests.orchard import (
    CLOSED,
    DUE,
    HOUSING_CROSSED,
    LAUNCH,
    LAUNCHED,
    MILL,
    MILL_UNDER_WAY,
    ORCHARD,
    PLAN_SET,
    REVISED,
    TODAY,
    TREES,
    TREES_DROPPED,
    TREES_MOVED,
    TREES_REACHED,
    TREES_SET,
    UNDER_WAY,
    joined,
    left,
    of_mill,
)
from tests.projections.told import told


def after(*history: Fact) -> ProjectRow:
    """Return the orchard once this happened to it."""
    row = project(told(*UNDER_WAY, *history).shelf(), ORCHARD)
    assert row is not None
    return row


def test_a_project_is_as_it_was_proposed_until_it_is_launched() -> None:
    """Then it is under way since the day that its lead gave."""
    before = project(told(*UNDER_WAY[:-1]).shelf(), ORCHARD)
    assert before is not None
    assert (before.state, before.launched_on) == (ProjectState.PROPOSED, None)
    assert before.is_open
    now = after()
    assert (now.state, now.launched_on) == (ProjectState.UNDER_WAY, LAUNCH)
    assert now.proposed_by == LITTORAL


def test_members_stand_in_the_order_of_joining() -> None:
    """A changed role keeps its place; who comes back comes last."""
    steady = after(joined(BRUMES, ProjectRole.CO_LEAD))
    assert [(m.partner_id, m.role) for m in steady.members] == [
        (LITTORAL, ProjectRole.LEAD),
        (BRUMES, ProjectRole.CO_LEAD),
        (SOURCES, ProjectRole.HOST),
    ]
    back = after(left(BRUMES), joined(BRUMES, ProjectRole.OBSERVER))
    assert [m.partner_id for m in back.members] == [LITTORAL, SOURCES, BRUMES]
    assert back.role_of(BRUMES) is ProjectRole.OBSERVER
    assert after(left(BRUMES)).role_of(BRUMES) is None


def test_a_milestone_keeps_the_day_it_was_first_due() -> None:
    """How far it moved, how often and why is told beside it."""
    (ahead,) = after(TREES_SET).milestones
    assert (ahead.milestone_id, ahead.due_on, ahead.state) == (
        TREES,
        DUE,
        MilestoneState.AHEAD,
    )
    (moved,) = after(TREES_SET, TREES_MOVED).milestones
    assert (moved.first_due_on, moved.due_on, moved.moves) == (
        DUE,
        date(2026, 6, 30),
        1,
    )
    assert moved.reason is not None
    assert moved.reason.words == TREES_MOVED.reason


def test_a_milestone_ends_reached_or_dropped() -> None:
    """Others beside it stay ahead."""
    (reached,) = after(TREES_SET, TREES_REACHED).milestones
    assert (reached.state, reached.reached_on) == (MilestoneState.REACHED, TODAY)
    (dropped,) = after(TREES_SET, TREES_DROPPED).milestones
    assert dropped.state is MilestoneState.DROPPED
    mill = told(*UNDER_WAY, *MILL_UNDER_WAY, TREES_SET, of_mill(TREES_SET)).shelf()
    row = project(mill, MILL)
    assert row is not None
    assert [m.state for m in row.milestones] == [MilestoneState.AHEAD]


def test_a_plan_replaces_the_one_before() -> None:
    """With its number; who is a partner and who is a name stays apart."""
    row = after(PLAN_SET)
    assert row.plan_version == 1
    assert [line.funder_id for line in row.plan] == [None, BRUMES]
    assert [line.requested_cents for line in row.plan] == [1_250_050, 300_000]
    assert [line.granted_cents for line in row.plan] == [None, 300_000]


def test_competences_and_wordings_are_kept() -> None:
    """What was crossed, whose it is; the latest title."""
    row = after(HOUSING_CROSSED, REVISED)
    (crossing,) = row.competences
    assert (crossing.holder_id, crossing.noted_by) == (SOURCES, BRUMES)
    assert row.title.position > row.purpose.position == row.position


def test_a_closed_project_is_told_how_it_ended() -> None:
    """And is open no more."""
    row = after(CLOSED)
    assert (row.state, row.closed_on) == (ProjectState.COMPLETED, TODAY)
    assert not row.is_open
    assert row.summary is not None


def test_the_list_is_narrowed_by_state() -> None:
    """Newest first."""
    shelf = told(*UNDER_WAY, *MILL_UNDER_WAY, CLOSED).shelf()
    assert [p.row.project_id for p in projects_page(shelf).rows] == [MILL, ORCHARD]
    found = projects_page(shelf, ProjectState.COMPLETED).rows
    assert [p.row.project_id for p in found] == [ORCHARD]
    assert set(projects_by_id(shelf, [MILL, "no such"])) == {MILL}


@pytest.mark.parametrize("fact", [REVISED, LAUNCHED, CLOSED])
def test_what_is_not_known_is_not_told(fact: Fact) -> None:
    """A fact about a project that no fact proposed changes nothing."""
    assert project(told(fact).shelf(), ORCHARD) is None
