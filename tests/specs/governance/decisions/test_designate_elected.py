"""Designate whom a decision names."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from ledger.governance.decisions.designate_elected import DesignateElected
from ledger.governance.decisions.events import EffectRefused
from ledger.governance.decisions.refusals import (
    EffectDone,
    EffectOfAnotherKind,
    UnknownDecision,
)
from ledger.governance.proposals.subjects import Designating
from ledger.kernel.identifiers import MandateId, PersonId
from ledger.kernel.messages import Capacity
from ledger.kernel.refusals import NotAllowed
from ledger.membership.mandates.events import Designation, MandateGranted
from ledger.membership.mandates.refusals import MandateEndPast, MandateExists
from ledger.membership.partners.events import PartnershipSuspended
from ledger.membership.partners.refusals import PartnerNotActive
from ledger.membership.people.refusals import UnknownPerson
from ledger.reactions.when_decision_designates_grant_the_mandate import reaction
from tests.cast import LITTORAL, SOURCES, words
from tests.chamber import BOARD, DECIDED, GREEN, PARTNERS, by_rule, deciding
from tests.spec import NOON, given

CHAIR = MandateId("chair")
CONTACT = PersonId(f"{SOURCES}-contact")
ELECTING = Designating(
    mandate_id=CHAIR,
    partner_id=SOURCES,
    person_id=CONTACT,
    capacity=Capacity.BOARD_MEMBER,
    starts_on=date(2026, 4, 1),
    ends_on=date(2027, 3, 31),
)
ELECTED = MandateGranted(
    mandate_id=CHAIR,
    partner_id=SOURCES,
    person_id=CONTACT,
    capacity=Capacity.BOARD_MEMBER,
    designation=Designation.ELECTION,
    starts_on=date(2026, 4, 1),
    ends_on=date(2027, 3, 31),
)
DECISION = deciding(ELECTING)


def designating(**content: object) -> DesignateElected:
    answers = {
        "mandate_id": CHAIR,
        "partner_id": SOURCES,
        "person_id": CONTACT,
        **content,
    }
    made = by_rule(DesignateElected, **answers)
    assert isinstance(made, DesignateElected)
    return made


def test_the_person_sits_as_was_decided() -> None:
    """By election, between both days."""
    given(*PARTNERS, DECISION).when(designating()).then(ELECTED)


def test_the_person_sits_once() -> None:
    """A rule that asks again finds it done."""
    story = given(*PARTNERS, DECISION, ELECTED)
    story.when(designating()).refused(EffectDone)


def test_a_mandate_of_that_name_that_says_something_else_is_a_rivals() -> None:
    """The board sees that the decision had no effect."""
    other = replace(ELECTED, designation=Designation.DELIBERATION)
    story = given(*PARTNERS, DECISION, other)
    story.when(designating()).refused(MandateExists)


@pytest.mark.parametrize(
    "other",
    [
        {"mandate_id": MandateId("other")},
        {"partner_id": LITTORAL},
        {"person_id": PersonId("ada")},
    ],
)
def test_what_the_decision_does_not_name_is_not_granted(
    other: dict[str, object],
) -> None:
    """The rule only repeats what was voted on."""
    story = given(*PARTNERS, DECISION)
    story.when(designating(**other)).refused(EffectOfAnotherKind)


def test_an_orientation_designates_nobody() -> None:
    """Nor does a decision that was not made, or whose effect was refused."""
    given(*PARTNERS, DECIDED).when(designating()).refused(EffectOfAnotherKind)
    given(*PARTNERS).when(designating()).refused(UnknownDecision)
    refused = EffectRefused(decision_id=GREEN, refusal="PartnerNotActive")
    story = given(*PARTNERS, DECISION, refused)
    story.when(designating()).refused(EffectDone)


def test_partner_and_person_are_asked_for_again() -> None:
    """What held when it was proposed may hold no longer."""
    asleep = PartnershipSuspended(partner_id=SOURCES, reason=words("away"))
    story = given(*PARTNERS, DECISION, asleep)
    story.when(designating()).refused(PartnerNotActive)
    nobody = PersonId("nobody")
    unknown = given(
        *PARTNERS,
        deciding(
            Designating(
                mandate_id=CHAIR,
                partner_id=SOURCES,
                person_id=nobody,
                capacity=Capacity.BOARD_MEMBER,
                starts_on=date(2026, 4, 1),
            )
        ),
    )
    unknown.when(designating(person_id=nobody)).refused(UnknownPerson)


def test_a_term_that_is_over_is_not_granted() -> None:
    """The decision came too late."""
    late = designating(at=datetime(2027, 4, 1, 12, 0, tzinfo=UTC))
    given(*PARTNERS, DECISION).when(late).refused(MandateEndPast)


def test_nobody_grants_it_by_hand() -> None:
    """It follows from the decision alone."""
    by_hand = designating(actor=BOARD[LITTORAL])
    given(*PARTNERS, DECISION).when(by_hand).refused(NotAllowed)


def test_the_reaction_asks_for_it_once() -> None:
    """Killed after the fact, it finds the same key."""
    command = reaction(
        decision_id=GREEN,
        mandate_id=CHAIR,
        partner_id=SOURCES,
        person_id=CONTACT,
        cause=1,
        at=NOON,
    )
    story = given(*PARTNERS, DECISION).when(command).then(ELECTED)
    story.when(command).then()
