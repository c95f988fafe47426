"""What holds alike for everything that is done with needs and offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import pytest

from ledger.application import Ledger
from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.needs.accept_offer import AcceptOffer
from ledger.commons.needs.make_offer import MakeOffer
from ledger.commons.needs.meet_need import MeetNeed
from ledger.commons.needs.state_need import StateNeed
from ledger.commons.needs.withdraw_need import WithdrawNeed
from ledger.commons.needs.withdraw_offer import WithdrawOffer
from ledger.kernel.identifiers import NeedId, OfferId, PartnerId, PersonId
from ledger.kernel.messages import Actor, Capacity, Command, Fact
from ledger.kernel.refusals import NotAllowed
from ledger.membership.partners.events import (
    PartnershipEnded,
    PartnershipResumed,
    PartnershipSuspended,
)
from ledger.membership.partners.refusals import NotYourPartner, YourPartnerNotActive
from ledger.policy import POLICY
from tests.cast import BRUMES, LITTORAL, PONT, acting_for, mandate
from tests.hall import (
    FOUNDED,
    HALL,
    ON_OFFER,
    SEEDS_ACCEPTED,
    SEEDS_OFFERED,
    SEEDS_TAKEN_BACK,
    SOUGHT,
    TITLE,
    asked,
)
from tests.rivals import ContestedStore, once
from tests.spec import SECRET, given
from tests.workshop import PERSON_OF, REASON, TODAY, WORKSHOP_RECORDED

REPRESENTING = {Capacity.REPRESENTATIVE, Capacity.ALTERNATE}
CONTRIBUTING = REPRESENTING | {Capacity.CONTRIBUTOR, Capacity.PARTICIPANT}


@dataclass(frozen=True)
class Deed:
    """A command, who may ask for it, and for which partner."""

    command: type[Command]
    partner_id: PartnerId
    capacities: set[Capacity]
    content: dict[str, Any]

    def asked(self, capacity: Capacity | None = None, **content: object) -> Command:
        person = PERSON_OF[self.partner_id]
        role = capacity or min(self.capacities)
        actor = acting_for(person, self.partner_id, role)
        merged = {"actor": actor, **self.content, **content}
        command = asked(self.command, self.partner_id, **merged)
        assert isinstance(command, Command)
        return command

    @property
    def history(self) -> tuple[Fact, ...]:
        person = PERSON_OF[self.partner_id]
        seats = (Capacity.REPRESENTATIVE, Capacity.BOARD_MEMBER)
        others = (role for role in Capacity if role not in seats)
        return (*ON_OFFER, *(mandate(person, self.partner_id, role) for role in others))


COUNTED = {"nature": Nature.PLACE, "unit": Unit.DAY, "title": TITLE}
DEEDS: Final = [
    Deed(StateNeed, BRUMES, CONTRIBUTING, {"need_id": NeedId("new"), **COUNTED}),
    Deed(MeetNeed, BRUMES, CONTRIBUTING, {"need_id": SOUGHT}),
    Deed(WithdrawNeed, BRUMES, CONTRIBUTING, {"need_id": SOUGHT}),
    Deed(
        MakeOffer,
        LITTORAL,
        CONTRIBUTING,
        {"offer_id": OfferId("new"), "quantity": Decimal(1), **COUNTED},
    ),
    # Whoever may state a need may accept what answers it: nobody else can.
    Deed(AcceptOffer, BRUMES, CONTRIBUTING, {"offer_id": HALL}),
    Deed(WithdrawOffer, LITTORAL, CONTRIBUTING, {"offer_id": HALL}),
]
every_deed = pytest.mark.parametrize("deed", DEEDS, ids=lambda d: d.command.__name__)


def test_every_deed_is_told_here() -> None:
    """A command added to the room is added to this list."""
    told = {deed.command for deed in DEEDS}
    room = "ledger.commons.needs."
    assert told == {kind for kind in POLICY if kind.__module__.startswith(room)}


@every_deed
@pytest.mark.parametrize("capacity", Capacity)
def test_each_deed_is_open_to_its_capacities(deed: Deed, capacity: Capacity) -> None:
    """Who may ask for a deed may, and nobody else."""
    when = given(*deed.history).when(deed.asked(capacity))
    if capacity in deed.capacities:
        when.story.ledger.handle(when.command)
    else:
        when.refused(NotAllowed)


@every_deed
def test_nobody_acts_without_a_mandate(deed: Deed) -> None:
    """A person alone, or a rule, does nothing here."""
    for actor in (Actor(person_id=PersonId("eve")), Actor(rule="any", cause=1)):
        given(*deed.history).when(deed.asked(actor=actor)).refused(NotAllowed)


@every_deed
def test_nobody_acts_for_another_partner(deed: Deed) -> None:
    """The body acted for is the one that gave the mandate."""
    given(*deed.history).when(deed.asked(partner_id=PONT)).refused(NotYourPartner)


@every_deed
def test_a_partner_at_rest_does_not_act(deed: Deed) -> None:
    """Suspended or gone, a partner does nothing; resumed, it acts again."""
    suspended = PartnershipSuspended(partner_id=deed.partner_id, reason=REASON)
    resumed = PartnershipResumed(partner_id=deed.partner_id)
    ended = PartnershipEnded(partner_id=deed.partner_id, ended_on=TODAY)
    given(*deed.history, suspended).when(deed.asked()).refused(YourPartnerNotActive)
    given(*deed.history, ended).when(deed.asked()).refused(YourPartnerNotActive)
    given(*deed.history, suspended, resumed).ledger.handle(deed.asked())


ELSEWHERE: Final[Sequence[Fact]] = (
    PartnershipSuspended(partner_id=PONT, reason=REASON),
    SEEDS_OFFERED,
    SEEDS_ACCEPTED,
    SEEDS_TAKEN_BACK,
    WORKSHOP_RECORDED,
)


@every_deed
def test_what_happens_elsewhere_does_not_delay(deed: Deed) -> None:
    """Other offers and partners, and contributions without an offer: no conflict."""
    store = ContestedStore(given(*deed.history))
    store.rival = once(store, *ELSEWHERE)
    Ledger(store, secret=SECRET, clock=store.clock).handle(deed.asked())
    assert store.attempts == 1


@every_deed
def test_what_changes_the_answer_is_read_before_deciding(deed: Deed) -> None:
    """A partner's standing always, the modalities where something is announced."""
    announcing = deed.command in {StateNeed, MakeOffer}
    rivals: list[Fact] = [PartnershipResumed(partner_id=deed.partner_id)]
    if announcing:
        rivals.append(FOUNDED)
    for rival in rivals:
        store = ContestedStore(given(*deed.history))
        store.rival = once(store, rival)
        Ledger(store, secret=SECRET, clock=store.clock).handle(deed.asked())
        assert store.attempts == 2
