"""The chain of credit: what a reuse of a resource owes, from it up to its origins.

Resources stand on a line, the one that is read on top, what it was forked from
beneath; the contributions that each came from branch off to the right. A bar says
how often a thing is credited in all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from web.charts.drawing import (
    LETTER,
    NARROW,
    WIDE,
    Chart,
    Label,
    Line,
    Shape,
    Squares,
    shortened,
)

THINGS_MAX: Final = 30
TOP: Final = 4
ROW, NARROW_ROW = 30, 48
SPINE, BRANCH = 9.0, 32.0
SIDE, SMALL_SIDE = 14.0, 10.0
GAP: Final = 8
BARS, NARROW_BARS = 600.0, 46.0
BAR_HEIGHT: Final = 14.0
NUMBER: Final = LETTER * 9
"""Room for a number after the longest bar."""


@dataclass(frozen=True, kw_only=True)
class Thing:
    """A resource or a contribution, and how many reuses credit it."""

    title: str
    is_contribution: bool
    count: int


def credit_chain(things: Sequence[Thing], *, is_narrow: bool = False) -> Chart:
    """Lay out the chain; the first thing is the resource that is read."""
    drawn = things[:THINGS_MAX]
    width, row = (NARROW, NARROW_ROW) if is_narrow else (WIDE, ROW)
    most = max((thing.count for thing in drawn), default=0) or 1
    places = [TOP + row * rank + ROW / 2 for rank in range(len(drawn))]
    shapes: list[Shape] = []
    if len(drawn) > 1:
        shapes.append(Line(SPINE, places[0], SPINE, places[-1], "joint"))
    for rank, (thing, y) in enumerate(zip(drawn, places, strict=True)):
        shapes += _mark(thing, y, is_first=not rank)
        left = _left(thing)
        room = (width if is_narrow else BARS - GAP) - left
        title = shortened(thing.title, int(room / LETTER))
        shapes.append(Label(left, y + 4, title, look="name"))
        shapes += _bar(thing.count, most, y, width, is_narrow=is_narrow)
    return Chart(width, TOP + row * len(drawn), tuple(shapes))


def _left(thing: Thing) -> float:
    return (BRANCH if thing.is_contribution else SPINE) + SIDE / 2 + GAP


def _mark(thing: Thing, y: float, *, is_first: bool) -> list[Shape]:
    """Draw what stands for the thing: full for the resource that is read."""
    x, side = (BRANCH, SMALL_SIDE) if thing.is_contribution else (SPINE, SIDE)
    look = "beside" if thing.is_contribution else "led" if is_first else "met"
    square = Squares(((x - side / 2, y - side / 2, side, side),), look)
    if thing.is_contribution:
        return [Line(SPINE, y, x - side / 2, y, "joint"), square]
    return [square]


def _bar(
    count: int, most: int, y: float, width: int, *, is_narrow: bool
) -> list[Shape]:
    """Draw how often it is credited; nothing is still written as 0."""
    left = NARROW_BARS if is_narrow else BARS
    top = y + (GAP + 2 if is_narrow else -BAR_HEIGHT / 2)
    length = (width - left - NUMBER) * count / most
    number = Label(left + length + (6 if count else 0), top + 11, str(count))
    if not count:
        return [number]
    return [Squares(((left, top, length, BAR_HEIGHT),), "node"), number]
