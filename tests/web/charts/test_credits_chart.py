"""The chain of credit: nothing outside, nothing on top, nothing left out."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.charts.credits import THINGS_MAX, Thing, credit_chain
from web.charts.drawing import Chart, Label, Squares

THINGS = st.lists(
    st.builds(
        Thing,
        title=st.text("aé — ", min_size=1, max_size=300),
        is_contribution=st.booleans(),
        count=st.integers(0, 999_999),
    ),
    max_size=60,
)


def overlapping(chart: Chart) -> list[tuple[str, str]]:
    labels = [shape for shape in chart.shapes if isinstance(shape, Label)]
    return [
        (one.text, other.text)
        for one, other in combinations(labels, 2)
        if one.box[0] < other.box[2]
        and other.box[0] < one.box[2]
        and one.box[1] < other.box[3]
        and other.box[1] < one.box[3]
    ]


@given(things=THINGS, is_narrow=st.booleans())
def test_whatever_is_credited_fits(things: list[Thing], *, is_narrow: bool) -> None:
    """Long titles, many things, large numbers: the picture holds them."""
    chart = credit_chain(things, is_narrow=is_narrow)
    assert not chart.outside
    assert not overlapping(chart)


@pytest.mark.parametrize("is_narrow", [False, True])
def test_each_thing_stands_once_with_its_number(*, is_narrow: bool) -> None:
    """And those beyond what is readable are left to the table."""
    things = [Thing(title=f"t{n}", is_contribution=n > 0, count=n) for n in range(50)]
    chart = credit_chain(things, is_narrow=is_narrow)
    labels = [s for s in chart.shapes if isinstance(s, Label)]
    names = [s.text for s in labels if s.look == "name"]
    assert names == [f"t{n}" for n in range(THINGS_MAX)]
    assert [s.text for s in labels if s.look != "name"] == [
        str(n) for n in range(THINGS_MAX)
    ]


def test_bars_are_as_long_as_the_numbers_say() -> None:
    """Twice as many is twice as long; none is none."""
    things = [
        Thing(title="a", is_contribution=False, count=2),
        Thing(title="b", is_contribution=True, count=4),
        Thing(title="c", is_contribution=True, count=0),
    ]
    shapes = credit_chain(things).shapes
    bars = [s for s in shapes if isinstance(s, Squares) and s.look == "node"]
    short, long = (bar.each[0][2] for bar in bars)
    assert long == pytest.approx(2 * short)
    assert credit_chain([]).height > 0
