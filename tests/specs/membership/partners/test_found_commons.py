"""Found the commons."""

from datetime import UTC, date, datetime

import pytest

from ledger.kernel.identifiers import THE_COMMONS
from ledger.kernel.messages import Actor, Capacity
from ledger.membership.mandates.events import Designation, MandateGranted
from ledger.membership.mandates.refusals import MandateExists
from ledger.membership.partners.events import (
    CommonsFounded,
    PartnerInvited,
    PartnershipConfirmed,
)
from ledger.membership.partners.found_commons import FoundCommons
from ledger.membership.partners.refusals import (
    AlreadyFounded,
    NotTheFounder,
    RnaWrong,
    UnknownCommune,
)
from ledger.membership.people.events import PersonEnrolled
from tests.cast import ADA
from tests.circle import (
    CONTACT,
    EVE,
    NAME,
    NEW_MANDATE,
    NEWCOMER,
    OTHER_MANDATE,
    PERSON_NAME,
    SHORT_NAME,
    TEXT,
    TODAY,
    asked,
    identity,
)
from tests.spec import given

FOUNDED = CommonsFounded(commons_id=THE_COMMONS, partner_id=NEWCOMER, name=TEXT)


def granted(
    capacity: Capacity = Capacity.REPRESENTATIVE, starts_on: date = TODAY
) -> MandateGranted:
    is_board = capacity is Capacity.BOARD_MEMBER
    return MandateGranted(
        mandate_id=OTHER_MANDATE if is_board else NEW_MANDATE,
        partner_id=NEWCOMER,
        person_id=EVE,
        capacity=capacity,
        designation=Designation.FOUNDING,
        starts_on=starts_on,
    )


def test_the_founder_represents_the_first_partner_and_sits_on_the_board() -> None:
    """Founding enrols the founder, confirms their body, and lets them act."""
    (
        given()
        .when(asked(FoundCommons))
        .then(
            FOUNDED,
            PersonEnrolled(person_id=EVE, name=PERSON_NAME, contact=CONTACT),
            PartnerInvited(
                partner_id=NEWCOMER,
                contact_id=EVE,
                kind=identity().kind,
                scope=identity().scope,
                name=NAME,
                short_name=SHORT_NAME,
                rna="W333216789",
                commune_code="06004",
                commune_vintage=2026,
                epci_siren="240600585",
                department_code="06",
                region_code="93",
            ),
            PartnershipConfirmed(partner_id=NEWCOMER),
            granted(),
            granted(Capacity.BOARD_MEMBER),
        )
    )


def test_a_commons_is_founded_once() -> None:
    """A second founder is told to ask for an invitation."""
    (
        given(FOUNDED)
        .when(asked(FoundCommons, actor=Actor(person_id=ADA), person_id=ADA))
        .refused(AlreadyFounded)
    )


def test_the_founder_enrols_themselves() -> None:
    """Nobody founds in another person's name."""
    (
        given()
        .when(asked(FoundCommons, actor=Actor(person_id=ADA)))
        .refused(NotTheFounder)
    )


def test_the_two_mandates_have_names_of_their_own() -> None:
    """One name for two mandates would leave the founder with one of them."""
    (
        given()
        .when(asked(FoundCommons, board_member_id=NEW_MANDATE))
        .refused(MandateExists)
    )


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 1, 31, 22, 59, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2026, 1, 31, 23, 0, tzinfo=UTC), date(2026, 2, 1)),
        (datetime(2026, 7, 31, 21, 59, tzinfo=UTC), date(2026, 7, 31)),
        (datetime(2026, 7, 31, 22, 0, tzinfo=UTC), date(2026, 8, 1)),
    ],
)
def test_mandates_start_on_the_day_it_is_in_paris(at: datetime, day: date) -> None:
    """Midnight in Paris is 23:00 UTC in winter and 22:00 UTC in summer."""
    story = given().when(asked(FoundCommons, at=at))
    *_, representative, board_member = story.then_kinds(
        CommonsFounded,
        PersonEnrolled,
        PartnerInvited,
        PartnershipConfirmed,
        MandateGranted,
        MandateGranted,
    )
    assert representative == granted(starts_on=day)
    assert board_member == granted(Capacity.BOARD_MEMBER, starts_on=day)


def test_the_first_partner_is_checked_like_any_other() -> None:
    """Numbers and commune must be right from the first day."""
    given().when(asked(FoundCommons, identity=identity(rna="333"))).refused(RnaWrong)
    nowhere = identity(commune_code="00000")
    given().when(asked(FoundCommons, identity=nowhere)).refused(UnknownCommune)
