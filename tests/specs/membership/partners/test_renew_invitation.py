"""Renew an invitation."""

from datetime import UTC, date, datetime

import pytest

from ledger.kernel.identifiers import PersonId
from ledger.kernel.messages import Fact
from ledger.membership.partners.confirm_partnership import ConfirmPartnership
from ledger.membership.partners.events import InvitationRenewed, PartnershipConfirmed
from ledger.membership.partners.refusals import (
    ConfirmationDayWrong,
    InvitationNotOpen,
    InvitationStillOpen,
    NotInvited,
    UnknownPartner,
)
from ledger.membership.partners.renew_invitation import RenewInvitation
from ledger.membership.people.events import PersonEnrolled
from ledger.membership.people.refusals import AlreadyEnrolled, UnknownPerson
from tests.cast import BEN, PONT
from tests.circle import (
    CIRCLE,
    CONTACT,
    EVE,
    FELIX,
    NEWCOMER,
    PAUL,
    PONT_DECLINED,
    asked,
    ended,
    merged,
    suspended,
)
from tests.spec import NOON, given

AFTER = datetime(2026, 4, 10, 12, 0, tzinfo=UTC)
MAY = date(2026, 5, 10)
CONFIRMED = PartnershipConfirmed(partner_id=PONT)


def renewed(contact_id: PersonId = PAUL, confirm_by: date = MAY) -> InvitationRenewed:
    return InvitationRenewed(
        partner_id=PONT, contact_id=contact_id, owner_id=BEN, confirm_by=confirm_by
    )


def renews(at: datetime = AFTER, **content: object) -> RenewInvitation:
    command = asked(RenewInvitation, at=at, **{"confirm_by": MAY, **content})
    assert isinstance(command, RenewInvitation)
    return command


def test_whoever_did_not_answer_in_time_is_invited_again() -> None:
    """Any partner may, and becomes the one who follows it."""
    given(*CIRCLE).when(renews()).then(renewed())


def test_someone_else_may_be_asked_to_answer() -> None:
    """A new contact is enrolled in the same stroke."""
    (
        given(*CIRCLE)
        .when(renews(contact_id=EVE, contact=CONTACT))
        .then(PersonEnrolled(person_id=EVE, contact=CONTACT), renewed(EVE))
    )


def test_whoever_declined_is_invited_again() -> None:
    """A body may change its mind, even before the first day has passed."""
    given(*CIRCLE, PONT_DECLINED).when(renews(at=NOON)).then(renewed())


@pytest.mark.parametrize(
    ("at", "is_over"),
    [
        (datetime(2026, 4, 9, 21, 59, tzinfo=UTC), False),
        (datetime(2026, 4, 9, 22, 0, tzinfo=UTC), True),
    ],
)
def test_an_open_invitation_is_not_renewed(
    at: datetime,
    is_over: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """Its last day ends at midnight in Paris, 22:00 UTC in summer."""
    story = given(*CIRCLE).when(renews(at=at))
    if is_over:
        story.then(renewed())
    else:
        story.refused(InvitationStillOpen)


def test_a_renewed_invitation_is_open_again() -> None:
    """It can be confirmed, and is not renewed a second time at once."""
    history = (*CIRCLE, renewed())
    given(*history).when(renews()).refused(InvitationStillOpen)
    story = given(*history, at=AFTER)
    story.ledger.handle(asked(ConfirmPartnership, at=AFTER))


def test_the_former_contact_no_longer_answers() -> None:
    """The invitation is the new contact's."""
    (
        given(*CIRCLE, renewed(EVE))
        .when(asked(ConfirmPartnership, at=AFTER))
        .refused(NotInvited)
    )


@pytest.mark.parametrize(
    "since",
    [
        [CONFIRMED],
        [CONFIRMED, suspended(PONT)],
        [CONFIRMED, ended(PONT)],
        [CONFIRMED, merged(PONT)],
    ],
)
def test_what_was_confirmed_is_no_invitation_any_more(since: list[Fact]) -> None:
    """A body that once confirmed is not a prospect again."""
    given(*CIRCLE, *since).when(renews()).refused(InvitationNotOpen)


def test_a_body_that_was_never_invited_is_unknown() -> None:
    """There is nothing to renew."""
    given(*CIRCLE).when(renews(partner_id=NEWCOMER)).refused(UnknownPartner)


def test_the_contact_is_known_or_new() -> None:
    """An address is given for somebody new, and only for them."""
    given(*CIRCLE).when(renews(contact_id=EVE)).refused(UnknownPerson)
    given(*CIRCLE).when(renews(contact_id=FELIX)).refused(UnknownPerson)
    given(*CIRCLE).when(renews(contact=CONTACT)).refused(AlreadyEnrolled)


def test_the_new_day_leaves_time_and_not_too_much() -> None:
    """Between tomorrow and ninety days, as for the first invitation."""
    story = given(*CIRCLE)
    story.when(renews(confirm_by=AFTER.date())).refused(ConfirmationDayWrong)
    story.when(renews(confirm_by=date(2026, 7, 10))).refused(ConfirmationDayWrong)
