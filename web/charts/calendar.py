"""The heat calendar: how many entries each day of a year has, as squares that grow.

A square is darker and larger the more there were: colour alone says nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import log
from typing import Final

from web.charts.drawing import NARROW, WIDE, Chart, Label, Shape, Squares

LEVELS: Final = 4
WEEK: Final = 7
WEEKS_MAX: Final = 54
SHARES: Final = (0.3, 0.55, 0.7, 0.85, 1.0)
"""How much of its cell a square fills, from nothing recorded to the most."""

LEFT, TOP = 44, 22
CELL: Final = 16
NARROW_LEFT, NARROW_WIDTH, NARROW_HEIGHT = 56, 42, 14


def level(count: int, most: int) -> int:
    """Return how strongly a day is drawn; busy days do not make the others vanish."""
    if count <= 0:
        return 0
    if most <= 1:
        return LEVELS
    return 1 + int((LEVELS - 1) * log(count) / log(most) + 1e-9)


def calendar(
    year: int,
    counts: Mapping[date, int],
    *,
    months: Sequence[str],
    weekdays: Sequence[str],
    is_narrow: bool = False,
) -> Chart:
    """Lay out a year: weeks as columns on a screen, as rows on a phone."""
    most = max(counts.values(), default=0)
    squares: dict[int, list[tuple[float, float, float, float]]] = {}
    for day in days_of(year):
        strength = level(counts.get(day, 0), most)
        x, y, w, h = _cell(day, is_narrow=is_narrow)
        share = SHARES[strength]
        squares.setdefault(strength, []).append(
            (x + w * (1 - share) / 2, y + h * (1 - share) / 2, w * share, h * share)
        )
    shapes: list[Shape] = [
        Squares(tuple(squares[strength]), f"heat-{strength}")
        for strength in sorted(squares)
    ]
    shapes += _names(year, months, weekdays, is_narrow=is_narrow)
    if is_narrow:
        return Chart(NARROW, TOP + WEEKS_MAX * NARROW_HEIGHT, tuple(shapes))
    return Chart(WIDE, TOP + WEEK * CELL + 2, tuple(shapes))


def days_of(year: int) -> Sequence[date]:
    """Return every day of a year."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    return [first + timedelta(days=n) for n in range((after - first).days)]


def _week(day: date) -> int:
    """Return the rank of a day's week in its year; weeks begin on Monday."""
    first = date(day.year, 1, 1)
    return (day.timetuple().tm_yday - 1 + first.weekday()) // WEEK


def _cell(day: date, *, is_narrow: bool) -> tuple[float, float, float, float]:
    if is_narrow:
        left = NARROW_LEFT + day.weekday() * NARROW_WIDTH
        return (
            left,
            TOP + _week(day) * NARROW_HEIGHT,
            NARROW_WIDTH - 3,
            NARROW_HEIGHT - 3,
        )
    width = (WIDE - LEFT) / WEEKS_MAX
    x = LEFT + _week(day) * width
    return x, TOP + day.weekday() * CELL, width - 2, CELL - 2


def _names(
    year: int, months: Sequence[str], weekdays: Sequence[str], *, is_narrow: bool
) -> list[Shape]:
    named: list[Shape] = []
    for rank, name in enumerate(months, 1):
        x, y, _w, h = _cell(date(year, rank, 1), is_narrow=is_narrow)
        # A month begins within a week: its name stands at its first whole one.
        if is_narrow:
            named.append(Label(0, y + h, name))
        else:
            named.append(Label(x, TOP - 8, name))
    for rank, name in enumerate(weekdays):
        if is_narrow:
            x = NARROW_LEFT + rank * NARROW_WIDTH + (NARROW_WIDTH - 3) / 2
            named.append(Label(x, TOP - 8, name, "middle"))
        elif rank % 2 == 0:
            named.append(Label(0, TOP + rank * CELL + CELL - 4, name))
    return named
