"""Make an offer."""

from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
import pytest

from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.contributions.refusals import (
    MoneyComesThroughVehicle,
    NatureNotCounted,
    QuantityNotPositive,
    QuantityNotRecordable,
    UnitOfAnotherNature,
)
from ledger.commons.needs.events import NeedMet
from ledger.commons.needs.make_offer import MakeOffer
from ledger.commons.needs.refusals import (
    LastDayPast,
    NeedIsMet,
    NeedIsWithdrawn,
    NeedLapsed,
    OfferExists,
    OwnNeed,
    UnknownNeed,
)
from ledger.commons.projects.refusals import ProjectIsClosed, UnknownProject
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Refusal
from tests.cast import BRUMES, LITTORAL
from tests.hall import (
    DETAILS,
    ELSEWHERE,
    FOUNDED,
    HALL,
    MET,
    OFFERED,
    SEEDS_OFFERED,
    SOUGHT,
    STATED,
    TAKEN_BACK,
    TITLE,
    UNSOUGHT,
    UNTIL,
    WAITING,
    asked,
)
from tests.orchard import CLOSED, ORCHARD, UNDER_WAY
from tests.spec import given
from tests.workshop import PARTNERS

TO_ANYBODY = msgspec.structs.replace(OFFERED, need_id=None, seeker_id=None)


def offering(partner_id: PartnerId = LITTORAL, /, **content: object) -> MakeOffer:
    plain: dict[str, object] = {
        "offer_id": HALL,
        "nature": Nature.PLACE,
        "quantity": Decimal(2),
        "unit": Unit.DAY,
        "title": TITLE,
        "need_id": SOUGHT,
        "until": UNTIL,
    }
    made = asked(MakeOffer, partner_id, **{**plain, **content})
    assert isinstance(made, MakeOffer)
    return made


def test_a_partner_answers_a_need() -> None:
    """The offer is for the partner that stated the need."""
    given(*WAITING).when(offering()).then(OFFERED)


def test_an_offer_may_be_for_anybody() -> None:
    """Nobody need have asked."""
    given(*PARTNERS).when(offering(need_id=None)).then(TO_ANYBODY)


def test_details_and_a_project_may_be_named() -> None:
    """And no last day need be; 2.50 days are recorded as 2.5."""
    told: dict[str, object] = {
        "need_id": None,
        "details": DETAILS,
        "project_id": ORCHARD,
        "until": None,
    }
    made = msgspec.structs.replace(TO_ANYBODY, **{**told, "quantity": Decimal("2.5")})
    command = offering(**told, quantity=Decimal("2.50"))
    given(*UNDER_WAY).when(command).then(made)


def test_a_name_is_taken_for_ever() -> None:
    """A form sent twice makes one offer, be it withdrawn meanwhile."""
    given(*WAITING, OFFERED).when(offering()).refused(OfferExists)
    given(*WAITING, OFFERED, TAKEN_BACK).when(offering()).refused(OfferExists)


def test_another_offer_is_no_obstacle() -> None:
    """Several may answer one need."""
    given(*WAITING, SEEDS_OFFERED).when(offering()).then(OFFERED)


def test_what_is_offered_can_be_counted() -> None:
    """What could not be recorded once it is brought is not offered."""
    for content, why in (
        ({"nature": Nature.MONEY}, MoneyComesThroughVehicle),
        ({"nature": Nature.TIME, "unit": Unit.ITEM}, UnitOfAnotherNature),
        ({"quantity": Decimal(0)}, QuantityNotPositive),
        ({"quantity": Decimal("0.0001")}, QuantityNotRecordable),
    ):
        given(*WAITING).when(offering(LITTORAL, **content)).refused(why)


def test_the_modalities_in_force_are_obeyed() -> None:
    """Where know-how is not counted, nobody offers it."""
    know_how = offering(nature=Nature.KNOW_HOW, unit=Unit.ITEM)
    given(*WAITING, FOUNDED).when(know_how).refused(NatureNotCounted)
    given(*WAITING, FOUNDED).when(offering()).then(OFFERED)


def test_the_project_goes_on() -> None:
    """Nothing is offered to a project that nobody proposed, or that is over."""
    for_orchard = offering(project_id=ORCHARD)
    given(*WAITING).when(for_orchard).refused(UnknownProject)
    given(*UNDER_WAY, CLOSED, STATED).when(for_orchard).refused(ProjectIsClosed)


def test_the_last_day_is_to_come() -> None:
    """Nobody could accept it any more."""
    yesterday = offering(until=date(2026, 3, 9))
    given(*WAITING).when(yesterday).refused(LastDayPast)


def test_a_need_that_nobody_stated_is_not_answered() -> None:
    """Even beside one that is stated."""
    other = msgspec.structs.replace(STATED, need_id=ELSEWHERE)
    given(*PARTNERS, other).when(offering()).refused(UnknownNeed)


def test_nobody_answers_its_own_need() -> None:
    """Whoever has it brings it."""
    given(*WAITING).when(offering(BRUMES)).refused(OwnNeed)


@pytest.mark.parametrize(
    ("end", "why"), [(MET, NeedIsMet), (UNSOUGHT, NeedIsWithdrawn)]
)
def test_a_need_that_ended_is_not_answered(end: NeedMet, why: type[Refusal]) -> None:
    """Met or withdrawn, it awaits nothing more."""
    given(*WAITING, end).when(offering()).refused(why)


def test_the_end_of_another_need_is_no_obstacle() -> None:
    """Each has its own end."""
    other = msgspec.structs.replace(MET, need_id=ELSEWHERE)
    given(*WAITING, other).when(offering()).then(OFFERED)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2026, 3, 31, 21, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 31, 22, 0, tzinfo=UTC), False),
    ],
)
def test_a_need_lapses_at_midnight_in_paris(at: datetime, *, is_open: bool) -> None:
    """At 22:00 in Greenwich, in summer, its last day is over."""
    when = given(*WAITING, at=at).when(offering(until=None, at=at))
    if is_open:
        when.then(msgspec.structs.replace(OFFERED, until=None))
    else:
        when.refused(NeedLapsed)
