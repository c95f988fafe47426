"""Invite a partner."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from ledger.kernel.messages import Fact
from ledger.kernel.words import write
from ledger.membership.partners.events import PartnerInvited, PartnerKind
from ledger.membership.partners.invite_partner import InvitePartner
from ledger.membership.partners.refusals import (
    AlreadyAPartner,
    ConfirmationDayWrong,
)
from ledger.membership.people.events import PersonEnrolled
from ledger.membership.people.refusals import AlreadyEnrolled, UnknownPerson
from tests.cast import ADA, BRUMES, LITTORAL
from tests.circle import (
    CIRCLE,
    CONFIRM_BY,
    CONTACT,
    EVE,
    FELIX,
    IDENTITY,
    NAME,
    NEWCOMER,
    PONT_DECLINED,
    PONT_INVITED,
    REASON,
    SHORT_NAME,
    WRITTEN,
    asked,
    identity,
)
from tests.spec import given

TOWN_HALL, TOWN_SCHOOL = "21060004500012", "21060004500020"
TOWN, GROUPING = "210600045", "240600585"
NO_NUMBER = {"rna": None, "no_identifier_reason": REASON}
CONTACT_ENROLLED = PersonEnrolled(person_id=EVE, contact=CONTACT)


def invited(**changes: Any) -> PartnerInvited:  # noqa: ANN401  # of any type
    usual = PartnerInvited(
        partner_id=NEWCOMER,
        owner_id=ADA,
        contact_id=EVE,
        confirm_by=CONFIRM_BY,
        kind=IDENTITY.kind,
        scope=IDENTITY.scope,
        name=NAME,
        short_name=SHORT_NAME,
        rna="W333216789",
        commune_code="06004",
        commune_vintage=2026,
        epci_siren=GROUPING,
        department_code="06",
        region_code="93",
    )
    return replace(usual, **changes)


def bearing(**numbers: str | None) -> PartnerInvited:
    """Return the fact by which Pont came in under these numbers."""
    return replace(PONT_INVITED, no_identifier_reason=None, **numbers)


def test_a_body_is_invited_through_a_person_there() -> None:
    """The person is enrolled in the same stroke, and the place is filled in."""
    (
        given(*CIRCLE)
        .when(asked(InvitePartner))
        .then(PersonEnrolled(person_id=EVE, contact=CONTACT), invited())
    )


def test_a_body_without_a_number_says_why() -> None:
    """A reason stands for the missing number."""
    nameless = identity(**NO_NUMBER)
    (
        given(*CIRCLE)
        .when(asked(InvitePartner, identity=nameless))
        .then(CONTACT_ENROLLED, invited(rna=None, no_identifier_reason=REASON))
    )


def test_a_person_in_their_own_name_needs_no_number() -> None:
    """People have no official identifier, and are not asked why."""
    person = identity(kind=PartnerKind.PERSON, rna=None)
    (
        given(*CIRCLE)
        .when(asked(InvitePartner, identity=person))
        .then(CONTACT_ENROLLED, invited(kind=PartnerKind.PERSON, rna=None))
    )


def test_a_body_may_be_anywhere() -> None:
    """Without a commune, no part of the territory is filled in."""
    (
        given(*CIRCLE)
        .when(asked(InvitePartner, identity=identity(commune_code=None)))
        .then(
            CONTACT_ENROLLED,
            invited(
                commune_code=None,
                commune_vintage=None,
                epci_siren=None,
                department_code=None,
                region_code=None,
            ),
        )
    )


def test_someone_enrolled_may_answer_for_another_body() -> None:
    """Without an address the person is known by name, and is not enrolled twice."""
    (
        given(*CIRCLE)
        .when(asked(InvitePartner, contact_id=FELIX, contact=None))
        .then_kinds(PartnerInvited)
    )


def test_nobody_is_invited_under_an_unknown_name() -> None:
    """A person without an address must be enrolled already."""
    (given(*CIRCLE).when(asked(InvitePartner, contact=None)).refused(UnknownPerson))


@pytest.mark.parametrize(
    ("known", "answers"),
    [
        (bearing(rna="W333216789"), {}),
        (bearing(rna="W333216789", siren=TOWN), {"siren": GROUPING}),
        (bearing(siret=TOWN_HALL, siren=TOWN), {"siret": TOWN_HALL}),
        (bearing(siret=TOWN_HALL, siren=TOWN), {"siren": TOWN}),
        (bearing(siren=TOWN), {"siret": TOWN_HALL}),
    ],
)
def test_a_body_already_here_is_recognised_by_its_numbers(
    known: PartnerInvited, answers: dict[str, Any]
) -> None:
    """One number in common is enough, and a SIRET tells the SIREN."""
    history = (*CIRCLE[:-1], known)
    again = asked(InvitePartner, identity=identity(**answers))
    given(*history).when(again).refused(AlreadyAPartner)
    given(*history, PONT_DECLINED).when(again).refused(AlreadyAPartner)


def test_two_establishments_of_one_unit_are_two_bodies() -> None:
    """A town hall is no obstacle to the town's school."""
    hall = bearing(siret=TOWN_HALL, siren=TOWN)
    school = identity(siret=TOWN_SCHOOL, rna=None)
    (
        given(*CIRCLE[:-1], hall)
        .when(asked(InvitePartner, identity=school))
        .then(
            CONTACT_ENROLLED,
            invited(siret=TOWN_SCHOOL, siren=TOWN, rna=None),
        )
    )


