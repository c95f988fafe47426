"""Grant a mandate."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from ledger.kernel.messages import Capacity, Fact, Refusal
from ledger.kernel.refusals import NoMandateInForce
from ledger.membership.mandates.events import Designation, MandateGranted
from ledger.membership.mandates.grant_mandate import GrantMandate
from ledger.membership.mandates.refusals import (
    CapacityNotYours,
    DesignationNotGiven,
    MandateDaysReversed,
    MandateEndPast,
    MandateExists,
    MandateTooLong,
)
from ledger.membership.partners.refusals import PartnerNotActive, UnknownPartner
from ledger.membership.people.events import PersonEnrolled
from ledger.membership.people.refusals import AlreadyEnrolled, UnknownPerson
from tests.cast import BEN, BRUMES, LITTORAL, PONT, SOURCES, mandate, mandate_id
from tests.circle import (
    BOARD,
    CIRCLE,
    CONTACT,
    EVE,
    FELIX,
    NEW_MANDATE,
    NEWCOMER,
    TODAY,
    TOMORROW,
    YESTERDAY,
    asked,
    suspended,
)
from tests.spec import given

GRANTED = MandateGranted(
    mandate_id=NEW_MANDATE,
    partner_id=BRUMES,
    person_id=FELIX,
    capacity=Capacity.ALTERNATE,
    designation=Designation.DELIBERATION,
    starts_on=TODAY,
    ends_on=date(2028, 3, 9),
)
OF_THE_PARTNER = [Capacity.REPRESENTATIVE, Capacity.ALTERNATE, Capacity.CONTRIBUTOR]
OF_THE_COMMONS = [
    Capacity.BOARD_MEMBER,
    Capacity.SECRETARY,
    Capacity.FACILITATOR,
    Capacity.TREASURER,
    Capacity.AUDITOR,
    Capacity.DATA_PROTECTION_OFFICER,
]
BY_BOARD = {"actor": BOARD, "acting_for_id": LITTORAL}


@pytest.mark.parametrize("capacity", OF_THE_PARTNER)
def test_a_representative_designates_for_their_partner(capacity: Capacity) -> None:
    """Another representative, an alternate, contributors."""
    (
        given(*CIRCLE)
        .when(asked(GrantMandate, capacity=capacity))
        .then(replace(GRANTED, capacity=capacity))
    )


@pytest.mark.parametrize("capacity", OF_THE_COMMONS)
def test_the_board_designates_for_the_commons(capacity: Capacity) -> None:
    """Whoever serves the commons comes from any active partner."""
    (
        given(*CIRCLE)
        .when(asked(GrantMandate, capacity=capacity, **BY_BOARD))
        .then(replace(GRANTED, capacity=capacity))
    )


@pytest.mark.parametrize("capacity", [*OF_THE_COMMONS, Capacity.PARTICIPANT])
def test_a_representative_gives_no_role_of_the_commons(capacity: Capacity) -> None:
    """Nobody makes themselves a board member; participants are invited."""
    (
        given(*CIRCLE)
        .when(asked(GrantMandate, capacity=capacity))
        .refused(CapacityNotYours)
    )


@pytest.mark.parametrize("capacity", [*OF_THE_PARTNER, Capacity.PARTICIPANT])
def test_the_board_chooses_nobodys_representative(capacity: Capacity) -> None:
    """Not even that of a board member's own partner."""
    story = given(*CIRCLE)
    for name in (BRUMES, LITTORAL):
        command = asked(GrantMandate, capacity=capacity, partner_id=name, **BY_BOARD)
        story.when(command).refused(CapacityNotYours)


def test_a_representative_designates_for_no_other_partner() -> None:
    """Each partner designates its own."""
    (
        given(*CIRCLE)
        .when(asked(GrantMandate, partner_id=SOURCES))
        .refused(CapacityNotYours)
    )


def test_a_newcomer_is_enrolled_in_the_same_stroke() -> None:
    """An address is given with their first mandate."""
    (
        given(*CIRCLE)
        .when(asked(GrantMandate, person_id=EVE, contact=CONTACT))
        .then(
            PersonEnrolled(person_id=EVE, contact=CONTACT),
            replace(GRANTED, person_id=EVE),
        )
    )


def test_a_person_is_enrolled_once() -> None:
    """An address is for newcomers, and only they need one."""
    story = given(*CIRCLE)
    story.when(asked(GrantMandate, contact=CONTACT)).refused(AlreadyEnrolled)
    story.when(asked(GrantMandate, person_id=EVE)).refused(UnknownPerson)


@pytest.mark.parametrize(
    "designation",
    [
        Designation.FOUNDING,
        Designation.INVITATION,
        Designation.OWN_NAME,
        Designation.HANDOVER,
        Designation.LETTER,
    ],
)
def test_a_body_designates_in_a_way_of_its_own(designation: Designation) -> None:
    """Founding, inviting, handing over and recovering are not granted here."""
    (
        given(*CIRCLE)
        .when(asked(GrantMandate, designation=designation))
        .refused(DesignationNotGiven)
    )


