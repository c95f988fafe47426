"""Quantities: exact amounts, periods of days, and the day it is in Paris."""

from datetime import date, datetime
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

PARIS: Final = ZoneInfo("Europe/Paris")
QUANTITY_MAX: Final = Decimal("999999999.999")
QUANTITY_STEP: Final = Decimal("0.001")


class Period(msgspec.Struct, frozen=True):
    """Whole days, both included."""

    start: date
    end: date


def day_in_paris(at: datetime) -> date:
    """Return the calendar day of an instant, for days end at midnight there."""
    assert at.tzinfo is not None, "an instant has a time zone"
    return at.astimezone(PARIS).date()


def plain(quantity: Decimal) -> Decimal:
    """Return the same quantity spelt without sign of zero, exponent, idle zeros.

    The spelling is part of the recorded bytes: 7.50 and 7.5 are one quantity
    and must be one text.
    """
    if not quantity:
        return Decimal(0)
    normal = quantity.normalize()
    return normal.quantize(Decimal(1)) if normal == normal.to_integral() else normal


def is_recordable(quantity: Decimal) -> bool:
    """Tell whether the quantity is finite, not too large, not too fine.

    Comparing is exact, whatever the number of digits; calculating rounds at 28.
    """
    if not quantity.is_finite() or not -QUANTITY_MAX <= quantity <= QUANTITY_MAX:
        return False
    return quantity == quantity.quantize(QUANTITY_STEP)
