"""Drawing: the few shapes that charts are made of, and the box they stay in.

Each chart is laid out twice: for a screen and for a phone. Every shape has its own
colour beside its class, so that a chart that is taken out of its page can be read.
"""

from dataclasses import dataclass
from typing import Final, Literal

WIDE, NARROW = 960, 360
LETTER: Final = 7.4
"""The width of a letter at the size that charts are lettered in, and some."""

LETTER_HEIGHT: Final = 13
Square = tuple[float, float, float, float]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str = "grid"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom."""
        xs, ys = sorted((self.x1, self.x2)), sorted((self.y1, self.y2))
        return xs[0], ys[0], xs[1], ys[1]


@dataclass(frozen=True)
class Label:
    """A word or two; ``y`` is where its letters stand."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    look: str = "tick"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom, if letters are as wide as we think."""
        width = len(self.text) * LETTER
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return left, self.y - LETTER_HEIGHT, left + width, self.y + 3


@dataclass(frozen=True)
class Squares:
    """Rectangles that mean the same, drawn as one: x, y, width and height of each."""

    each: tuple[Square, ...]
    look: str

    @property
    def path(self) -> str:
        """Return them as one path."""
        return "".join(
            f"M{figure(x)},{figure(y)}h{figure(w)}v{figure(h)}h{figure(-w)}z"
            for x, y, w, h in self.each
        )

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of them all."""
        return (
            min(x for x, _y, _w, _h in self.each),
            min(y for _x, y, _w, _h in self.each),
            max(x + w for x, _y, w, _h in self.each),
            max(y + h for _x, y, _w, h in self.each),
        )


@dataclass(frozen=True)
class Trace:
    """A line through points, or the surface under it where it is closed."""

    points: tuple[tuple[float, float], ...]
    look: str
    is_closed: bool = False

    @property
    def path(self) -> str:
        """Return it as a path."""
        drawn = "L".join(f"{figure(x)},{figure(y)}" for x, y in self.points)
        return f"M{drawn}{'z' if self.is_closed else ''}"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom."""
        xs, ys = [x for x, _y in self.points], [y for _x, y in self.points]
        return min(xs), min(ys), max(xs), max(ys)


Shape = Line | Label | Squares | Trace


@dataclass(frozen=True)
class Chart:
    """A drawing of a size; nothing of it lies outside."""

    width: int
    height: int
    shapes: tuple[Shape, ...]

    @property
    def outside(self) -> list[Shape]:
        """Return what lies outside: a test finds something here, or nothing."""
        return [shape for shape in self.shapes if not self._holds(shape)]

    def _holds(self, shape: Shape) -> bool:
        left, top, right, bottom = shape.box
        slack = 0.01
        return (
            left >= -slack
            and top >= -slack
            and right <= self.width + slack
            and bottom <= self.height + slack
        )


def figure(value: float) -> str:
    """Write a coordinate as short as it may be."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def shortened(text: str, signs: int) -> str:
    """Return a text that is no longer than this; the table beside has it whole."""
    return text if len(text) <= signs else text[: signs - 1].rstrip() + "…"
