"""Record a contribution."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest

from ledger.commons.contributions.events import Activity, Nature, Unit
from ledger.commons.contributions.limits import EVIDENCE_BYTES_MAX
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.commons.contributions.refusals import (
    ActivityTwice,
    ContributionExists,
    EvidenceMalformed,
    EvidenceTooLarge,
    MoneyComesThroughVehicle,
    PeriodInFuture,
    PeriodReversed,
    PeriodTooLong,
    QuantityNotPositive,
    QuantityNotRecordable,
    TooMuchEvidence,
    UnitOfAnotherNature,
)
from ledger.kernel.messages import Refusal
from ledger.kernel.quantities import Period
from ledger.membership.partners.events import PartnershipSuspended
from ledger.membership.partners.refusals import NotYourPartner, YourPartnerNotActive
from tests.cast import ADA, BRUMES, LITTORAL, SOURCES, acting_for, mandate
from tests.spec import given
from tests.workshop import (
    DESCRIPTION,
    GARDEN,
    GARDEN_RECORDED,
    MARCH_FIRST_WEEK,
    PARTNERS,
    PHOTO,
    REASON,
    TITLE,
    TODAY,
    WORKSHOP_RECORDED,
    WORKSHOP_WITHDRAWN,
    asked,
)


def littoral_records(**content: object) -> RecordContribution:
    plain: dict[str, object] = {
        "nature": Nature.TIME,
        "quantity": Decimal("7.5"),
        "unit": Unit.HOUR,
        "period": MARCH_FIRST_WEEK,
        "title": TITLE,
    }
    command = asked(RecordContribution, LITTORAL, **{**plain, **content})
    assert isinstance(command, RecordContribution)
    return command


def lasting(start: date, end: date) -> RecordContribution:
    return littoral_records(period=Period(start, end))


def test_a_partner_records_what_it_brought() -> None:
    """What a partner declares is recorded as declared."""
    given(*PARTNERS).when(littoral_records()).then(WORKSHOP_RECORDED)


def test_everything_told_is_kept() -> None:
    """Description, activities and evidence are recorded beside the quantity."""
    told = {
        "description": DESCRIPTION,
        "activities": (Activity.FACILITATION, Activity.HOSPITALITY),
        "evidence": (PHOTO,),
    }
    (
        given(*PARTNERS)
        .when(littoral_records(**told))
        .then(msgspec.structs.replace(WORKSHOP_RECORDED, **told))
    )


def test_one_quantity_is_spelt_one_way() -> None:
    """7.500 hours are recorded as 7.5."""
    story = given(*PARTNERS).when(littoral_records(quantity=Decimal("7.500")))
    (fact,) = story.then_kinds(type(WORKSHOP_RECORDED))
    assert str(fact.quantity) == "7.5"


def test_another_contribution_is_no_obstacle() -> None:
    """Contributions of other names do not touch."""
    given(*PARTNERS, GARDEN_RECORDED).when(littoral_records()).then(WORKSHOP_RECORDED)


def test_another_partner_that_is_suspended_is_no_obstacle() -> None:
    """The standing of others does not matter."""
    (
        given(*PARTNERS, PartnershipSuspended(partner_id=BRUMES, reason=REASON))
        .when(littoral_records())
        .then(WORKSHOP_RECORDED)
    )


@pytest.mark.parametrize("withdrawn", [(), (WORKSHOP_WITHDRAWN,)])
def test_a_name_is_taken_for_ever(withdrawn: tuple[()]) -> None:
    """A contribution is recorded once, even if it was withdrawn."""
    (
        given(*PARTNERS, WORKSHOP_RECORDED, *withdrawn)
        .when(littoral_records(key="another form"))
        .refused(ContributionExists)
    )


def test_nobody_records_for_another_partner() -> None:
    """The mandate must be the recording partner's own."""
    for_brumes = littoral_records(partner_id=BRUMES)
    given(*PARTNERS).when(for_brumes).refused(NotYourPartner)


