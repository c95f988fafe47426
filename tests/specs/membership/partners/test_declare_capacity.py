"""Declare a capacity."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from ledger.kernel.messages import Capacity, Refusal
from ledger.membership.partners.declare_capacity import UNITS, DeclareCapacity
from ledger.membership.partners.events import CapacityDeclared, CapacityMeasure
from ledger.membership.partners.refusals import (
    AmountNotPositive,
    AmountNotRecordable,
    YearNotPlausible,
)
from tests.cast import BEN, BRUMES, acting_for, mandate
from tests.circle import CIRCLE, TEXT, asked
from tests.spec import given

NEW_YEARS_EVE = datetime(2026, 12, 31, 22, 59, tzinfo=UTC)
NEW_YEAR = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)


def declared(
    amount: str = "77637",
    measure: CapacityMeasure = CapacityMeasure.POPULATION,
    vintage: int = 2023,
) -> CapacityDeclared:
    return CapacityDeclared(
        partner_id=BRUMES,
        measure=measure,
        amount=Decimal(amount),
        unit=UNITS[measure],
        vintage=vintage,
        source=TEXT,
    )


@pytest.mark.parametrize(
    ("measure", "unit"),
    [
        (CapacityMeasure.POPULATION, "inhabitant"),
        (CapacityMeasure.ENGINEERING_STAFF, "full_time_equivalent"),
        (CapacityMeasure.FISCAL_POTENTIAL_PER_HEAD, "euro_per_inhabitant"),
    ],
)
def test_each_measure_has_its_unit(measure: CapacityMeasure, unit: str) -> None:
    """Nobody chooses the unit, so amounts of one measure can be compared."""
    assert UNITS[measure] == unit
    (
        given(*CIRCLE)
        .when(asked(DeclareCapacity, measure=measure))
        .then(declared(measure=measure))
    )


def test_an_amount_is_written_one_way() -> None:
    """Idle zeros say nothing."""
    (
        given(*CIRCLE)
        .when(asked(DeclareCapacity, amount=Decimal("12.50")))
        .then(declared("12.5"))
    )


@pytest.mark.parametrize(
    ("amount", "why"),
    [
        ("0", AmountNotPositive),
        ("-0.001", AmountNotPositive),
        ("0.0001", AmountNotRecordable),
        ("1000000000", AmountNotRecordable),
        ("NaN", AmountNotRecordable),
        ("sNaN", AmountNotRecordable),
        ("Infinity", AmountNotRecordable),
    ],
)
def test_an_amount_is_positive_and_can_be_written(
    amount: str, why: type[Refusal]
) -> None:
    """Nothing, less than nothing and no number at all are no capacity."""
    given(*CIRCLE).when(asked(DeclareCapacity, amount=Decimal(amount))).refused(why)


@pytest.mark.parametrize(
    ("at", "vintage", "is_plausible"),
    [
        (NEW_YEARS_EVE, 1989, False),
        (NEW_YEARS_EVE, 1990, True),
        (NEW_YEARS_EVE, 2026, True),
        (NEW_YEARS_EVE, 2027, False),
        (NEW_YEAR, 2027, True),
    ],
)
def test_the_year_has_begun_in_paris(
    at: datetime,
    vintage: int,
    is_plausible: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """A source speaks of a year that has begun, and not of a distant past."""
    endless = mandate(BEN, BRUMES, Capacity.ALTERNATE, ends_on=None)
    actor = acting_for(BEN, BRUMES, Capacity.ALTERNATE)
    story = given(*CIRCLE, endless).when(
        asked(DeclareCapacity, actor=actor, at=at, vintage=vintage)
    )
    if is_plausible:
        story.then(declared(vintage=vintage))
    else:
        story.refused(YearNotPlausible)


def test_a_capacity_may_be_declared_again() -> None:
    """Figures are revised; the last one counts."""
    story = given(*CIRCLE, declared("70000"))
    story.when(asked(DeclareCapacity)).then(declared())
