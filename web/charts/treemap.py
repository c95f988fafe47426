"""The treemap of one unit: what each partner brought of each nature, as surfaces.

Natures are bands one under the other, partners rectangles within them: every
surface, in whatever band, is as large as what it stands for. The names of natures
stand beside their bands, so that no heading takes room from what is drawn. Units are
never in one picture.
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
    Shape,
    Square,
    Squares,
    shortened,
)

LOOKS: Final = 4
"""How many natures have a look of their own."""

REST: Final = "rest"
LEFT: Final = 200.0
HEIGHT, NARROW_HEIGHT = 150.0, 220.0
ROOM: Final = 36.0
"""The least from one band to the next: two lines of a label stand beside each."""

HEAD: Final = 20.0
GAP: Final = 8.0
TOP: Final = 2.0
MARGIN: Final = 6.0
LINE: Final = 17.0
SIGNS: Final = 46


@dataclass(frozen=True, kw_only=True)
class Piece:
    """What one partner brought, or the others together; ``said`` has its unit."""

    name: str
    value: float
    said: str
    is_rest: bool = False


@dataclass(frozen=True, kw_only=True)
class Band:
    """A nature with its pieces; ``look`` counts from 1."""

    title: str
    said: str
    look: int
    pieces: Sequence[Piece]

    @property
    def value(self) -> float:
        """Return how much it is in all."""
        return sum(piece.value for piece in self.pieces)


def treemap(bands: Sequence[Band], *, is_narrow: bool = False) -> Chart:
    """Lay out the bands, in the order in which they are given."""
    width, left = (NARROW, 0.0) if is_narrow else (WIDE, LEFT)
    height = NARROW_HEIGHT if is_narrow else HEIGHT
    total = sum(band.value for band in bands) or 1.0
    shapes: list[Shape] = []
    y = TOP
    for band in bands:
        tall = height * band.value / total
        y += HEAD if is_narrow else 0.0
        shapes += _head(band, y, is_narrow=is_narrow)
        shapes += _band(band, (left, y, width - left, tall))
        y += (tall if is_narrow else max(tall, ROOM)) + GAP
    return Chart(width, int(y) + 1, tuple(shapes))


def _head(band: Band, y: float, *, is_narrow: bool) -> list[Shape]:
    """Write the nature and how much it is: beside its band, or above it."""
    if is_narrow:
        said = shortened(f"{band.title} — {band.said}", SIGNS)
        return [Label(0, y - MARGIN, said, look="strong")]
    room = int(LEFT / LETTER)
    return [
        Label(0, y + 13, shortened(band.title, room), look="strong"),
        Label(0, y + 13 + LINE, shortened(band.said, room)),
    ]


def _band(band: Band, box: Square) -> list[Shape]:
    places = squarified([piece.value for piece in band.pieces], box)
    looks: dict[str, list[Square]] = {}
    labels: list[Shape] = []
    for piece, place in zip(band.pieces, places, strict=True):
        look = REST if piece.is_rest else f"nature-{1 + (band.look - 1) % LOOKS}"
        looks.setdefault(look, []).append(place)
        labels += _labels(piece, place)
    return [*(Squares(tuple(some), look) for look, some in looks.items()), *labels]


def _labels(piece: Piece, place: Square) -> list[Shape]:
    """Write whose it is and how much, where there is room for it; else the table does.

    A name that is cut could be another's: it is written whole or not at all.
    """
    x, y, width, height = place
    room = width - 2 * MARGIN
    if height < LINE + 4 or len(piece.name) * LETTER > room:
        return []
    both = f"{piece.name} {piece.said}"
    if height >= 2 * LINE + 6 and len(piece.said) * LETTER <= room:
        return [
            Label(x + MARGIN, y + LINE, piece.name, look="name"),
            Label(x + MARGIN, y + 2 * LINE, piece.said),
        ]
    text = both if len(both) * LETTER <= room else piece.name
    return [Label(x + MARGIN, y + LINE, text, look="name")]


def squarified(values: Sequence[float], box: Square) -> list[Square]:
    """Cut a rectangle into one for each value, as square as may be.

    Surfaces are as the values are to one another; the larger ones come first, those
    that are equal in the order in which they are given.
    """
    x, y, width, height = box
    order = sorted(range(len(values)), key=lambda rank: (-values[rank], rank))
    total = sum(values)
    if not total or not width or not height:
        return [(x, y, 0.0, 0.0) for _value in values]
    areas = [values[rank] * width * height / total for rank in order]
    places: list[Square] = []
    while len(places) < len(areas):
        rest = areas[len(places) :]
        row = rest[: _row_length(rest, min(width, height))]
        is_last = len(row) == len(rest)
        if width >= height:
            thick = width if is_last else min(sum(row) / height, width)
            places += _laid(row, (x, y, thick, height), is_column=True)
            x, width = x + thick, width - thick
        else:
            thick = height if is_last else min(sum(row) / width, height)
            places += _laid(row, (x, y, width, thick), is_column=False)
            y, height = y + thick, height - thick
    found = dict(zip(order, places, strict=True))
    return [found[rank] for rank in range(len(values))]


def _row_length(areas: Sequence[float], side: float) -> int:
    """Return how many of the next surfaces make the squarest row along a side."""
    count, best = 1, _worst(areas[:1], side)
    while count < len(areas):
        following = _worst(areas[: count + 1], side)
        if following > best:
            break
        count, best = count + 1, following
    return count


def _worst(row: Sequence[float], side: float) -> float:
    """Return how far from a square the least square one of a row is."""
    thick = sum(row) / side
    if not thick:
        return float("inf")
    lengths = [area / thick for area in row]
    return max(
        max(length / thick, thick / length) if length else float("inf")
        for length in lengths
    )


def _laid(row: Sequence[float], box: Square, *, is_column: bool) -> list[Square]:
    x, y, width, height = box
    total = sum(row) or 1.0
    places: list[Square] = []
    done = 0.0
    for area in row:
        first, done = done / total, done + area
        share = min(done / total, 1.0) - first
        if is_column:
            places.append((x, y + height * first, width, height * share))
        else:
            places.append((x + width * first, y, width * share, height))
    return places
