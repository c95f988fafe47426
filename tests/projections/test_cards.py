"""Live = rebuilt = offline, for any story and any batching, as of every position."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.kernel.messages import Fact
from projections.copying import written
from projections.memory import Version
from tests.projections.card_house import house
from tests.projections.cards import (
    BOARDS,
    CardRow,
    CardsPinned,
    CardTaken,
    card_stories,
    cards,
)
from tests.servers import Kind


@settings(max_examples=15, deadline=None)
@given(story=card_stories, cuts=st.lists(st.integers(1, 9), max_size=6))
def test_live_rebuilt_and_folded_rows_are_the_same(
    story: list[Fact], cuts: list[int]
) -> None:
    """Row for row, with since, until and first, whatever the batches were."""
    with house() as there:
        for part in parts(story, cuts):
            there.record(*part)
            there.catch_up()
        there.assert_rows_are_a_fold()
        there.assert_shelves_agree()
        there.rebuild()
        there.assert_rows_are_a_fold()
        there.assert_shelves_agree()


@settings(max_examples=10, deadline=None)
@given(story=card_stories, cuts=st.lists(st.integers(1, 9), max_size=6))
def test_a_projector_that_begins_anew_goes_on_alike(
    story: list[Fact], cuts: list[int]
) -> None:
    """What one has in memory from batches before, another loads from the tables."""
    with house() as there:
        for part in parts(story, cuts):
            there.record(*part)
            there.projector = there.another_projector()
            there.catch_up()
        there.assert_rows_are_a_fold()


def parts(story: Sequence[Fact], cuts: Sequence[int]) -> Sequence[Sequence[Fact]]:
    found: list[Sequence[Fact]] = []
    for cut in cuts:
        found.append(story[:cut])
        story = story[cut:]
    return [*found, story]


@pytest.mark.parametrize("kind", ["embedded18", "debian15"])
def test_every_server_answers_alike(kind: Kind) -> None:
    """The oldest PostgreSQL that is supported, and the newest."""
    with house(kind) as there:
        for board in BOARDS:
            there.record(CardsPinned(cards=("card0", f"card{len(board)}"), board=board))
        there.catch_up()
        there.assert_shelves_agree()
        there.rebuild()
        there.assert_shelves_agree()


def test_a_list_read_page_by_page_while_it_changes_misses_and_repeats_nothing() -> None:
    """New rows come before the first page, changed ones stay in their place."""
    with house() as there:
        for number in range(20):
            there.record(CardsPinned(cards=(f"old{number}",), board="north"))
        there.catch_up()
        seen: list[str] = []
        after: int | None = None
        for turn in range(100):
            with there.views.shelf() as shelf:
                page = shelf.page(cards, limit=3, after=after)
            seen += [placed.row.card for placed in page.rows]
            after = page.next
            if after is None:
                break
            there.record(
                CardsPinned(cards=(f"new{turn}", "old0", "old10"), board=f"board{turn}")
            )
            there.catch_up()
    assert seen == [f"old{number}" for number in range(19, -1, -1)]


def test_a_page_ends_where_a_place_ends() -> None:
    """One fact may bring more rows than a page holds: none of them is passed over."""
    with house() as there:
        packed = tuple(f"card{number}" for number in range(5))
        there.record(CardsPinned(cards=("early",), board="north"))
        there.record(CardsPinned(cards=packed, board="north"), CardTaken(card="card1"))
        there.catch_up()
        with there.views.shelf() as shelf:
            first = shelf.page(cards, limit=2)
            second = shelf.page(cards, limit=2, after=first.next)
    named = [[placed.row.card for placed in page.rows] for page in (first, second)]
    assert named == [["card4", "card3", "card2", "card0"], ["early"]]
    assert (first.next, second.next) == (2, None)


def test_a_value_equal_to_a_sign_of_ours_is_written_as_itself() -> None:
    """A separator inside a value, or what stands for nothing, is escaped."""
    row = CardRow(card="card1", board="\x1e", rank=None)
    (text,) = written([Version(("card1",), 1, 2, 1, row)], ("board", "rank"))
    fields = text.rstrip("\n").split("\x1f")
    assert fields[:6] == ["card1", "1", "2", "1", "\\x1e", "\x1e"]


def test_views_wait_for_what_was_just_written() -> None:
    """A page shows what its reader recorded, or waits no longer than it may."""
    with house() as there:
        there.record(CardsPinned(cards=("card1",), board="north"))
        assert not there.views.wait_until(1, timeout=0.05)
        there.catch_up()
        assert there.views.wait_until(1, timeout=0)
        assert there.views.position() == 1