def test_a_suspended_partner_does_not_record() -> None:
    """A suspended partner does not act."""
    (
        given(*PARTNERS, PartnershipSuspended(partner_id=LITTORAL, reason=REASON))
        .when(littoral_records())
        .refused(YourPartnerNotActive)
    )


def test_a_body_that_was_never_invited_does_not_record() -> None:
    """A mandate alone does not make a partner."""
    (
        given(mandate(ADA, LITTORAL), mandate(ADA, SOURCES))
        .when(littoral_records(actor=acting_for(ADA, LITTORAL)))
        .refused(YourPartnerNotActive)
    )


def test_money_is_not_recorded_here() -> None:
    """Money comes only through a vehicle's receipt, so that it is never there twice."""
    money = littoral_records(nature=Nature.MONEY, unit=Unit.ITEM)
    given(*PARTNERS).when(money).refused(MoneyComesThroughVehicle)


COUNTED_IN = {
    Nature.TIME: {Unit.HOUR, Unit.DAY, Unit.SESSION},
    Nature.PLACE: {Unit.HOUR, Unit.DAY, Unit.SESSION, Unit.ITEM},
    Nature.KNOW_HOW: {Unit.ITEM, Unit.DAY, Unit.SESSION},
}


@pytest.mark.parametrize("nature", COUNTED_IN)
@pytest.mark.parametrize("unit", Unit)
def test_each_nature_has_its_units(nature: Nature, unit: Unit) -> None:
    """Time is not counted in items, nor know-how in hours."""
    when = given(*PARTNERS).when(littoral_records(nature=nature, unit=unit))
    if unit in COUNTED_IN[nature]:
        when.then_kinds(type(WORKSHOP_RECORDED))
    else:
        when.refused(UnitOfAnotherNature)


@pytest.mark.parametrize("quantity", ["0", "-0", "-0.001", "-7"])
def test_a_quantity_is_positive(quantity: str) -> None:
    """Nothing, or less, is not a contribution."""
    command = littoral_records(quantity=Decimal(quantity))
    given(*PARTNERS).when(command).refused(QuantityNotPositive)


@pytest.mark.parametrize(
    "quantity",
    ["0.0001", "1.0001", "1000000000", "999999999.9991", "NaN", "sNaN", "Infinity"],
)
def test_a_quantity_is_neither_too_large_nor_too_fine(quantity: str) -> None:
    """Quantities stay below a thousand million and have three decimals at most."""
    command = littoral_records(quantity=Decimal(quantity))
    given(*PARTNERS).when(command).refused(QuantityNotRecordable)


@pytest.mark.parametrize("quantity", ["0.001", "999999999.999"])
def test_the_least_and_the_greatest_quantity(quantity: str) -> None:
    """A thousandth is recorded, and all but a thousandth of a thousand million."""
    command = littoral_records(quantity=Decimal(quantity))
    (fact,) = given(*PARTNERS).when(command).then_kinds(type(WORKSHOP_RECORDED))
    assert str(fact.quantity) == quantity


def test_a_period_runs_forwards() -> None:
    """The last day is not before the first."""
    given(*PARTNERS).when(lasting(date(2026, 3, 2), date(2026, 3, 1))).refused(
        PeriodReversed
    )


def test_a_period_may_be_one_day_and_end_today() -> None:
    """What was brought today can be recorded today."""
    given(*PARTNERS).when(lasting(TODAY, TODAY)).then_kinds(type(WORKSHOP_RECORDED))


def test_a_period_does_not_end_in_the_future() -> None:
    """What will be brought is not yet a contribution."""
    tomorrow = TODAY + timedelta(days=1)
    given(*PARTNERS).when(lasting(TODAY, tomorrow)).refused(PeriodInFuture)


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (datetime(2026, 3, 10, 22, 59, 59, tzinfo=UTC), PeriodInFuture),
        (datetime(2026, 3, 10, 23, 0, tzinfo=UTC), None),
    ],
)
def test_days_end_at_midnight_in_paris(at: datetime, why: type[Refusal] | None) -> None:
    """At 23:00 in Greenwich it is already tomorrow in Paris."""
    tomorrow = TODAY + timedelta(days=1)
    command = littoral_records(period=Period(TODAY, tomorrow), at=at)
    when = given(*PARTNERS, at=at).when(command)
    if why is None:
        when.then_kinds(type(WORKSHOP_RECORDED))
    else:
        when.refused(why)