def test_a_mandates_name_is_given_once() -> None:
    """A second grant would put one person in another's place."""
    taken = mandate(BEN, BRUMES)
    (
        given(*CIRCLE)
        .when(asked(GrantMandate, mandate_id=taken.mandate_id))
        .refused(MandateExists)
    )


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "why"),
    [
        (TODAY, YESTERDAY, MandateDaysReversed),
        (date(2020, 1, 1), YESTERDAY, MandateEndPast),
        (TODAY, date(2033, 3, 10), MandateTooLong),
        (date(2024, 2, 29), date(2031, 3, 1), MandateTooLong),
    ],
)
def test_a_mandate_has_days_that_can_be(
    starts_on: date, ends_on: date, why: type[Refusal]
) -> None:
    """It ends after it begins, not before today, seven years later at most."""
    (
        given(*CIRCLE)
        .when(asked(GrantMandate, starts_on=starts_on, ends_on=ends_on))
        .refused(why)
    )


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (TODAY, TODAY),
        (date(2020, 1, 1), TODAY),
        (TODAY, date(2033, 3, 9)),
        (date(2024, 2, 29), date(2031, 2, 28)),
        (date(9998, 1, 1), date.max),
        (TOMORROW, None),
    ],
)
def test_a_mandate_lasts_from_one_day_to_seven_years(
    starts_on: date, ends_on: date | None
) -> None:
    """Both days are included, and a mandate may begin later, or have no end."""
    (
        given(*CIRCLE)
        .when(asked(GrantMandate, starts_on=starts_on, ends_on=ends_on))
        .then(replace(GRANTED, starts_on=starts_on, ends_on=ends_on))
    )


@pytest.mark.parametrize(
    ("last_day", "at", "is_past"),
    [
        (date(2026, 3, 20), datetime(2026, 3, 20, 22, 59, tzinfo=UTC), False),
        (date(2026, 3, 20), datetime(2026, 3, 20, 23, 0, tzinfo=UTC), True),
        (date(2026, 7, 31), datetime(2026, 7, 31, 21, 59, tzinfo=UTC), False),
        (date(2026, 7, 31), datetime(2026, 7, 31, 22, 0, tzinfo=UTC), True),
    ],
)
def test_a_mandate_is_granted_until_its_last_midnight_in_paris(
    last_day: date,
    at: datetime,
    is_past: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """The last day counts whole, in winter and in summer."""
    story = given(*CIRCLE).when(asked(GrantMandate, at=at, ends_on=last_day))
    if is_past:
        story.refused(MandateEndPast)
    else:
        story.then(replace(GRANTED, ends_on=last_day))


@pytest.mark.parametrize(
    ("last_day", "at", "is_in_force"),
    [
        (date(2026, 3, 20), datetime(2026, 3, 20, 22, 59, tzinfo=UTC), True),
        (date(2026, 3, 20), datetime(2026, 3, 20, 23, 0, tzinfo=UTC), False),
        (date(2026, 7, 31), datetime(2026, 7, 31, 21, 59, tzinfo=UTC), True),
        (date(2026, 7, 31), datetime(2026, 7, 31, 22, 0, tzinfo=UTC), False),
    ],
)
def test_ones_own_mandate_lapses_at_midnight_in_paris(
    last_day: date,
    at: datetime,
    is_in_force: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """Nobody withdraws it: the day passes, and it has ended."""
    ours = [fact for fact in CIRCLE if fact != mandate(BEN, BRUMES)]
    lapsing = mandate(BEN, BRUMES, ends_on=last_day)
    story = given(*ours, lapsing).when(asked(GrantMandate, at=at))
    if is_in_force:
        story.then(GRANTED)
    else:
        story.refused(NoMandateInForce)


@pytest.mark.parametrize(
    ("first_day", "at", "is_in_force"),
    [
        (date(2026, 3, 21), datetime(2026, 3, 20, 22, 59, tzinfo=UTC), False),
        (date(2026, 3, 21), datetime(2026, 3, 20, 23, 0, tzinfo=UTC), True),
        (date(2026, 8, 1), datetime(2026, 7, 31, 21, 59, tzinfo=UTC), False),
        (date(2026, 8, 1), datetime(2026, 7, 31, 22, 0, tzinfo=UTC), True),
    ],
)
def test_ones_own_mandate_begins_at_midnight_in_paris(
    first_day: date,
    at: datetime,
    is_in_force: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """Nobody acts before their first day."""
    ours = [fact for fact in CIRCLE if fact != mandate(BEN, BRUMES)]
    coming = mandate(BEN, BRUMES, starts_on=first_day)
    story = given(*ours, coming).when(asked(GrantMandate, at=at))
    if is_in_force:
        story.then(GRANTED)
    else:
        story.refused(NoMandateInForce)


def test_the_partner_is_active() -> None:
    """The board designates nobody from a prospect, a stranger, or a suspended one."""
    role = {"capacity": Capacity.AUDITOR, **BY_BOARD}
    story = given(*CIRCLE, suspended(BRUMES))
    story.when(asked(GrantMandate, **role)).refused(PartnerNotActive)
    story.when(asked(GrantMandate, partner_id=PONT, **role)).refused(PartnerNotActive)
    nobody = asked(GrantMandate, partner_id=NEWCOMER, **role)
    story.when(nobody).refused(UnknownPartner)


def test_a_person_holds_several_mandates() -> None:
    """Others of the same person and partner are no obstacle."""
    others: list[Fact] = [
        mandate(FELIX, BRUMES, Capacity.CONTRIBUTOR),
        mandate(FELIX, SOURCES),
    ]
    assert mandate_id(FELIX, BRUMES) != NEW_MANDATE
    given(*CIRCLE, *others).when(asked(GrantMandate)).then(GRANTED)
