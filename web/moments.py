"""Moments: what someone may write to name a past state, and why a moment is none."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from ledger.kernel.quantities import PARIS, day_in_paris
from web.asked import whole_number

DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LOCAL: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
)
ZONED: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


class NoMoment(StrEnum):
    """Why what was written names no past state."""

    UNREADABLE = "as_of_unreadable"
    WITHOUT_ZONE = "as_of_without_zone"
    IN_GAP = "as_of_in_gap"
    FUTURE = "as_of_future"


class WrongMoment(Exception):
    """What was written names no past state."""

    def __init__(self, why: NoMoment) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Moment:
    """A position of the log, or an instant; a day is its last instant in Paris."""

    position: int | None = None
    instant: datetime | None = None


def moment_of(written: str, *, head: int, now: datetime) -> Moment | None:
    """Return the moment that is written; None for today. Raises WrongMoment."""
    position = whole_number(written)
    if position is not None:
        if position > head:
            raise WrongMoment(NoMoment.FUTURE)
        return Moment(position=position)
    if DAY.fullmatch(written):
        return _end_of(past_day(written, now=now))
    if ZONED.fullmatch(written):
        instant = _in_utc(_read(written.upper()))
        if instant > now:
            raise WrongMoment(NoMoment.FUTURE)
        return Moment(instant=instant)
    if LOCAL.fullmatch(written):
        raise WrongMoment(why_no_local_time(written))
    raise WrongMoment(NoMoment.UNREADABLE)


def past_day(written: str, *, now: datetime) -> date | None:
    """Return the day that is written; None for today. Raises WrongMoment."""
    if LOCAL.fullmatch(written):
        raise WrongMoment(why_no_local_time(written))
    if not DAY.fullmatch(written):
        raise WrongMoment(NoMoment.UNREADABLE)
    try:
        day = date.fromisoformat(written)
    except ValueError as error:
        raise WrongMoment(NoMoment.UNREADABLE) from error
    today = day_in_paris(now)
    if day > today:
        raise WrongMoment(NoMoment.FUTURE)
    return day if day < today else None


def end_of(day: date) -> datetime:
    """Return the last instant of a day, as days end in Paris."""
    end = datetime.combine(day + timedelta(days=1), time(), PARIS)
    return end.astimezone(UTC) - timedelta(microseconds=1)


def why_no_local_time(written: str) -> NoMoment:
    """Say whether a time without a zone is only that, or never was on any clock."""
    local = _read(written)
    there = local.replace(tzinfo=PARIS)
    is_real = there.astimezone(UTC).astimezone(PARIS).replace(tzinfo=None) == local
    return NoMoment.WITHOUT_ZONE if is_real else NoMoment.IN_GAP


def _in_utc(read: datetime) -> datetime:
    try:
        return read.astimezone(UTC)
    except OverflowError:
        # At either end of the calendar an offset leads out of it: hours do not count.
        return read.replace(tzinfo=UTC)


def _end_of(day: date | None) -> Moment | None:
    return None if day is None else Moment(instant=end_of(day))


def _read(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written)
    except ValueError as error:
        raise WrongMoment(NoMoment.UNREADABLE) from error
