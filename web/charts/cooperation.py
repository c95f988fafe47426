"""The map of cooperation: which levels meet in each project.

Projects are lines, levels are columns. A square is larger the more partners of
that level take part, and bears their number; it is full where the project is
led. A line joins the levels that a project brings together: that is vertical
cooperation; two partners in one square are horizontal cooperation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
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

PROJECTS_MAX: Final = 30
TITLE_SIGNS: Final = 38
NARROW_SIGNS: Final = 44
TOP: Final = 30
BOTTOM: Final = 8
MARGIN: Final = 12
ROW, NARROW_ROW = 42, 58
SIDE_MIN, SIDE_MAX = 18.0, 34.0
MOST: Final = 12
"""From this many partners on, a square grows no more."""


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A project with how many partners of each level take part, and who leads."""

    title: str
    counts: Mapping[str, int]
    led_by: frozenset[str]

    @property
    def is_vertical(self) -> bool:
        """Tell whether levels meet in it."""
        return len(self.counts) > 1

    @property
    def is_horizontal(self) -> bool:
        """Tell whether partners of one level meet in it."""
        return any(count > 1 for count in self.counts.values())


def side(count: int) -> float:
    """Return how wide the square of so many partners is: its surface grows with it."""
    share = (sqrt(min(count, MOST)) - 1) / (sqrt(MOST) - 1)
    return SIDE_MIN + (SIDE_MAX - SIDE_MIN) * share


def cooperation_map(
    meetings: Sequence[Meeting],
    levels: Sequence[tuple[str, str]],
    *,
    is_narrow: bool = False,
) -> Chart:
    """Lay out projects and levels; ``levels`` are their values and short names."""
    drawn = meetings[:PROJECTS_MAX]
    width, row = (NARROW, NARROW_ROW) if is_narrow else (WIDE, ROW)
    left = 0.0 if is_narrow else TITLE_SIGNS * LETTER + MARGIN
    step = (width - left) / len(levels)
    columns = {
        level: left + step * (rank + 0.5) for rank, (level, _name) in enumerate(levels)
    }
    height = TOP + row * len(drawn) + BOTTOM
    shapes: list[Shape] = []
    for level, name in levels:
        x = columns[level]
        shapes.append(Label(x, TOP - 12, name, "middle"))
        shapes.append(Line(x, TOP, x, height - BOTTOM, "grid"))
    for rank, meeting in enumerate(drawn):
        top = TOP + row * rank
        y = top + row - SIDE_MAX / 2 - 2
        title = shortened(meeting.title, NARROW_SIGNS if is_narrow else TITLE_SIGNS)
        shapes.append(Label(0, top + 14 if is_narrow else y + 4, title, look="name"))
        shapes += _meeting(meeting, columns, y)
    return Chart(width, height, tuple(shapes))


def _meeting(meeting: Meeting, columns: Mapping[str, float], y: float) -> list[Shape]:
    shapes: list[Shape] = []
    met = [columns[level] for level in columns if meeting.counts.get(level)]
    if len(met) > 1:
        shapes.append(Line(met[0], y, met[-1], y, "line"))
    for level, x in columns.items():
        count = meeting.counts.get(level, 0)
        if not count:
            continue
        width = side(count)
        is_led = level in meeting.led_by
        square = (x - width / 2, y - width / 2, width, width)
        shapes.append(Squares((square,), "led" if is_led else "met"))
        look = "on-led" if is_led else "count"
        shapes.append(Label(x, y + 4, str(count), "middle", look))
    return shapes
