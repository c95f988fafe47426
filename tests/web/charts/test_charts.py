"""Charts: nothing is drawn outside the box, and the same figures draw the same."""

from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ledger.log.hashing import leaf_hash, node_hash
from ledger.log.merkle import Tree
from ledger.log.proofs import inclusion
from ledger.log.tiles import Tile
from web.charts.calendar import LEVELS, calendar, days_of, level
from web.charts.drawing import NARROW, WIDE, Label, Squares, Trace
from web.charts.growth import growth, sampled, ticks
from web.charts.tree_path import steps_of, tree_path

MONTHS = [
    "janv",
    "févr",
    "mars",
    "avr",
    "mai",
    "juin",
    "juil",
    "août",
    "sept",
    "oct",
    "nov",
    "déc",
]
WEEK = ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"]
YEARS = st.integers(1970, 2200)
COUNTS = st.dictionaries(st.integers(1, 366), st.integers(0, 10**7), max_size=40)


def counted(year: int, counts: dict[int, int]) -> dict[date, int]:
    first = date(year, 1, 1)
    days = {first + timedelta(days=n - 1): count for n, count in counts.items()}
    return {day: count for day, count in days.items() if day.year == year}


@given(year=YEARS, counts=COUNTS, narrow=st.booleans())
def test_a_calendar_stays_in_its_box(
    year: int, counts: dict[int, int], *, narrow: bool
) -> None:
    """Whatever the year and however busy its days, on a screen and on a phone."""
    told = counted(year, counts)
    drawn = calendar(year, told, months=MONTHS, weekdays=WEEK, is_narrow=narrow)
    assert drawn.outside == []
    assert drawn.width == (NARROW if narrow else WIDE)
    assert drawn == calendar(year, told, months=MONTHS, weekdays=WEEK, is_narrow=narrow)


@given(year=YEARS, counts=COUNTS, narrow=st.booleans())
def test_every_day_of_a_year_has_its_own_square(
    year: int, counts: dict[int, int], *, narrow: bool
) -> None:
    """No day is missing, and none is drawn over another."""
    told = counted(year, counts)
    drawn = calendar(year, told, months=MONTHS, weekdays=WEEK, is_narrow=narrow)
    squares = [
        each
        for shape in drawn.shapes
        if isinstance(shape, Squares)
        for each in shape.each
    ]
    middles = {(round(x + w / 2, 3), round(y + h / 2, 3)) for x, y, w, h in squares}
    assert len(squares) == len(middles) == len(days_of(year))


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_more_is_never_drawn_weaker(one: int, other: int) -> None:
    """A busier day is at least as strong, and any entry is stronger than none."""
    few, many = sorted((one, other))
    assert 0 <= level(few, many) <= level(many, many) <= LEVELS
    assert (level(few, many) == 0) == (few == 0)
    assert level(many, many) in {0, LEVELS}


@given(
    counts=st.lists(st.integers(0, 10**9), min_size=1, max_size=60),
    first=st.dates(date(1970, 1, 1), date(2200, 1, 1)),
    apart=st.integers(1, 400),
    narrow=st.booleans(),
)
def test_a_growth_line_stays_in_its_box(
    counts: list[int], first: date, apart: int, *, narrow: bool
) -> None:
    """From one day to many years, from nothing to a thousand millions."""
    grown = sorted(counts)
    points = [(first + timedelta(days=n * apart), c) for n, c in enumerate(grown)]
    numbers = [f"{mark:,}" for mark in ticks(max(grown))]
    ends = "1 janv. 2026", "24 nov. 2026"
    drawn = growth(points, numbers=numbers, ends=ends, is_narrow=narrow)
    assert drawn.outside == []
    line = next(s for s in drawn.shapes if isinstance(s, Trace) and s.look == "line")
    assert len(line.points) == len(points)
    heights = [y for _x, y in line.points]
    assert heights == sorted(heights, reverse=True)


@given(st.integers(0, 10**9))
def test_ticks_reach_beyond_the_most(most: int) -> None:
    """A handful of round numbers, evenly apart, from nothing on."""
    marks = ticks(most)
    assert marks[0] == 0
    assert marks[-1] >= most
    assert 2 <= len(marks) <= 6
    assert len({after - before for before, after in pairwise(marks)}) == 1


@given(
    st.dates(date(1970, 1, 1), date(2200, 1, 1)),
    st.integers(0, 100_000),
    st.integers(2, 60),
)
def test_days_are_sampled_from_end_to_end(first: date, span: int, most: int) -> None:
    """The first and the last are among them, in order, and no more than asked."""
    last = first + timedelta(days=span)
    days = sampled(first, last, most)
    assert (days[0], days[-1]) == (first, last)
    assert days == sorted(set(days))
    assert len(days) <= most


@given(size=st.integers(1, 600), data=st.data(), narrow=st.booleans())
def test_a_path_leads_to_the_root_and_stays_in_its_box(
    size: int, data: st.DataObject, *, narrow: bool
) -> None:
    """Each step joins what the proof brings, on its side; the last makes the root."""
    leaves = [leaf_hash(str(n).encode()) for n in range(size)]
    tree = Tree()
    full = dict(tree.append(leaves))
    held = full | dict(tree.partial_tiles())

    def source(tile: Tile) -> bytes:
        return held[tile]

    index = data.draw(st.integers(0, size - 1))
    proof = inclusion(index, size, source, size)
    steps = steps_of(index, size, leaves[index], proof)
    assert [step.beside for step in steps] == proof
    node = leaves[index]
    for step in steps:
        pair = (step.beside, node) if step.is_left else (node, step.beside)
        node = node_hash(*pair)
        assert step.made == node
    assert node == tree.root()
    drawn = tree_path(steps, leaf=f"n° {index}", root="racine", is_narrow=narrow)
    assert drawn.outside == []


def test_the_longest_path_there_can_be_is_drawn() -> None:
    """A log of as many entries as positions can count has 63 steps."""
    hashes = [sha256(bytes([n])).digest() for n in range(62)]
    steps = steps_of(2**61, 2**62, hashes[0], hashes)
    for narrow in (False, True):
        leaf = "n° 2 305 843 009 213 693 953"
        drawn = tree_path(steps, leaf=leaf, root="racine signée", is_narrow=narrow)
        assert len(steps) == 62
        texts = [s for s in drawn.shapes if isinstance(s, Label)]
        assert len(texts) == 64
        if not narrow:
            assert drawn.outside == []
