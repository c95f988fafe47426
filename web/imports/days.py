"""Days: how files write them, and what is certain of that."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from web.imports.headings import plain
from web.imports.mapping import Order

ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEAR_FIRST: Final = r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})"
YEAR_LAST: Final = (
    r"(?P<a>[0-9]{1,2})[-/. ](?P<b>[0-9]{1,2})[-/. ](?P<c>[0-9]{4}|[0-9]{2})"
)
NAMED: Final = (
    r"(?P<n>[0-9]{1,2})(?:er|st|nd|rd|th)?[ -]"
    r"(?P<w>[^\W\d]{3,10})\.?[ -](?P<x>[0-9]{4})"
)
TIME: Final = r"(?:[ T][0-9]{1,2}[:h][0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?)?"
DAY: Final = re.compile(
    rf"(?<![0-9])(?:{YEAR_FIRST}|{YEAR_LAST}|{NAMED}){TIME}(?![0-9])"
)
SERIAL: Final = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
SERIALS: Final = range(36_526, 73_051)
"""The numbers that spreadsheets give to the days of this century."""
EPOCH: Final = date(1899, 12, 30)
BETWEEN: Final = frozenset({"", "au", "to", "a", "et", "and", "du au", "from to"})
MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "janvier january janv jan",
            "fevrier february fevr fev feb",
            "mars march mar",
            "avril april avr apr",
            "mai may",
            "juin june jun",
            "juillet july juil jul",
            "aout august aug",
            "septembre september sept sep",
            "octobre october oct",
            "novembre november nov",
            "decembre december dec",
        ),
        1,
    )
    for name in names.split()
}
CENTURY_TURNS: Final = 70


class Days(NamedTuple):
    """One day or two, as ISO 8601 writes them; nothing where it is no day."""

    start: str
    end: str = ""


def read_days(written: str, order: Order) -> Days | None:
    """Return the day or the period of a cell, None where that is not certain."""
    if ISO.fullmatch(written):
        return Days(written)
    if serial := SERIAL.fullmatch(written):
        number = int(serial[1])
        known = number in SERIALS
        return Days(str(EPOCH + timedelta(days=number))) if known else None
    found = list(DAY.finditer(written))
    if not found or len(found) > 2 or plain(DAY.sub(" ", written)) not in BETWEEN:  # noqa: PLR2004  # a period has two ends
        return None
    days = [_day(one, order) for one in found]
    if any(day is None for day in days):
        return None
    return Days(*(str(day) for day in days))


def _day(found: re.Match[str], order: Order) -> date | None:
    if found["y"]:
        year, month, day = found["y"], found["m"], found["d"]
    elif found["w"]:
        number = MONTHS.get(plain(found["w"]))
        if number is None:
            return None
        year, month, day = found["x"], str(number), found["n"]
    else:
        first, second, year = found["a"], found["b"], found["c"]
        day, month = (second, first) if order == "month" else (first, second)
    whole = int(year)
    if len(year) == 2:  # noqa: PLR2004  # the century is left out
        whole += 2000 if whole < CENTURY_TURNS else 1900
    try:
        return date(whole, int(month), int(day))
    except ValueError:
        return None


def order_of(values: Iterable[str]) -> tuple[Order, bool]:
    """Return which number is the day, and whether the values themselves tell.

    A column in which nothing is above 12, or both are, does not tell.
    """
    is_open, day_first, month_first = False, False, False
    for value in values:
        for found in DAY.finditer(value):
            if not found["a"]:
                continue
            first, second = int(found["a"]), int(found["b"])
            is_open |= first != second
            day_first |= first > 12 >= second  # noqa: PLR2004  # a year has so many months
            month_first |= second > 12 >= first  # noqa: PLR2004  # as above
    if day_first != month_first:
        return ("day" if day_first else "month"), True
    return "day", not is_open


def looks_like_day(written: str) -> bool:
    """Tell whether a cell holds a day in any spelling but a bare number."""
    return bool(DAY.search(written)) and read_days(written, "day") is not None
