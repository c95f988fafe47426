"""The treemap: surfaces as the numbers are, nothing outside, nothing on top."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.charts.drawing import NARROW, WIDE, Chart, Label, Square, Squares
from web.charts.treemap import Band, Piece, squarified, treemap

VALUES = st.lists(st.floats(0.001, 1e9), min_size=1, max_size=20)
BOXES = st.tuples(
    st.floats(0, 500), st.floats(0, 500), st.floats(1, 1_000), st.floats(1, 1_000)
)
PIECES = st.builds(
    Piece,
    name=st.text("aé— ", min_size=1, max_size=18),
    value=st.floats(0.001, 1e6),
    said=st.sampled_from(["1 h", "1 234,5 h", "12 345 678 pièces"]),
    is_rest=st.booleans(),
)
BANDS = st.lists(
    st.builds(
        Band,
        title=st.text("aé— ", min_size=1, max_size=60),
        said=st.sampled_from(["1 h", "123 456 789,123 heures"]),
        look=st.integers(1, 4),
        pieces=st.lists(PIECES, min_size=1, max_size=9),
    ),
    max_size=4,
)


def surface(place: Square) -> float:
    return place[2] * place[3]


def overlap(one: Square, other: Square) -> float:
    """Return how much of two rectangles lies on one another."""
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    tall = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(wide, 0.0) * max(tall, 0.0)


@given(VALUES, BOXES)
def test_surfaces_are_as_the_values_are(values: list[float], box: Square) -> None:
    """All of the box is given away, and each gets its share of it."""
    places = squarified(values, box)
    whole, total = surface(box), sum(values)
    for value, place in zip(values, places, strict=True):
        share = surface(place) / whole
        assert share == pytest.approx(value / total, rel=1e-6, abs=1e-9)
    assert sum(map(surface, places)) == pytest.approx(whole)


@given(VALUES, BOXES)
def test_rectangles_stay_in_their_box_and_apart(
    values: list[float], box: Square
) -> None:
    """None leaves the box, none lies on another, and twice is the same."""
    places = squarified(values, box)
    x, y, width, height = box
    slack = 1e-6 * (1 + width + height)
    for left, top, wide, tall in places:
        assert left >= x - slack
        assert top >= y - slack
        assert left + wide <= x + width + slack
        assert top + tall <= y + height + slack
    for one, other in combinations(places, 2):
        assert overlap(one, other) <= slack * (width + height)
    assert places == squarified(values, box)


def test_rectangles_are_nearly_squares() -> None:
    """Twelve equal ones in a square: none is a splinter."""
    places = squarified([1.0] * 12, (0, 0, 600, 600))
    assert all(0.4 < wide / tall < 2.5 for _x, _y, wide, tall in places)


@given(BANDS, st.booleans())
def test_the_picture_stays_in_its_box(bands: list[Band], is_narrow: bool) -> None:  # noqa: FBT001  # drawn by hypothesis
    """On a screen and on a phone; no word lies on another, and all is told again."""
    chart = treemap(bands, is_narrow=is_narrow)
    assert chart.width == (NARROW if is_narrow else WIDE)
    assert chart.outside == []
    assert lying_on_one_another(chart) == []
    assert chart == treemap(bands, is_narrow=is_narrow)


def lying_on_one_another(chart: Chart) -> list[tuple[str, str]]:
    labels = [shape for shape in chart.shapes if isinstance(shape, Label)]
    return [
        (one.text, other.text)
        for one, other in combinations(labels, 2)
        if one.box[0] < other.box[2]
        and other.box[0] < one.box[2]
        and one.box[1] < other.box[3]
        and other.box[1] < one.box[3]
    ]


@given(BANDS)
def test_surfaces_compare_across_natures(bands: list[Band]) -> None:
    """A heading takes no room: an hour is as large in one band as in another."""
    for is_narrow in (False, True):
        chart = treemap(bands, is_narrow=is_narrow)
        drawn = [s for s in chart.shapes if isinstance(s, Squares)]
        whole = sum(surface(place) for one in drawn for place in one.each)
        total = sum(band.value for band in bands)
        count = sum(len(one.each) for one in drawn)
        assert count == sum(len(band.pieces) for band in bands)
        rest = sum(surface(p) for one in drawn if one.look == "rest" for p in one.each)
        told = sum(p.value for band in bands for p in band.pieces if p.is_rest)
        if total:
            assert rest / whole == pytest.approx(told / total, rel=1e-6, abs=1e-9)


def test_a_name_is_written_whole_or_not_at_all() -> None:
    """A name that is cut could be somebody else's."""
    pieces = [
        Piece(name=f"Commune n° {number}", value=value, said=f"{value} h")
        for number, value in enumerate((500.0, 90.0, 3.0, 0.1))
    ]
    band = Band(title="Temps", said="593,1 h", look=1, pieces=pieces)
    chart = treemap([band])
    written = [s.text for s in chart.shapes if isinstance(s, Label)]
    names = {piece.name for piece in pieces}
    assert "Commune n° 0" in written
    assert not any("…" in text for text in written)
    assert all(
        text in names or text in {"Temps", "593,1 h"} or text.endswith(" h")
        for text in written
    )
