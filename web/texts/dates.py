"""Dates: days, instants and periods as people write them, in the time of Paris."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Final, Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_timedelta
from flask_babel import gettext as _
from markupsafe import Markup

from web.texts.languages import FRENCH, NO_BREAK_SPACE, reading

DAY_SECONDS: Final = 86_400
PARIS: Final = ZoneInfo("Europe/Paris")


def day(value: date) -> str:
    """Write a day in full: 30 septembre 2026, 1er octobre 2026."""
    return _write(_day_of(value), "d MMMM y")


def day_short(value: date) -> str:
    """Write a day for a narrow column, on one line: 30 sept. 2026."""
    return _write(_day_of(value), "d MMM y").replace(" ", NO_BREAK_SPACE)


def weekday(value: date) -> str:
    """Write a day with its name: mardi 6 octobre 2026."""
    return _write(_day_of(value), "EEEE d MMMM y")


def month(value: date) -> str:
    """Write a month: septembre 2026."""
    return _write(_day_of(value), "MMMM y")


def clock(value: datetime) -> str:
    """Write the time of day in Paris: 14 h 05."""
    local = _in_paris(value)
    if reading() == FRENCH:
        return f"{local.hour}{NO_BREAK_SPACE}h{NO_BREAK_SPACE}{local.minute:02}"
    return f"{local.hour}:{local.minute:02}"


def instant(value: datetime) -> str:
    """Write an instant: 30 septembre 2026 à 14 h 05."""
    return _("%(day)s at %(time)s", day=day(value), time=clock(value))


def instant_in_paris(value: datetime) -> str:
    """Write an instant with the place whose time it is."""
    return _("%(instant)s (Paris time)", instant=instant(value))


def period(start: date, end: date) -> str:
    """Write whole days, both included, saying month and year only once."""
    first, last = _day_of(start), _day_of(end)
    if first == last:
        return _("on %(day)s", day=day(first))
    if (first.year, first.month) == (last.year, last.month):
        begin = _write(first, "d")
    elif first.year == last.year:
        begin = _write(first, "d MMMM")
    else:
        begin = day(first)
    return _("from %(start)s to %(end)s", start=begin, end=day(last))


def lasting(seconds: int) -> str:
    """Write a length of time in its largest unit: 9 secondes, 3 heures, 320 jours."""
    unit: Literal["day", "second"] = "day" if seconds >= DAY_SECONDS else "second"
    length = format_timedelta(
        seconds, granularity=unit, threshold=1.5 if unit == "second" else 10**6,
        locale=reading(),
    )  # fmt: skip
    return length.replace(" ", NO_BREAK_SPACE)


def machine(value: date) -> str:
    """Write a day or an instant for programs: UTC, as in the interface."""
    if isinstance(value, datetime):
        return (
            value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        )
    return value.isoformat()


def when(value: date) -> Markup:
    """Wrap a day or an instant in the element that programs can read."""
    written = instant(value) if isinstance(value, datetime) else day(value)
    return Markup('<time datetime="{}">{}</time>').format(machine(value), written)


def _write(value: date, pattern: str) -> str:
    """Write a day by a pattern; the first of a month is ordinal in French."""
    locale = reading()
    if locale == FRENCH and value.day == 1:
        pattern = f" {pattern} ".replace(" d ", " d'er' ").strip()
    # The number never parts from its month at the end of a line.
    return format_date(value, pattern.replace(" M", f"{NO_BREAK_SPACE}M"), locale)


def _day_of(value: date) -> date:
    return _in_paris(value).date() if isinstance(value, datetime) else value


def _in_paris(value: datetime) -> datetime:
    assert value.tzinfo is not None, "an instant has a time zone"
    return value.astimezone(PARIS)


FILTERS: Final[dict[str, Callable[..., str]]] = {
    "day": day,
    "day_short": day_short,
    "weekday": weekday,
    "month": month,
    "clock": clock,
    "instant": instant,
    "instant_in_paris": instant_in_paris,
    "period": period,
    "machine": machine,
    "when": when,
}
