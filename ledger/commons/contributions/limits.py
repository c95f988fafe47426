"""Limits: what a contribution may hold, checked before it is recorded or corrected."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from ledger.commons.contributions.events import Activity, Evidence, Nature, Unit
from ledger.commons.contributions.refusals import (
    ActivityTwice,
    EvidenceMalformed,
    EvidenceTooLarge,
    MoneyComesThroughVehicle,
    NatureNotCounted,
    PeriodInFuture,
    PeriodReversed,
    PeriodTooLong,
    QuantityNotPositive,
    QuantityNotRecordable,
    TooMuchEvidence,
    UnitOfAnotherNature,
)
from ledger.kernel.quantities import Period, is_recordable

UNITS: Final[Mapping[Nature, frozenset[Unit]]] = {
    Nature.TIME: frozenset({Unit.HOUR, Unit.DAY, Unit.SESSION}),
    Nature.PLACE: frozenset({Unit.HOUR, Unit.DAY, Unit.SESSION, Unit.ITEM}),
    Nature.KNOW_HOW: frozenset({Unit.ITEM, Unit.DAY, Unit.SESSION}),
}
"""The units each nature can be counted in, and is, until modalities choose among them.

Money is counted by its vehicle, not here.
"""

EVIDENCE_BYTES_MAX: Final = 10 * 1024 * 1024
EVIDENCE_MAX: Final = 10
DIGEST: Final = re.compile(r"[A-Za-z0-9_-]{43}")
MEDIA_TYPE: Final = re.compile(r"[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,100}")
PERIOD_DAYS_MAX: Final = timedelta(days=731)
"""Two years, one of them a leap year, both ends included."""

FIRST_DAY: Final = date(2000, 1, 1)


Units = Mapping[Nature, frozenset[Unit]]


def check_nature(nature: Nature, unit: Unit, units: Units = UNITS) -> None:
    """Refuse money, a nature not counted, and a unit that does not count this one."""
    if nature is Nature.MONEY:
        raise MoneyComesThroughVehicle
    if nature not in units:
        raise NatureNotCounted
    if unit not in units[nature]:
        raise UnitOfAnotherNature


def check_quantity(quantity: Decimal) -> None:
    """Refuse what is not a positive, recordable quantity."""
    if not is_recordable(quantity):
        raise QuantityNotRecordable
    if quantity <= 0:
        raise QuantityNotPositive


def check_period(period: Period, today: date) -> None:
    """Refuse days that are reversed, still to come, or too many."""
    if period.end < period.start:
        raise PeriodReversed
    if period.end > today:
        raise PeriodInFuture
    if period.start < FIRST_DAY:
        raise PeriodTooLong
    if period.end - period.start >= PERIOD_DAYS_MAX:
        raise PeriodTooLong


def check_evidence(evidence: tuple[Evidence, ...]) -> None:
    """Refuse too many files, one too large, or anything but digests of them.

    What is recorded stays: neither field leaves room for a name or a text.
    """
    if len(evidence) > EVIDENCE_MAX:
        raise TooMuchEvidence
    for file in evidence:
        if not 0 < file.size <= EVIDENCE_BYTES_MAX:
            raise EvidenceTooLarge
        if not DIGEST.fullmatch(file.digest):
            raise EvidenceMalformed
        if not MEDIA_TYPE.fullmatch(file.media_type):
            raise EvidenceMalformed


def check_activities(activities: tuple[Activity, ...]) -> None:
    """Refuse an activity that is named twice."""
    if len(set(activities)) != len(activities):
        raise ActivityTwice
