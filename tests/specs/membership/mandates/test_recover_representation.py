"""Recover a representation."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from ledger.kernel.messages import Capacity, Fact
from ledger.membership.mandates.events import (
    Designation,
    MandateGranted,
    MandateWithdrawn,
    RepresentationRecovered,
)
from ledger.membership.mandates.recover_representation import RecoverRepresentation
from ledger.membership.mandates.refusals import (
    MandateDaysReversed,
    MandateExists,
    StillRepresented,
)
from ledger.membership.partners.refusals import PartnerNotActive, UnknownPartner
from ledger.membership.people.events import PersonEnrolled
from ledger.membership.people.refusals import AlreadyEnrolled
from tests.cast import BEN, BRUMES, DIA, PONT, SOURCES, mandate, mandate_id
from tests.circle import (
    CIRCLE,
    CONTACT,
    EVE,
    FELIX,
    NEW_MANDATE,
    NEWCOMER,
    REASON,
    TODAY,
    YESTERDAY,
    asked,
    suspended,
)
from tests.spec import given

ENROLLED = PersonEnrolled(person_id=EVE, contact=CONTACT)
GRANTED = MandateGranted(
    mandate_id=NEW_MANDATE,
    partner_id=BRUMES,
    person_id=EVE,
    capacity=Capacity.REPRESENTATIVE,
    designation=Designation.LETTER,
    starts_on=TODAY,
)
RECOVERED = RepresentationRecovered(
    partner_id=BRUMES,
    successor_mandate_id=NEW_MANDATE,
    successor_id=EVE,
    letter=REASON,
)
BEN_WITHDRAWN = MandateWithdrawn(
    mandate_id=mandate_id(BEN, BRUMES), partner_id=BRUMES, person_id=BEN
)
LEFT_ALONE = (*CIRCLE, BEN_WITHDRAWN)


def test_the_board_gives_a_partner_left_alone_someone_again() -> None:
    """By the letter of the partner's head, for somebody new."""
    (
        given(*LEFT_ALONE)
        .when(asked(RecoverRepresentation))
        .then(ENROLLED, GRANTED, RECOVERED)
    )


def test_it_may_have_a_last_day() -> None:
    """As the letter says, seven years at most."""
    last = date(2033, 3, 9)
    (
        given(*LEFT_ALONE)
        .when(asked(RecoverRepresentation, ends_on=last))
        .then(ENROLLED, replace(GRANTED, ends_on=last), RECOVERED)
    )
    (
        given(*LEFT_ALONE)
        .when(asked(RecoverRepresentation, ends_on=YESTERDAY))
        .refused(MandateDaysReversed)
    )


@pytest.mark.parametrize("capacity", [Capacity.REPRESENTATIVE, Capacity.ALTERNATE])
def test_a_partner_that_is_represented_needs_no_recovery(capacity: Capacity) -> None:
    """Whoever is left, the representative or an alternate, must be asked."""
    (
        given(*LEFT_ALONE, mandate(FELIX, BRUMES, capacity))
        .when(asked(RecoverRepresentation))
        .refused(StillRepresented)
    )


@pytest.mark.parametrize(
    "other",
    [
        mandate(FELIX, BRUMES, Capacity.CONTRIBUTOR),
        mandate(FELIX, BRUMES, Capacity.BOARD_MEMBER),
        mandate(FELIX, BRUMES, starts_on=date(2026, 3, 11)),
        mandate(FELIX, SOURCES),
    ],
)
def test_whoever_does_not_represent_the_partner_today_is_no_obstacle(
    other: Fact,
) -> None:
    """Contributors, the board, those who come later, and other partners' people."""
    (
        given(*LEFT_ALONE, other)
        .when(asked(RecoverRepresentation))
        .then(ENROLLED, GRANTED, RECOVERED)
    )


@pytest.mark.parametrize(
    ("last_day", "at", "is_alone"),
    [
        (date(2026, 3, 20), datetime(2026, 3, 20, 22, 59, tzinfo=UTC), False),
        (date(2026, 3, 20), datetime(2026, 3, 20, 23, 0, tzinfo=UTC), True),
        (date(2026, 7, 31), datetime(2026, 7, 31, 21, 59, tzinfo=UTC), False),
        (date(2026, 7, 31), datetime(2026, 7, 31, 22, 0, tzinfo=UTC), True),
    ],
)
def test_a_mandate_lapses_at_midnight_in_paris(
    last_day: date,
    at: datetime,
    is_alone: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """From that moment on, the partner is left alone."""
    lapsing = mandate(FELIX, BRUMES, ends_on=last_day)
    story = given(*LEFT_ALONE, lapsing).when(asked(RecoverRepresentation, at=at))
    if is_alone:
        story.then_kinds(PersonEnrolled, MandateGranted, RepresentationRecovered)
    else:
        story.refused(StillRepresented)


@pytest.mark.parametrize("taken", [mandate_id(BEN, BRUMES), mandate_id(DIA, SOURCES)])
def test_the_new_mandate_has_a_name_of_its_own(taken: str) -> None:
    """A name taken by any partner would put the successor in that one's place."""
    (
        given(*LEFT_ALONE)
        .when(asked(RecoverRepresentation, successor_mandate_id=taken))
        .refused(MandateExists)
    )


def test_the_successor_is_new() -> None:
    """Whoever is enrolled already is not enrolled again."""
    (
        given(*LEFT_ALONE)
        .when(asked(RecoverRepresentation, successor_id=FELIX))
        .refused(AlreadyEnrolled)
    )


def test_the_partner_is_active() -> None:
    """A suspended partner is resumed first; a prospect is invited again."""
    story = given(*LEFT_ALONE, suspended(BRUMES))
    story.when(asked(RecoverRepresentation)).refused(PartnerNotActive)
    pont = asked(RecoverRepresentation, partner_id=PONT)
    story.when(pont).refused(PartnerNotActive)
    nobody = asked(RecoverRepresentation, partner_id=NEWCOMER)
    story.when(nobody).refused(UnknownPartner)