def test_bodies_without_numbers_are_no_obstacle_to_each_other() -> None:
    """Nothing in common is not something in common."""
    nameless = asked(InvitePartner, identity=identity(**NO_NUMBER))
    given(*CIRCLE).when(nameless).then_kinds(PersonEnrolled, PartnerInvited)


def test_a_body_is_invited_under_a_new_name() -> None:
    """An identifier already taken is another body's."""
    (
        given(*CIRCLE)
        .when(asked(InvitePartner, partner_id=BRUMES))
        .refused(AlreadyAPartner)
    )
    (
        given(*CIRCLE)
        .when(asked(InvitePartner, partner_id=LITTORAL))
        .refused(AlreadyAPartner)
    )


def test_the_contact_is_somebody_new() -> None:
    """Whoever is already enrolled is not invited as if they were not."""
    (
        given(*CIRCLE)
        .when(asked(InvitePartner, contact_id=FELIX))
        .refused(AlreadyEnrolled)
    )


@pytest.mark.parametrize(
    ("confirm_by", "is_right"),
    [
        (date(2026, 3, 10), False),
        (date(2026, 3, 11), True),
        (date(2026, 6, 8), True),
        (date(2026, 6, 9), False),
    ],
)
def test_the_answer_is_awaited_between_tomorrow_and_ninety_days(
    confirm_by: date,
    is_right: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """Time enough to answer, and no prospect for ever."""
    story = given(*CIRCLE).when(asked(InvitePartner, confirm_by=confirm_by))
    if is_right:
        story.then(CONTACT_ENROLLED, invited(confirm_by=confirm_by))
    else:
        story.refused(ConfirmationDayWrong)


@pytest.mark.parametrize(
    ("at", "is_tomorrow"),
    [
        (datetime(2026, 3, 10, 22, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 10, 23, 0, tzinfo=UTC), False),
    ],
)
def test_tomorrow_begins_at_midnight_in_paris(
    at: datetime,
    is_tomorrow: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """At 23:00 UTC in winter, the eleventh is today."""
    story = given(*CIRCLE).when(
        asked(InvitePartner, at=at, confirm_by=date(2026, 3, 11))
    )
    if is_tomorrow:
        story.then_kinds(PersonEnrolled, PartnerInvited)
    else:
        story.refused(ConfirmationDayWrong)


def test_other_invitations_do_not_touch() -> None:
    """A prospect of somebody else is no obstacle."""
    others: list[Fact] = [bearing(siret=TOWN_HALL, siren=TOWN, rna="W061000001")]
    given(*CIRCLE[:-1], *others).when(asked(InvitePartner)).then(
        CONTACT_ENROLLED, invited()
    )


def test_the_same_form_sent_twice_invites_once() -> None:
    """Salts differ each time a form is sent; what it says does not."""
    story = given(*CIRCLE)
    first = story.ledger.handle(asked(InvitePartner))
    salted = tuple(
        write(w.field, w.text, w.audience, subject=w.subject) for w in WRITTEN
    )
    name, short_name, _, _, contact, _ = (w.reference for w in salted)
    again = asked(
        InvitePartner,
        key=asked(InvitePartner).key,
        words=salted,
        identity=identity(name=name, short_name=short_name),
        contact=contact,
    )
    second = story.ledger.handle(again)
    assert (first.is_repeat, second.is_repeat) == (False, True)
    assert second.first == first.first
