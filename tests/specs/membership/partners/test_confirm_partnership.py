"""Confirm a partnership."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from ledger.kernel.messages import Actor, Capacity, Fact
from ledger.membership.mandates.events import Designation, MandateGranted
from ledger.membership.mandates.refusals import MandateExists
from ledger.membership.partners.confirm_partnership import ConfirmPartnership
from ledger.membership.partners.events import (
    PartnerKind,
    PartnershipConfirmed,
)
from ledger.membership.partners.refusals import (
    InvitationNotOpen,
    NotInvited,
    UnknownPartner,
)
from ledger.membership.people.events import PersonNamed
from tests.cast import BEN, BRUMES, PONT, mandate_id
from tests.circle import (
    CIRCLE,
    EVE,
    NEW_MANDATE,
    NEWCOMER,
    PAUL,
    PERSON_NAME,
    PONT_DECLINED,
    PONT_INVITED,
    TODAY,
    asked,
)
from tests.spec import given

CONFIRMED = PartnershipConfirmed(partner_id=PONT)
NAMED = PersonNamed(person_id=PAUL, name=PERSON_NAME)
REPRESENTS = MandateGranted(
    mandate_id=NEW_MANDATE,
    partner_id=PONT,
    person_id=PAUL,
    capacity=Capacity.REPRESENTATIVE,
    designation=Designation.INVITATION,
    starts_on=TODAY,
)


def test_the_person_invited_confirms_and_represents_the_body() -> None:
    """They say their name, and act from today on."""
    (given(*CIRCLE).when(asked(ConfirmPartnership)).then(CONFIRMED, NAMED, REPRESENTS))


def test_a_person_in_their_own_name_takes_part() -> None:
    """They represent nobody but themselves."""
    alone = replace(PONT_INVITED, kind=PartnerKind.PERSON)
    (
        given(*CIRCLE[:-1], alone)
        .when(asked(ConfirmPartnership))
        .then(
            CONFIRMED,
            NAMED,
            replace(
                REPRESENTS,
                capacity=Capacity.PARTICIPANT,
                designation=Designation.OWN_NAME,
            ),
        )
    )


def test_only_the_person_invited_confirms() -> None:
    """A forwarded link does not make a representative."""
    (
        given(*CIRCLE)
        .when(asked(ConfirmPartnership, actor=Actor(person_id=EVE)))
        .refused(NotInvited)
    )


@pytest.mark.parametrize("since", [[CONFIRMED], [PONT_DECLINED]])
def test_an_invitation_is_answered_once(since: list[Fact]) -> None:
    """What was confirmed or declined is no longer open."""
    given(*CIRCLE, *since).when(asked(ConfirmPartnership)).refused(InvitationNotOpen)


def test_a_body_that_was_never_invited_is_unknown() -> None:
    """One does not invite oneself."""
    (
        given(*CIRCLE)
        .when(asked(ConfirmPartnership, partner_id=NEWCOMER))
        .refused(UnknownPartner)
    )


@pytest.mark.parametrize(
    ("confirm_by", "at", "is_open"),
    [
        (date(2026, 4, 9), datetime(2026, 4, 9, 21, 59, tzinfo=UTC), True),
        (date(2026, 4, 9), datetime(2026, 4, 9, 22, 0, tzinfo=UTC), False),
        (date(2026, 3, 20), datetime(2026, 3, 20, 22, 59, tzinfo=UTC), True),
        (date(2026, 3, 20), datetime(2026, 3, 20, 23, 0, tzinfo=UTC), False),
    ],
)
def test_the_answer_is_taken_until_midnight_in_paris(
    confirm_by: date,
    at: datetime,
    is_open: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """The last day counts whole, in summer and in winter."""
    awaited = replace(PONT_INVITED, confirm_by=confirm_by)
    story = given(*CIRCLE[:-1], awaited).when(asked(ConfirmPartnership, at=at))
    if is_open:
        story.then(CONFIRMED, NAMED, replace(REPRESENTS, starts_on=confirm_by))
    else:
        story.refused(InvitationNotOpen)


def test_an_invitation_without_a_day_stays_open() -> None:
    """Where no day was said, none has passed."""
    endless = replace(PONT_INVITED, confirm_by=None)
    (
        given(*CIRCLE[:-1], endless)
        .when(asked(ConfirmPartnership))
        .then(CONFIRMED, NAMED, REPRESENTS)
    )


def test_nobody_takes_over_the_mandate_of_another_partner() -> None:
    """A mandate's name is given once, whoever gives it."""
    (
        given(*CIRCLE)
        .when(asked(ConfirmPartnership, mandate_id=mandate_id(BEN, BRUMES)))
        .refused(MandateExists)
    )


def test_another_bodys_answer_is_no_answer() -> None:
    """Invitations do not touch."""
    other = replace(PONT_INVITED, partner_id=NEWCOMER)
    (
        given(*CIRCLE, other, PartnershipConfirmed(partner_id=NEWCOMER))
        .when(asked(ConfirmPartnership))
        .then(CONFIRMED, NAMED, REPRESENTS)
    )
