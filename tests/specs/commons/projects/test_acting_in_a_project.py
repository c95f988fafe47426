"""What holds alike for everything that is done in a project."""

from typing import Final

import pytest

from ledger.application import Ledger
from ledger.commons.projects.drop_milestone import DropMilestone
from ledger.commons.projects.events import (
    ProjectRole,
)
from ledger.commons.projects.move_milestone import MoveMilestone
from ledger.commons.projects.reach_milestone import ReachMilestone
from ledger.commons.projects.refusals import (
    MilestoneIsDropped,
    MilestoneIsReached,
    NotALead,
    ProjectIsClosed,
    UnknownMilestone,
    UnknownProject,
)
from ledger.kernel.identifiers import PartnerId, PersonId
from ledger.kernel.messages import Actor, Capacity, Fact
from ledger.kernel.refusals import NotAllowed
from ledger.membership.partners.events import (
    PartnershipEnded,
    PartnershipResumed,
    PartnershipSuspended,
)
from ledger.membership.partners.refusals import NotYourPartner, YourPartnerNotActive
from ledger.policy import POLICY
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.orchard import (
    BRUMES_WROTE,
    CLOSED,
    HOUSING_CROSSED,
    MILL_UNDER_WAY,
    PLAN_SET,
    PRESS,
    REASON,
    REVISED,
    TODAY,
    TREES_DROPPED,
    TREES_MOVED,
    TREES_REACHED,
    TREES_SET,
    joined,
    left,
    of_mill,
)
from tests.orchard_deeds import (
    BOARD,
    DEEDS,
    LEADS_DEEDS,
    PROPOSING,
    SHARING,
    Deed,
    named,
)
from tests.rivals import ContestedStore, once
from tests.spec import SECRET, given

every_deed = pytest.mark.parametrize("deed", DEEDS, ids=named)
every_deed_and_proposing = pytest.mark.parametrize(
    "deed", [*DEEDS, PROPOSING], ids=named
)
every_deed_of_leads = pytest.mark.parametrize(
    "deed", [*LEADS_DEEDS, SHARING], ids=named
)


def test_every_deed_is_told_here() -> None:
    """A command added to the room is added to this list."""
    told = {deed.command for deed in (*DEEDS, PROPOSING)}
    room = "ledger.commons.projects."
    assert told == {kind for kind in POLICY if kind.__module__.startswith(room)}


@every_deed_and_proposing
@pytest.mark.parametrize("capacity", Capacity)
def test_each_deed_is_open_to_its_capacities(deed: Deed, capacity: Capacity) -> None:
    """Who may ask for a deed may, and nobody else."""
    when = given(*deed.history).when(deed.asked(capacity))
    allowed = deed.capacities | BOARD if deed is SHARING else deed.capacities
    if capacity in allowed:
        when.story.ledger.handle(when.command)
    else:
        when.refused(NotAllowed)


@every_deed_and_proposing
def test_nobody_acts_in_projects_without_a_mandate(deed: Deed) -> None:
    """A person alone, or a rule, does nothing in a project."""
    alone, rule = Actor(person_id=PersonId("eve")), Actor(rule="any", cause=1)
    for actor in (alone, rule):
        given(*deed.history).when(deed.asked(actor=actor)).refused(NotAllowed)


@every_deed
def test_an_unknown_project_is_refused(deed: Deed) -> None:
    """What was never proposed is no project, even beside one that is."""
    history = [f for f in deed.history if not hasattr(f, "project_id")]
    (
        given(*history, *MILL_UNDER_WAY, of_mill(TREES_SET))
        .when(deed.asked())
        .refused(UnknownProject)
    )


@every_deed
def test_a_closed_project_stays_as_it_is(deed: Deed) -> None:
    """Nothing is added to it; what was recorded stays to be read."""
    given(*deed.history, CLOSED).when(deed.asked()).refused(ProjectIsClosed)


@every_deed_of_leads
def test_what_leads_do_is_for_leads(deed: Deed) -> None:
    """A lead that stepped back, or left, leads no more."""
    shared = joined(SOURCES, ProjectRole.CO_LEAD)
    if deed is SHARING:
        shared = joined(BRUMES, ProjectRole.CO_LEAD)
    stepped_back = joined(LITTORAL, ProjectRole.HOST)
    for gone in (stepped_back, left(LITTORAL)):
        given(*deed.history, shared, gone).when(deed.asked()).refused(NotALead)


