"""The pictures of projects: nothing outside, nothing on top, nothing left out."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.charts.cooperation import PROJECTS_MAX, Meeting, cooperation_map, side
from web.charts.drawing import Chart, Label, Squares, Trace
from web.charts.milestones import MILESTONES_MAX, Mark, milestones

FIRST = date(2026, 1, 1)
LEVELS = (("a", "National"), ("b", "Régional"), ("c", "Communal"))
SHORT = (("a", "Nat."), ("b", "Rég."), ("c", "Com."))
TITLES = st.text("aé — ", min_size=1, max_size=300)
DAYS = st.integers(0, 4_000).map(lambda days: FIRST + timedelta(days=days))
MARKS = st.lists(
    st.builds(
        Mark,
        title=TITLES,
        first_on=DAYS,
        on=DAYS,
        look=st.sampled_from(["reached", "ahead", "late", "dropped"]),
    ),
    min_size=1,
    max_size=40,
)
COUNTS = st.dictionaries(st.sampled_from("abc"), st.integers(1, 500), max_size=3)
MEETINGS = st.lists(
    st.builds(
        Meeting,
        title=TITLES,
        counts=COUNTS,
        led_by=st.frozensets(st.sampled_from("abc")),
    ),
    max_size=40,
)


def drawn(marks: list[Mark], today: date, *, is_narrow: bool = False) -> Chart:
    ends = ("1er janv. 2026", "31 déc. 2036")
    return milestones(
        marks,
        today=today,
        ends=ends,
        today_called="Aujourd’hui",
        is_narrow=is_narrow,
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


@given(MARKS, DAYS)
def test_milestones_stay_in_their_box(marks: list[Mark], today: date) -> None:
    """On a screen and on a phone; no word lies on another, and all is told again."""
    for is_narrow in (False, True):
        chart = drawn(marks, today, is_narrow=is_narrow)
        assert chart.outside == []
        assert overlapping(chart) == []
        assert chart == drawn(marks, today, is_narrow=is_narrow)


@given(MARKS)
def test_each_milestone_has_its_sign(marks: list[Mark]) -> None:
    """A shape for each that is drawn, and its title."""
    chart = drawn(marks, FIRST)
    some = marks[:MILESTONES_MAX]
    signs = [s for s in chart.shapes if isinstance(s, Trace)]
    assert len(signs) == sum(mark.look != "dropped" for mark in some)
    names = [s for s in chart.shapes if isinstance(s, Label) and s.look == "name"]
    assert len(names) == len(some)


def test_days_stand_in_the_order_of_time() -> None:
    """What is due later stands further to the right."""
    marks = [
        Mark(title="x", first_on=day, on=day, look="ahead")
        for day in (FIRST, FIRST + timedelta(days=30), FIRST + timedelta(days=90))
    ]
    chart = drawn(marks, FIRST)
    lefts = [s.box[0] for s in chart.shapes if isinstance(s, Trace)]
    assert lefts == sorted(lefts)
    assert lefts[1] - lefts[0] < lefts[2] - lefts[1]


@given(MEETINGS)
def test_the_map_stays_in_its_box(meetings: list[Meeting]) -> None:
    """On a screen and on a phone; no word lies on another."""
    for is_narrow in (False, True):
        chart = cooperation_map(
            meetings, SHORT if is_narrow else LEVELS, is_narrow=is_narrow
        )
        assert chart.outside == []
        assert overlapping(chart) == []


@given(MEETINGS)
def test_the_map_counts_everybody(meetings: list[Meeting]) -> None:
    """Each square bears the number of partners of its level."""
    chart = cooperation_map(meetings, LEVELS)
    shown = [s for s in chart.shapes if isinstance(s, Label)]
    told = [int(s.text) for s in shown if s.look in {"count", "on-led"}]
    some = meetings[:PROJECTS_MAX]
    assert sorted(told) == sorted(n for m in some for n in m.counts.values())
    assert len([s for s in chart.shapes if isinstance(s, Squares)]) == len(told)


@pytest.mark.parametrize("count", [1, 2, 5, 11])
def test_more_partners_make_a_larger_square(count: int) -> None:
    """Up to a dozen, from which on the number tells."""
    assert side(count) < side(count + 1) <= side(500)
