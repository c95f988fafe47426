"""Quantities: exact amounts, and the day it is in Paris."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.kernel.quantities import QUANTITY_MAX, day_in_paris, is_recordable, plain

RECORDABLE = st.decimals(-QUANTITY_MAX, QUANTITY_MAX, places=3)


@pytest.mark.parametrize(
    ("quantity", "spelt"),
    [
        ("7.50", "7.5"),
        ("7.500", "7.5"),
        ("70", "70"),
        ("7E+1", "70"),
        ("1E-3", "0.001"),
        ("-2.0", "-2"),
        ("0", "0"),
        ("0.000", "0"),
        ("-0.0", "0"),
        ("0E+5", "0"),
        ("999999999.999", "999999999.999"),
    ],
)
def test_one_quantity_is_one_text(quantity: str, spelt: str) -> None:
    """However a quantity was typed, its recorded bytes are the same."""
    assert str(plain(Decimal(quantity))) == spelt


@given(RECORDABLE)
def test_plain_spelling_keeps_the_quantity(quantity: Decimal) -> None:
    """Spelling plainly changes no value, and doing it twice changes nothing more."""
    assert plain(quantity) == quantity
    assert str(plain(plain(quantity))) == str(plain(quantity))
    assert str(plain(quantity + Decimal("0.0000"))) == str(plain(quantity))


@given(RECORDABLE)
def test_three_decimals_are_recordable(quantity: Decimal) -> None:
    """Up to a thousand million either way, thousandths can be recorded."""
    assert is_recordable(quantity)


@given(RECORDABLE.filter(bool), st.integers(4, 60))
def test_anything_finer_is_not_recordable(quantity: Decimal, place: int) -> None:
    """No matter how many digits it takes to tell."""
    finer = Decimal(f"{quantity:.3f}" + "0" * (place - 4) + "1")
    assert not is_recordable(finer)


@pytest.mark.parametrize(
    "quantity",
    [
        *("1000000000", "-1000000000", "1E+9", "1E+999999", "1E-999999"),
        *("NaN", "sNaN", "Infinity", "-Infinity"),
        "999999999.999" + "0" * 40 + "1",
    ],
)
def test_what_is_no_amount_is_not_recordable(quantity: str) -> None:
    """Too large, too fine, infinite, or not a number."""
    assert not is_recordable(Decimal(quantity))


@pytest.mark.parametrize("quantity", ["999999999.999", "-999999999.999", "1E+8", "0"])
def test_the_bounds_are_recordable(quantity: str) -> None:
    """The greatest amount is recorded either way, and so is nothing."""
    assert is_recordable(Decimal(quantity))


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 3, 10, 22, 59, 59, 999_999, tzinfo=UTC), date(2026, 3, 10)),
        (datetime(2026, 3, 10, 23, 0, tzinfo=UTC), date(2026, 3, 11)),
        (datetime(2026, 7, 10, 21, 59, 59, tzinfo=UTC), date(2026, 7, 10)),
        (datetime(2026, 7, 10, 22, 0, tzinfo=UTC), date(2026, 7, 11)),
        (
            datetime(2026, 7, 11, 3, 0, tzinfo=timezone(timedelta(hours=11))),
            date(2026, 7, 10),
        ),
    ],
)
def test_days_end_at_midnight_in_paris(instant: datetime, day: date) -> None:
    """Winter or summer, wherever the instant was read."""
    assert day_in_paris(instant) == day


def test_an_instant_has_a_time_zone() -> None:
    """A time without a zone could be two days."""
    with pytest.raises(AssertionError):
        day_in_paris(datetime(2026, 3, 10, 12, 0))  # noqa: DTZ001  # the mistake under test
