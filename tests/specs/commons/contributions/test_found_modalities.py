"""Found modalities."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.contributions.found_modalities import (
    SIGNATORIES_MAX,
    found_modalities,
)
from ledger.commons.contributions.modalities import NatureCounted, Threshold
from ledger.commons.contributions.refusals import (
    MoneyComesThroughVehicle,
    NatureTwice,
    NoNatureLeft,
    NotOnTheBoard,
    NotTheNextModalities,
    NoUnitLeft,
    OwnSignatureMissing,
    SignatoryTwice,
    ThresholdNotRecordable,
    ThresholdTwice,
    TooManySignatories,
    UnitOfAnotherNature,
)
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Capacity, Fact, Refusal
from ledger.kernel.refusals import NotAllowed
from ledger.membership.mandates.events import MandateWithdrawn
from ledger.membership.partners.events import PartnershipSuspended
from ledger.membership.partners.refusals import (
    NotYourPartner,
    PartnerNotActive,
    UnknownPartner,
    YourPartnerNotActive,
)
from tests.cast import BEN, BRUMES, LITTORAL, PONT, SOURCES, acting_for, mandate
from tests.hall import FOUNDED, SEATS, TIME_IN_HOURS, founding
from tests.spec import given
from tests.workshop import PARTNERS, PERSON_OF, REASON

BOARD: tuple[Fact, ...] = (*PARTNERS, *SEATS)
HOURS_OF_TIME = TIME_IN_HOURS


def test_the_board_says_what_is_counted() -> None:
    """Natures with their units, thresholds, and who signs."""
    given(*BOARD).when(founding()).then(FOUNDED)


def test_later_modalities_replace_those_before() -> None:
    """Each has the next number: nobody overwrites what they have not read."""
    second = msgspec.structs.replace(FOUNDED, modalities_version=2)
    for number in (0, 1, 3):
        stale = founding(modalities_version=number)
        given(*BOARD, FOUNDED).when(stale).refused(NotTheNextModalities)
    given(*BOARD, FOUNDED).when(founding(modalities_version=2)).then(second)
    too_early = founding(modalities_version=2)
    given(*BOARD).when(too_early).refused(NotTheNextModalities)


@pytest.mark.parametrize(
    ("natures", "why"),
    [
        ((), NoNatureLeft),
        ((HOURS_OF_TIME, HOURS_OF_TIME), NatureTwice),
        ((NatureCounted(Nature.TIME, ()),), NoUnitLeft),
        ((NatureCounted(Nature.TIME, (Unit.ITEM,)),), UnitOfAnotherNature),
        ((NatureCounted(Nature.MONEY, (Unit.ITEM,)),), MoneyComesThroughVehicle),
    ],
)
def test_something_is_left_to_be_counted(
    natures: tuple[NatureCounted, ...], why: type[Refusal]
) -> None:
    """Each nature once, in units that fit it, and never money."""
    given(*BOARD).when(founding(natures=natures)).refused(why)


@pytest.mark.parametrize("quantity", ["-0.001", "-7", "0.0001", "1000000000", "NaN"])
def test_a_threshold_is_a_quantity(quantity: str) -> None:
    """Below zero nothing could lie."""
    threshold = Threshold(Unit.HOUR, Decimal(quantity))
    command = founding(thresholds=(threshold,))
    given(*BOARD).when(command).refused(ThresholdNotRecordable)


def test_a_threshold_of_zero_asks_for_every_confirmation() -> None:
    """It is spelt one way, as every quantity."""
    command = founding(thresholds=(Threshold(Unit.HOUR, Decimal("0.00")),))
    (fact,) = given(*BOARD).when(command).then_kinds(type(FOUNDED))
    assert [str(one.quantity) for one in fact.thresholds] == ["0"]


def test_each_unit_has_one_threshold() -> None:
    """Two would leave open which one holds."""
    twice = tuple(Threshold(Unit.HOUR, Decimal(n)) for n in (5, 6))
    given(*BOARD).when(founding(thresholds=twice)).refused(ThresholdTwice)


@pytest.mark.parametrize(
    ("signatories", "why"),
    [
        ((LITTORAL, BRUMES, BRUMES), SignatoryTwice),
        ((), OwnSignatureMissing),
        ((BRUMES,), OwnSignatureMissing),
        ((LITTORAL, SOURCES), NotOnTheBoard),
        ((LITTORAL, "nobody"), UnknownPartner),
    ],
)
def test_partners_of_the_board_sign(
    signatories: tuple[str, ...], why: type[Refusal]
) -> None:
    """Among them the one whose seat asks for it."""
    given(*BOARD).when(founding(signatories=signatories)).refused(why)


def test_a_seat_holds_on_its_days() -> None:
    """One that ended yesterday, was withdrawn, or is of another kind is none."""
    rest = (*PARTNERS, SEATS[0])
    board = Capacity.BOARD_MEMBER
    lapsed = mandate(BEN, BRUMES, board, ends_on=date(2026, 3, 9))
    today = mandate(BEN, BRUMES, board, ends_on=date(2026, 3, 10))
    withdrawn = MandateWithdrawn(
        mandate_id=today.mandate_id, partner_id=BRUMES, person_id=BEN
    )
    treasurer = mandate(BEN, BRUMES, Capacity.TREASURER)
    given(*rest, today).when(founding()).then(FOUNDED)
    for seats in ((lapsed,), (today, withdrawn), (treasurer,)):
        given(*rest, *seats).when(founding()).refused(NotOnTheBoard)


def test_a_partner_at_rest_does_not_sign() -> None:
    """Nor does its seat ask for anything."""
    for partner_id, why in (
        (BRUMES, PartnerNotActive),
        (LITTORAL, YourPartnerNotActive),
    ):
        suspended = PartnershipSuspended(partner_id=partner_id, reason=REASON)
        given(*BOARD, suspended).when(founding()).refused(why)


def test_only_the_board_founds_modalities() -> None:
    """For its own partner, and under its seat."""
    given(*BOARD).when(founding(BRUMES, actor=SEAT)).refused(NotYourPartner)
    for capacity in Capacity:
        if capacity is not Capacity.BOARD_MEMBER:
            actor = acting_for(PERSON_OF[LITTORAL], LITTORAL, capacity)
            others = mandate(PERSON_OF[LITTORAL], LITTORAL, capacity)
            known = BOARD if others in BOARD else (*BOARD, others)
            given(*known).when(founding(actor=actor)).refused(NotAllowed)


SEAT = acting_for(PERSON_OF[LITTORAL], LITTORAL, Capacity.BOARD_MEMBER)


def test_the_rest_of_a_partner_that_does_not_sign_is_no_obstacle() -> None:
    """Pont may be suspended."""
    suspended = PartnershipSuspended(partner_id=PONT, reason=REASON)
    given(*BOARD, suspended).when(founding()).then(FOUNDED)


def test_so_many_sign_at_most() -> None:
    """A longer list is refused before it is read."""
    many = tuple(PartnerId(f"body-{number}") for number in range(SIGNATORIES_MAX + 1))
    command = founding(signatories=many)
    given(*BOARD).when(command).refused(TooManySignatories)
    longer = founding(signatories=(*many, *(PartnerId(f"x{n}") for n in range(500))))
    assert len(found_modalities.boundary(longer)) == len(
        found_modalities.boundary(command)
    )
