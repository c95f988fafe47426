"""Hand over a representation."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from ledger.kernel.messages import Capacity, Refusal
from ledger.kernel.refusals import NoMandateInForce
from ledger.membership.mandates.events import (
    Designation,
    MandateGranted,
    MandateWithdrawn,
    RepresentationHandedOver,
)
from ledger.membership.mandates.hand_over_representation import HandOverRepresentation
from ledger.membership.mandates.refusals import (
    MandateDaysReversed,
    MandateExists,
    MandateTooLong,
    OwnSuccession,
)
from ledger.membership.people.events import PersonEnrolled
from ledger.membership.people.refusals import AlreadyEnrolled, UnknownPerson
from tests.cast import BEN, BRUMES, DIA, SOURCES, mandate, mandate_id
from tests.circle import (
    CIRCLE,
    CONTACT,
    EVE,
    FELIX,
    NEW_MANDATE,
    OTHER_MANDATE,
    TODAY,
    YESTERDAY,
    asked,
)
from tests.spec import given

GRANTED = MandateGranted(
    mandate_id=NEW_MANDATE,
    partner_id=BRUMES,
    person_id=FELIX,
    capacity=Capacity.REPRESENTATIVE,
    designation=Designation.HANDOVER,
    starts_on=TODAY,
)
HANDED_OVER = RepresentationHandedOver(
    partner_id=BRUMES,
    mandate_id=mandate_id(BEN, BRUMES),
    successor_mandate_id=NEW_MANDATE,
    successor_id=FELIX,
)
WITHDRAWN = MandateWithdrawn(
    mandate_id=mandate_id(BEN, BRUMES), partner_id=BRUMES, person_id=BEN
)


def test_a_representative_hands_over_in_one_stroke() -> None:
    """There is no moment without a representative, nor with two by this."""
    (
        given(*CIRCLE)
        .when(asked(HandOverRepresentation))
        .then(GRANTED, HANDED_OVER, WITHDRAWN)
    )


def test_a_successor_who_is_new_is_enrolled() -> None:
    """Their address is given with the handover."""
    (
        given(*CIRCLE)
        .when(asked(HandOverRepresentation, successor_id=EVE, contact=CONTACT))
        .then(
            PersonEnrolled(person_id=EVE, contact=CONTACT),
            replace(GRANTED, person_id=EVE),
            replace(HANDED_OVER, successor_id=EVE),
            WITHDRAWN,
        )
    )


def test_the_successor_may_have_a_last_day() -> None:
    """The mandate handed over lends it neither its days nor its end."""
    last = date(2033, 3, 9)
    (
        given(*CIRCLE)
        .when(asked(HandOverRepresentation, ends_on=last))
        .then(replace(GRANTED, ends_on=last), HANDED_OVER, WITHDRAWN)
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ({"successor_id": BEN}, OwnSuccession),
        ({"successor_id": EVE}, UnknownPerson),
        ({"contact": CONTACT}, AlreadyEnrolled),
        ({"successor_mandate_id": mandate_id(DIA, SOURCES)}, MandateExists),
        ({"ends_on": YESTERDAY}, MandateDaysReversed),
        ({"ends_on": date(2033, 3, 10)}, MandateTooLong),
    ],
)
def test_a_handover_needs_a_successor(
    content: dict[str, Any], why: type[Refusal]
) -> None:
    """Someone else, known or new, under a mandate of their own."""
    given(*CIRCLE).when(asked(HandOverRepresentation, **content)).refused(why)


def test_what_was_handed_over_is_gone() -> None:
    """The former representative acts no more."""
    story = given(*CIRCLE).when(asked(HandOverRepresentation))
    after = story.then(GRANTED, HANDED_OVER, WITHDRAWN)
    again = asked(HandOverRepresentation, successor_mandate_id=OTHER_MANDATE)
    after.when(again).refused(NoMandateInForce)


def test_other_mandates_are_no_obstacle() -> None:
    """The successor may hold some already, for this partner or another."""
    (
        given(
            *CIRCLE, mandate(FELIX, BRUMES, Capacity.ALTERNATE), mandate(FELIX, SOURCES)
        )
        .when(asked(HandOverRepresentation))
        .then(GRANTED, HANDED_OVER, WITHDRAWN)
    )


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 3, 20, 22, 59, tzinfo=UTC), date(2026, 3, 20)),
        (datetime(2026, 3, 20, 23, 0, tzinfo=UTC), date(2026, 3, 21)),
        (datetime(2026, 7, 31, 21, 59, tzinfo=UTC), date(2026, 7, 31)),
        (datetime(2026, 7, 31, 22, 0, tzinfo=UTC), date(2026, 8, 1)),
    ],
)
def test_the_successor_starts_on_the_day_it_is_in_paris(
    at: datetime, day: date
) -> None:
    """Midnight is Paris's, in winter and in summer."""
    (
        given(*CIRCLE)
        .when(asked(HandOverRepresentation, at=at))
        .then(replace(GRANTED, starts_on=day), HANDED_OVER, WITHDRAWN)
    )
