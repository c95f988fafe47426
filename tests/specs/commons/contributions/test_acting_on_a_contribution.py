"""What holds alike for everything that is done with a contribution."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import pytest

from ledger.application import Ledger
from ledger.commons.contributions.answer_contest import AnswerContest
from ledger.commons.contributions.ask_clarification import AskClarification
from ledger.commons.contributions.confirm_contribution import ConfirmContribution
from ledger.commons.contributions.contest_contribution import ContestContribution
from ledger.commons.contributions.correct_contribution import CorrectContribution
from ledger.commons.contributions.events import (
    ContestAnswered,
    ContributionClarificationAsked,
    ContributionClarificationGiven,
    ContributionConfirmed,
    ContributionCorrected,
    ContributionReviewed,
    ContributionValued,
    Nature,
    Review,
    Settlement,
    Unit,
)
from ledger.commons.contributions.found_modalities import FoundModalities
from ledger.commons.contributions.give_clarification import GiveClarification
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.commons.contributions.refusals import UnknownContribution
from ledger.commons.contributions.review_contribution import ReviewContribution
from ledger.commons.contributions.settle_contest import SettleContest
from ledger.commons.contributions.value_contribution import ValueContribution
from ledger.commons.contributions.withdraw_contribution import WithdrawContribution
from ledger.kernel.identifiers import PartnerId, PersonId
from ledger.kernel.messages import Actor, Capacity, Command, Fact
from ledger.kernel.refusals import NotAllowed
from ledger.membership.mandates.events import MandateWithdrawn
from ledger.membership.partners.events import (
    PartnershipEnded,
    PartnershipResumed,
    PartnershipSuspended,
)
from ledger.membership.partners.refusals import NotYourPartner, YourPartnerNotActive
from ledger.policy import POLICY
from tests.cast import (
    BRUMES,
    DIA,
    LITTORAL,
    PONT,
    acting_for,
    mandate,
    mandate_id,
)
from tests.rivals import ContestedStore, once
from tests.spec import SECRET, given
from tests.workshop import (
    ANSWER,
    GARDEN_RECORDED,
    MARCH_FIRST_WEEK,
    PARTNERS,
    PERSON_OF,
    REASON,
    RECORDED,
    SOURCES_CONTESTED,
    TITLE,
    TODAY,
    WORKSHOP,
    asked,
    of_garden,
)

REPRESENTING = {Capacity.REPRESENTATIVE, Capacity.ALTERNATE}
CONTRIBUTING = REPRESENTING | {Capacity.CONTRIBUTOR, Capacity.PARTICIPANT}
VOUCHING = REPRESENTING | {Capacity.CONTRIBUTOR}
BOARD = {Capacity.BOARD_MEMBER}

ASKED = ContributionClarificationAsked(
    contribution_id=WORKSHOP, asking_id=PONT, question=REASON
)
ANSWERED = ContestAnswered(contribution_id=WORKSHOP, answer=ANSWER)
CONFIRMED = ContributionConfirmed(
    contribution_id=WORKSHOP, confirming_id=PONT, quantity=Decimal("7.5")
)
CORRECTED = ContributionCorrected(
    contribution_id=WORKSHOP, partner_id=LITTORAL, difference=Decimal(1), reason=REASON
)
REVIEWED = ContributionReviewed(contribution_id=WORKSHOP, review=Review.ACCEPTED)
VALUED = ContributionValued(
    contribution_id=WORKSHOP, cents=1, method="rate", method_version=1
)


@dataclass(frozen=True)
class Deed:
    """A command, who may ask for it, and what must have happened before."""

    command: type[Command]
    partner_id: PartnerId
    capacities: set[Capacity]
    content: dict[str, Any]
    before: Sequence[Fact] = ()

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
        given_before = [
            mandate(person, self.partner_id, role)
            for role in Capacity
            if role is not Capacity.REPRESENTATIVE
        ]
        return (*RECORDED, *given_before, *self.before)


CONTESTED = (SOURCES_CONTESTED, ANSWERED)
DEEDS: Final = [
    Deed(
        CorrectContribution,
        LITTORAL,
        CONTRIBUTING,
        {"difference": Decimal(1), "reason": REASON},
    ),
    Deed(WithdrawContribution, LITTORAL, CONTRIBUTING, {"reason": REASON}),
    Deed(ConfirmContribution, BRUMES, VOUCHING, {}),
    Deed(AskClarification, BRUMES, CONTRIBUTING | BOARD, {"question": REASON}),
    Deed(GiveClarification, LITTORAL, CONTRIBUTING, {"answer": ANSWER}, [ASKED]),
    Deed(ContestContribution, BRUMES, VOUCHING, {"reason": REASON}),
    Deed(AnswerContest, LITTORAL, CONTRIBUTING, {"answer": ANSWER}, CONTESTED[:1]),
    Deed(
        SettleContest,
        BRUMES,
        REPRESENTING | BOARD,
        {"settlement": Settlement.UPHELD, "reason": REASON},
        CONTESTED,
    ),
    Deed(ReviewContribution, BRUMES, BOARD, {"review": Review.ACCEPTED}),
    Deed(
        ValueContribution,
        BRUMES,
        BOARD | {Capacity.TREASURER},
        {"cents": 1, "method": "rate", "method_version": 1},
    ),
]
RECORDING = Deed(
    RecordContribution,
    LITTORAL,
    CONTRIBUTING,
    {
        "nature": Nature.TIME,
        "quantity": Decimal(1),
        "unit": Unit.HOUR,
        "period": MARCH_FIRST_WEEK,
        "title": TITLE,
    },
)


def named(told: Deed | Fact) -> str:
    kind = told.command if isinstance(told, Deed) else type(told)
    return kind.__name__


every_deed = pytest.mark.parametrize("deed", DEEDS, ids=named)
every_deed_and_recording = pytest.mark.parametrize(
    "deed", [*DEEDS, RECORDING], ids=named
)


@every_deed_and_recording
@pytest.mark.parametrize("capacity", Capacity)
def test_each_deed_is_open_to_its_capacities(deed: Deed, capacity: Capacity) -> None:
    """Who may ask for a deed may, and nobody else."""
    history = deed.history
    if deed is RECORDING:
        history = tuple(f for f in history if f not in RECORDED[len(PARTNERS) :])
    when = given(*history).when(deed.asked(capacity))
    if capacity in deed.capacities:
        when.story.ledger.handle(when.command)
    else:
        when.refused(NotAllowed)


@every_deed_and_recording
def test_nobody_acts_on_contributions_without_a_mandate(deed: Deed) -> None:
    """A person alone, or a rule, does nothing with a contribution."""
    alone, rule = Actor(person_id=PersonId("eve")), Actor(rule="any", cause=1)
    for actor in (alone, rule):
        given(*deed.history).when(deed.asked(actor=actor)).refused(NotAllowed)


def test_every_deed_is_told_here() -> None:
    """A command added to the room is added to this list.

    Modalities are about all contributions: their own spec tells who founds them.
    """
    told = {deed.command for deed in (*DEEDS, RECORDING)} | {FoundModalities}
    room = "ledger.commons.contributions."
    assert told == {kind for kind in POLICY if kind.__module__.startswith(room)}


@every_deed
def test_an_unknown_contribution_is_refused(deed: Deed) -> None:
    """What was never recorded has no life, even beside one that has."""
    history = [fact for fact in deed.history if "Contest" not in type(fact).__name__]
    history = [fact for fact in history if "Contribution" not in type(fact).__name__]
    given(*history, GARDEN_RECORDED).when(deed.asked()).refused(UnknownContribution)


@every_deed
def test_nobody_acts_for_another_partner(deed: Deed) -> None:
    """The body acted for is the one that gave the mandate."""
    given(*deed.history).when(deed.asked(partner_id=PONT)).refused(NotYourPartner)


@every_deed
def test_a_suspended_partner_does_not_act(deed: Deed) -> None:
    """Suspended, a partner does nothing; resumed, it acts again."""
    suspended = PartnershipSuspended(partner_id=deed.partner_id, reason=REASON)
    resumed = PartnershipResumed(partner_id=deed.partner_id)
    given(*deed.history, suspended).when(deed.asked()).refused(YourPartnerNotActive)
    given(*deed.history, suspended, resumed).ledger.handle(deed.asked())


@every_deed_and_recording
def test_a_partner_that_left_does_not_act(deed: Deed) -> None:
    """A partner whose partnership ended does nothing."""
    ended = PartnershipEnded(partner_id=deed.partner_id, ended_on=TODAY)
    given(*deed.history, ended).when(deed.asked()).refused(YourPartnerNotActive)


ELSEWHERE: Final[tuple[Fact, ...]] = (
    PartnershipSuspended(partner_id=PONT, reason=REASON),
    MandateWithdrawn(mandate_id=mandate_id(DIA, PONT), partner_id=PONT, person_id=DIA),
    GARDEN_RECORDED,
    of_garden(CORRECTED),
    of_garden(CONFIRMED),
    of_garden(ASKED),
    of_garden(SOURCES_CONTESTED),
    of_garden(ANSWERED),
    REVIEWED,
    VALUED,
)
"""Facts that no deed of Littoral or Brumes on the workshop depends on."""


@every_deed
def test_what_happens_elsewhere_does_not_delay(deed: Deed) -> None:
    """Other contributions, other partners, reviews and values are no conflict."""
    store = ContestedStore(given(*deed.history))
    store.rival = once(store, *ELSEWHERE)
    Ledger(store, secret=SECRET, clock=store.clock).handle(deed.asked())
    assert store.attempts == 1


GIVEN = ContributionClarificationGiven(contribution_id=WORKSHOP, answer=ANSWER)
QUESTIONS: Final[set[type[Command]]] = {AskClarification, GiveClarification}
"""A rival's question or answer leads to a refusal: their own specs tell that."""


def meanwhile(deed: Deed) -> Sequence[Fact]:
    """Return facts that a deed depends on, and that leave it possible."""
    resumed = PartnershipResumed(partner_id=deed.partner_id)
    spoken = () if deed.command in QUESTIONS else (ASKED, GIVEN)
    return (CORRECTED, CONFIRMED, resumed, *spoken)


@pytest.mark.parametrize(
    ("deed", "rival"),
    [(deed, rival) for deed in DEEDS for rival in meanwhile(deed)],
    ids=named,
)
def test_what_happens_to_it_meanwhile_is_taken_into_account(
    deed: Deed, rival: Fact
) -> None:
    """Whatever changes the contribution, or who acts, is read before deciding."""
    store = ContestedStore(given(*deed.history))
    store.rival = once(store, rival)
    Ledger(store, secret=SECRET, clock=store.clock).handle(deed.asked())
    assert store.attempts == 2
