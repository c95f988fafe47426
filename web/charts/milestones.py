"""Milestones on a line of time: when each is due, whether it moved, was reached.

Each state has its own shape, so that colour alone says nothing: a full diamond
is reached, an empty square ahead, a triangle late, a cross dropped. A line
leads from the day that was first meant to the day that holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from web.charts.drawing import (
    LETTER,
    NARROW,
    WIDE,
    Chart,
    Label,
    Line,
    Shape,
    Trace,
    shortened,
)

Look = Literal["reached", "ahead", "late", "dropped"]

MILESTONES_MAX: Final = 30
"""How many are drawn; the table beside has them all."""

TITLE_SIGNS: Final = 34
NARROW_SIGNS: Final = 44
TOP: Final = 40
BOTTOM: Final = 12
MARGIN: Final = 12
ROW, NARROW_ROW = 30, 46
RADIUS: Final = 7


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A milestone as it is drawn."""

    title: str
    first_on: date
    on: date
    look: Look


@dataclass(frozen=True)
class _Scale:
    """Where the days of a drawing stand."""

    left: float
    right: float
    first: date
    last: date

    def at(self, day: date) -> float:
        span = (self.last - self.first).days
        share = (day - self.first).days / span
        return self.left + (self.right - self.left) * share


def milestones(
    marks: Sequence[Mark],
    *,
    today: date,
    ends: tuple[str, str],
    today_called: str,
    is_narrow: bool = False,
) -> Chart:
    """Lay out the milestones, one line each; ``ends`` name the days that bound them.

    Today has its line where it lies between the first day and the last.
    """
    drawn = marks[:MILESTONES_MAX]
    width, row = (NARROW, NARROW_ROW) if is_narrow else (WIDE, ROW)
    left = MARGIN if is_narrow else TITLE_SIGNS * LETTER + MARGIN
    first, last = bounds(drawn)
    scale = _Scale(left, width - MARGIN, first, last)
    height = TOP + row * len(drawn) + BOTTOM
    shapes: list[Shape] = [
        Line(scale.left, TOP, scale.left, height - BOTTOM, "grid"),
        Line(scale.right, TOP, scale.right, height - BOTTOM, "grid"),
        Label(scale.left, TOP - 8, ends[0]),
        Label(scale.right, TOP - 8, ends[1], "end"),
    ]
    shapes += _today(scale, today, today_called, height)
    for rank, mark in enumerate(drawn):
        top = TOP + row * rank
        y = top + row - 14
        title = shortened(mark.title, NARROW_SIGNS if is_narrow else TITLE_SIGNS)
        shapes.append(Label(0, top + 16 if is_narrow else y + 4, title, look="name"))
        shapes.append(Line(scale.left, y, scale.right, y, "grid"))
        if mark.first_on != mark.on:
            start, end = scale.at(mark.first_on), scale.at(mark.on)
            shapes += [Line(start, y, end, y, "moved"), _tick(start, y)]
        shapes += sign(mark.look, scale.at(mark.on), y)
    return Chart(width, height, tuple(shapes))


def bounds(marks: Sequence[Mark]) -> tuple[date, date]:
    """Return the first and the last day of all; they are never the same day."""
    days = [day for mark in marks for day in (mark.first_on, mark.on)]
    first, last = min(days), max(days)
    return (first, last) if first < last else (first, first + timedelta(days=1))


def sign(look: Look, x: float, y: float) -> list[Shape]:
    """Return the shape of a state around a point."""
    r = RADIUS
    match look:
        case "reached":
            points = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
            return [Trace(points, "reached", is_closed=True)]
        case "late":
            corners = ((x, y - r), (x + r, y + r), (x - r, y + r))
            return [Trace(corners, "late", is_closed=True)]
        case "dropped":
            return [
                Line(x - r, y - r, x + r, y + r, "dropped"),
                Line(x - r, y + r, x + r, y - r, "dropped"),
            ]
        case "ahead":
            square = (
                (x - r + 1, y - r + 1),
                (x + r - 1, y - r + 1),
                (x + r - 1, y + r - 1),
                (x - r + 1, y + r - 1),
            )
            return [Trace(square, "ahead", is_closed=True)]


def _today(scale: _Scale, today: date, called: str, height: float) -> list[Shape]:
    if not scale.first <= today <= scale.last:
        return []
    x, reach = scale.at(today), len(called) * LETTER / 2
    middle = min(max(x, scale.left + reach), scale.right - reach)
    return [
        Line(x, TOP - 2, x, height - BOTTOM, "today"),
        Label(middle, TOP - 24, called, "middle", "strong"),
    ]


def _tick(x: float, y: float) -> Line:
    return Line(x, y - 4, x, y + 4, "moved")
