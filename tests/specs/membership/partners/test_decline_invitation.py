"""Decline an invitation."""

from datetime import UTC, datetime

import pytest

from ledger.kernel.messages import Actor, Fact
from ledger.membership.partners.decline_invitation import DeclineInvitation
from ledger.membership.partners.events import InvitationDeclined, PartnershipConfirmed
from ledger.membership.partners.refusals import (
    InvitationNotOpen,
    NotInvited,
    UnknownPartner,
)
from tests.cast import PONT
from tests.circle import CIRCLE, EVE, NEWCOMER, PONT_DECLINED, REASON, asked
from tests.spec import given

LATER = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)


def test_the_person_invited_declines_with_or_without_a_reason() -> None:
    """Nobody must explain a no."""
    (
        given(*CIRCLE)
        .when(asked(DeclineInvitation))
        .then(InvitationDeclined(partner_id=PONT, reason=REASON))
    )
    given(*CIRCLE).when(asked(DeclineInvitation, reason=None)).then(PONT_DECLINED)


def test_a_no_is_taken_after_the_day_it_was_awaited_for() -> None:
    """A late no still says that nobody need ask again."""
    (
        given(*CIRCLE)
        .when(asked(DeclineInvitation, at=LATER, reason=None))
        .then(PONT_DECLINED)
    )


def test_only_the_person_invited_declines() -> None:
    """Nobody else answers for the body."""
    (
        given(*CIRCLE)
        .when(asked(DeclineInvitation, actor=Actor(person_id=EVE)))
        .refused(NotInvited)
    )


@pytest.mark.parametrize(
    "since", [[PartnershipConfirmed(partner_id=PONT)], [PONT_DECLINED]]
)
def test_an_invitation_is_answered_once(since: list[Fact]) -> None:
    """A partner leaves by ending its partnership instead."""
    given(*CIRCLE, *since).when(asked(DeclineInvitation)).refused(InvitationNotOpen)


def test_a_body_that_was_never_invited_is_unknown() -> None:
    """There is nothing to decline."""
    (
        given(*CIRCLE)
        .when(asked(DeclineInvitation, partner_id=NEWCOMER))
        .refused(UnknownPartner)
    )