@every_deed_and_proposing
def test_nobody_acts_for_another_partner(deed: Deed) -> None:
    """The body acted for is the one that gave the mandate."""
    other = PONT if deed.partner_id != PONT else BRUMES
    given(*deed.history).when(deed.asked(partner_id=other)).refused(NotYourPartner)


@every_deed_and_proposing
def test_a_suspended_partner_does_not_act(deed: Deed) -> None:
    """Suspended, a partner does nothing; resumed, it acts again."""
    suspended = PartnershipSuspended(partner_id=deed.partner_id, reason=REASON)
    resumed = PartnershipResumed(partner_id=deed.partner_id)
    given(*deed.history, suspended).when(deed.asked()).refused(YourPartnerNotActive)
    given(*deed.history, suspended, resumed).ledger.handle(deed.asked())


@every_deed_and_proposing
def test_a_partner_that_left_does_not_act(deed: Deed) -> None:
    """A partner whose partnership ended does nothing."""
    ended = PartnershipEnded(partner_id=deed.partner_id, ended_on=TODAY)
    given(*deed.history, ended).when(deed.asked()).refused(YourPartnerNotActive)


MILESTONE_DEEDS: Final = [
    deed
    for deed in LEADS_DEEDS
    if deed.command in {MoveMilestone, ReachMilestone, DropMilestone}
]


@pytest.mark.parametrize("deed", MILESTONE_DEEDS, ids=named)
def test_a_milestone_of_another_project_is_unknown(deed: Deed) -> None:
    """Even to those who lead that other project as well."""
    command = deed.asked(milestone_id=PRESS)
    (
        given(*deed.history, *MILL_UNDER_WAY, of_mill(TREES_SET))
        .when(command)
        .refused(UnknownMilestone)
    )


@pytest.mark.parametrize("deed", MILESTONE_DEEDS, ids=named)
def test_what_is_reached_or_dropped_is_done_with(deed: Deed) -> None:
    """It is neither moved nor reached nor dropped once more."""
    given(*deed.history, TREES_REACHED).when(deed.asked()).refused(MilestoneIsReached)
    given(*deed.history, TREES_DROPPED).when(deed.asked()).refused(MilestoneIsDropped)


ELSEWHERE: Final[tuple[Fact, ...]] = (
    PartnershipSuspended(partner_id=PartnerId("far"), reason=REASON),
    *MILL_UNDER_WAY,
    *(
        of_mill(fact)
        for fact in (
            TREES_SET,
            TREES_MOVED,
            TREES_REACHED,
            BRUMES_WROTE,
            HOUSING_CROSSED,
            PLAN_SET,
            CLOSED,
        )
    ),
    REVISED,
    BRUMES_WROTE,
)
"""Facts that no deed in the orchard depends on."""


@every_deed_and_proposing
def test_what_happens_elsewhere_does_not_delay(deed: Deed) -> None:
    """Other projects, other wordings, journal entries are no conflict."""
    store = ContestedStore(given(*deed.history))
    store.rival = once(store, *ELSEWHERE)
    Ledger(store, secret=SECRET, clock=store.clock).handle(deed.asked())
    assert store.attempts == 1


@every_deed
@pytest.mark.parametrize(
    "rival",
    [joined(PartnerId("far"), ProjectRole.CO_LEAD), left(PartnerId("far"))],
    ids=named,
)
def test_what_happens_to_the_team_meanwhile_is_taken_into_account(
    deed: Deed, rival: Fact
) -> None:
    """Whoever joins or leaves is read before deciding."""
    store = ContestedStore(given(*deed.history))
    store.rival = once(store, rival)
    Ledger(store, secret=SECRET, clock=store.clock).handle(deed.asked())
    assert store.attempts == 2


@every_deed
def test_the_standing_of_who_acts_is_taken_into_account(deed: Deed) -> None:
    """A partner resumed meanwhile is read anew."""
    store = ContestedStore(given(*deed.history))
    store.rival = once(store, PartnershipResumed(partner_id=deed.partner_id))
    Ledger(store, secret=SECRET, clock=store.clock).handle(deed.asked())
    assert store.attempts == 2
