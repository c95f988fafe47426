"""What holds alike for everything that is done with a resource."""

from typing import Final

import pytest

from ledger.application import Ledger
from ledger.commons.resources.refusals import (
    NotMaintainer,
    ResourceIsRetired,
    UnknownResource,
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
from tests.cast import BRUMES, PONT
from tests.library import (
    GUIDE_FORKED,
    GUIDE_HANDED_OVER,
    GUIDE_RETIRED,
    GUIDE_REVISED,
    MAP_PUBLISHED,
    REASON,
    SOURCES_REUSES,
    SOURCES_TELLS,
    of_map,
)
from tests.library_deeds import (
    BOARD,
    DEEDS,
    HANDING_OVER,
    LASTING_DEEDS,
    MAINTAINERS_DEEDS,
    PUBLISHING,
    TAKING_BACK,
    Deed,
    named,
)
from tests.rivals import ContestedStore, once
from tests.spec import SECRET, given
from tests.workshop import TODAY

every_deed = pytest.mark.parametrize("deed", DEEDS, ids=named)
every_deed_and_publishing = pytest.mark.parametrize(
    "deed", [*DEEDS, PUBLISHING, TAKING_BACK], ids=named
)
every_lasting_deed = pytest.mark.parametrize("deed", LASTING_DEEDS, ids=named)
every_deed_of_maintainers = pytest.mark.parametrize(
    "deed", MAINTAINERS_DEEDS, ids=named
)


def test_every_deed_is_told_here() -> None:
    """A command added to the room is added to this list."""
    told = {deed.command for deed in (*DEEDS, PUBLISHING, TAKING_BACK)}
    room = "ledger.commons.resources."
    assert told == {kind for kind in POLICY if kind.__module__.startswith(room)}


@every_deed_and_publishing
@pytest.mark.parametrize("capacity", Capacity)
def test_each_deed_is_open_to_its_capacities(deed: Deed, capacity: Capacity) -> None:
    """Who may ask for a deed may, and nobody else."""
    when = given(*deed.history).when(deed.asked(capacity))
    allowed = deed.capacities | BOARD if deed is HANDING_OVER else deed.capacities
    if capacity in allowed:
        when.story.ledger.handle(when.command)
    else:
        when.refused(NotAllowed)


@every_deed_and_publishing
def test_nobody_acts_on_resources_without_a_mandate(deed: Deed) -> None:
    """A person alone, or a rule, does nothing with a resource."""
    alone, rule = Actor(person_id=PersonId("eve")), Actor(rule="any", cause=1)
    for actor in (alone, rule):
        given(*deed.history).when(deed.asked(actor=actor)).refused(NotAllowed)


@every_deed
def test_an_unknown_resource_is_refused(deed: Deed) -> None:
    """What was never published is no resource, even beside one that is."""
    history = [f for f in deed.history if not hasattr(f, "resource_id")]
    given(*history, MAP_PUBLISHED).when(deed.asked()).refused(UnknownResource)


@every_lasting_deed
def test_a_retired_resource_stays_as_it_is(deed: Deed) -> None:
    """Nothing is added to it, and it is not retired twice; it stays to be read."""
    given(*deed.history, GUIDE_RETIRED).when(deed.asked()).refused(ResourceIsRetired)


@every_deed_of_maintainers
def test_what_maintainers_do_is_for_the_maintainer(deed: Deed) -> None:
    """Whoever handed a resource over maintains it no more."""
    (given(*deed.history, GUIDE_HANDED_OVER).when(deed.asked()).refused(NotMaintainer))


@every_deed_and_publishing
def test_nobody_acts_for_another_partner(deed: Deed) -> None:
    """The body acted for is the one that gave the mandate."""
    other = PONT if deed.partner_id != PONT else BRUMES
    given(*deed.history).when(deed.asked(partner_id=other)).refused(NotYourPartner)


@every_deed_and_publishing
def test_a_suspended_partner_does_not_act(deed: Deed) -> None:
    """Suspended, a partner does nothing; resumed, it acts again."""
    suspended = PartnershipSuspended(partner_id=deed.partner_id, reason=REASON)
    resumed = PartnershipResumed(partner_id=deed.partner_id)
    given(*deed.history, suspended).when(deed.asked()).refused(YourPartnerNotActive)
    given(*deed.history, suspended, resumed).ledger.handle(deed.asked())


@every_deed_and_publishing
def test_a_partner_that_left_does_not_act(deed: Deed) -> None:
    """A partner whose partnership ended does nothing."""
    ended = PartnershipEnded(partner_id=deed.partner_id, ended_on=TODAY)
    given(*deed.history, ended).when(deed.asked()).refused(YourPartnerNotActive)


ELSEWHERE: Final[tuple[Fact, ...]] = (
    PartnershipSuspended(partner_id=PartnerId("far"), reason=REASON),
    MAP_PUBLISHED,
    *(of_map(fact) for fact in (GUIDE_REVISED, SOURCES_TELLS, GUIDE_RETIRED)),
    SOURCES_TELLS,
)
"""Facts that no deed about the guide depends on."""


@every_deed_and_publishing
def test_what_happens_elsewhere_does_not_delay(deed: Deed) -> None:
    """Other resources and feedback are no conflict."""
    store = ContestedStore(given(*deed.history))
    store.rival = once(store, *ELSEWHERE)
    Ledger(store, secret=SECRET, clock=store.clock).handle(deed.asked())
    assert store.attempts == 1


@every_deed
def test_what_happens_to_the_resource_meanwhile_is_taken_into_account(
    deed: Deed,
) -> None:
    """Another edition, published meanwhile, is read before deciding."""
    store = ContestedStore(given(*deed.history))
    other = GUIDE_REVISED.__class__(
        resource_id=GUIDE_REVISED.resource_id,
        partner_id=GUIDE_REVISED.partner_id,
        edition="7",
        licence=GUIDE_REVISED.licence,
        published_on=TODAY,
        changes=GUIDE_REVISED.changes,
    )
    store.rival = once(store, other)
    Ledger(store, secret=SECRET, clock=store.clock).handle(deed.asked())
    assert store.attempts == 2


@every_deed
def test_the_standing_of_who_acts_is_taken_into_account(deed: Deed) -> None:
    """A partner resumed meanwhile is read anew."""
    store = ContestedStore(given(*deed.history))
    store.rival = once(store, PartnershipResumed(partner_id=deed.partner_id))
    Ledger(store, secret=SECRET, clock=store.clock).handle(deed.asked())
    assert store.attempts == 2


def test_forks_and_reuses_of_others_do_not_delay_a_revision() -> None:
    """Many take a resource further at once; its maintainer goes on working."""
    deed = MAINTAINERS_DEEDS[0]
    store = ContestedStore(given(*deed.history))
    store.rival = once(store, GUIDE_FORKED, SOURCES_REUSES)
    Ledger(store, secret=SECRET, clock=store.clock).handle(deed.asked())
    assert store.attempts == 1