def test_a_period_lasts_two_years_at_most() -> None:
    """A longer contribution is recorded year by year."""
    start = date(2023, 6, 1)
    full, longer = date(2025, 5, 31), date(2025, 6, 1)
    assert (full - start).days + 1 == 731
    given(*PARTNERS).when(lasting(start, full)).then_kinds(type(WORKSHOP_RECORDED))
    given(*PARTNERS).when(lasting(start, longer)).refused(PeriodTooLong)


def test_a_period_starts_in_this_century() -> None:
    """A day before 2000 is a slip of the pen."""
    first, end = date(2000, 1, 1), date(2000, 2, 1)
    given(*PARTNERS).when(lasting(first, end)).then_kinds(type(WORKSHOP_RECORDED))
    slip = lasting(date(1999, 12, 31), end)
    given(*PARTNERS).when(slip).refused(PeriodTooLong)


def test_activities_are_named_once() -> None:
    """The same activity twice says nothing more."""
    twice = littoral_records(activities=(Activity.DATA, Activity.CODE, Activity.DATA))
    given(*PARTNERS).when(twice).refused(ActivityTwice)


def test_ten_files_support_a_contribution_at_most() -> None:
    """The eleventh file is refused."""
    given(*PARTNERS).when(littoral_records(evidence=(PHOTO,) * 10)).then_kinds(
        type(WORKSHOP_RECORDED)
    )
    eleven = littoral_records(evidence=(PHOTO,) * 11)
    given(*PARTNERS).when(eleven).refused(TooMuchEvidence)


@pytest.mark.parametrize("size", [1, EVIDENCE_BYTES_MAX])
def test_a_file_holds_up_to_ten_megabytes(size: int) -> None:
    """From one byte to ten megabytes."""
    file = msgspec.structs.replace(PHOTO, size=size)
    story = given(*PARTNERS).when(littoral_records(evidence=(file,)))
    story.then_kinds(type(WORKSHOP_RECORDED))
    assert EVIDENCE_BYTES_MAX == 10 * 1024 * 1024


@pytest.mark.parametrize("size", [-1, 0, EVIDENCE_BYTES_MAX + 1])
def test_a_file_is_neither_empty_nor_too_large(size: int) -> None:
    """An empty file supports nothing; a larger one does not fit."""
    file = msgspec.structs.replace(PHOTO, size=size)
    command = littoral_records(evidence=(PHOTO, file))
    given(*PARTNERS).when(command).refused(EvidenceTooLarge)


@pytest.mark.parametrize(
    "changed",
    [
        {"digest": "Ada was there"},
        {"digest": "a" * 42},
        {"digest": "a" * 44},
        {"media_type": "photo of Ada"},
        {"media_type": "image/" + "j" * 101},
        {"media_type": "image/jpeg; name=Ada"},
    ],
)
def test_evidence_leaves_no_room_for_texts(changed: dict[str, str]) -> None:
    """What is recorded stays, so that only digests and media types enter."""
    file = msgspec.structs.replace(PHOTO, **changed)
    command = littoral_records(evidence=(file,))
    given(*PARTNERS).when(command).refused(EvidenceMalformed)


def test_a_partner_records_several() -> None:
    """Each form has its own name, so that a second contribution is another one."""
    story = given(*PARTNERS).when(littoral_records()).then(WORKSHOP_RECORDED)
    other = littoral_records(contribution_id=GARDEN)
    story.when(other).then(
        msgspec.structs.replace(WORKSHOP_RECORDED, contribution_id=GARDEN)
    )
