"""The growth line: how many entries there were at the end of each of some days."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from web.charts.drawing import (
    LETTER,
    NARROW,
    WIDE,
    Chart,
    Label,
    Line,
    Shape,
    Trace,
)

POINTS_MAX: Final = 60
HEIGHT: Final = 240
TOP, BOTTOM, RIGHT = 18, 26, 8
TICKS: Final = 4
STEPS: Final = (1, 2, 2.5, 5, 10)


def ticks(most: int, count: int = TICKS) -> list[int]:
    """Return round numbers from nothing to at least the most."""
    if most <= 0:
        return [0, 1]
    raw = most / count
    scale = 10 ** (len(str(int(raw))) - 1) if raw >= 1 else 1
    step = max(1, int(next(s * scale for s in STEPS if s * scale >= raw)))
    steps = -(-most // step)
    return [step * n for n in range(steps + 1)]


def growth(
    points: Sequence[tuple[date, int]],
    *,
    numbers: Sequence[str],
    ends: tuple[str, str],
    is_narrow: bool = False,
) -> Chart:
    """Lay out the line; ``numbers`` name the ticks, ``ends`` the first and last day."""
    width = NARROW if is_narrow else WIDE
    marks = ticks(max((count for _day, count in points), default=0))
    left = max((len(name) for name in numbers), default=1) * LETTER + 8
    floor, reach = HEIGHT - BOTTOM, width - RIGHT - left
    first, last = points[0][0], points[-1][0]
    span = max(1, (last - first).days)

    def height_of(count: int) -> float:
        return floor - (floor - TOP) * count / marks[-1]

    traced = tuple(
        (left + reach * (day - first).days / span, height_of(count))
        for day, count in points
    )
    surface = ((traced[0][0], floor), *traced, (traced[-1][0], floor))
    shapes: list[Shape] = [Trace(surface, "area", is_closed=True)]
    for mark, name in zip(marks, numbers, strict=True):
        y = height_of(mark)
        shapes.append(Line(left, y, left + reach, y, "grid"))
        shapes.append(Label(left - 6, y + 4, name, "end"))
    shapes.append(Trace(traced, "line"))
    shapes.append(Label(left, HEIGHT - 8, ends[0]))
    if last > first:
        shapes.append(Label(left + reach, HEIGHT - 8, ends[1], "end"))
    return Chart(width, HEIGHT, tuple(shapes))


def sampled(first: date, last: date, most: int = POINTS_MAX) -> list[date]:
    """Return the first and the last day and some between, evenly."""
    span = (last - first).days
    steps = max(1, min(span, most - 1))
    ranks = {round(span * n / steps) for n in range(steps + 1)}
    return [date.fromordinal(first.toordinal() + rank) for rank in sorted(ranks)]
