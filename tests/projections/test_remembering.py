"""Remembering: totals brought forward are those that would be read whole."""

from collections.abc import Iterator

import pytest

from projections.reading import Views
from projections.remembering import REMEMBERED_MAX, Remembered, Totals
from tests.projections.card_house import House, house
from tests.projections.cards import BoardRow, boards, many


@pytest.fixture
def there() -> Iterator[House]:
    with house() as opened:
        yield opened


def test_totals_brought_forward_are_those_read_whole(there: House) -> None:
    """After any facts, past readings and new tables, in the same order."""
    for turn in range(12):
        there.record(*many(7, turn * 7))
        there.catch_up()
        assert_totals(there)
        assert_totals(there, turn * 7 // 2)
        if turn == 6:
            there.rebuild()
            assert_totals(there)
            there.projector = there.another_projector()


def assert_totals(there: House, position: int | None = None) -> None:
    """Compare what is remembered with what is read afresh, and with a fold."""
    expected = list(there.offline(position).shelf().every(boards))
    for views in (there.views, Views(there.pool)):
        with views.shelf(position) as shelf:
            assert list(shelf.every(boards)) == expected


def test_an_older_reading_does_not_take_the_place_of_a_newer_one() -> None:
    """What is brought forward begins at the latest position that was read."""
    remembered = Remembered()
    for position in (3, 9, 5):
        remembered.keep((1, "boards"), totals(position))
    newest = remembered.newest((1, "boards"))
    assert newest is not None
    assert newest.position == 9


def test_few_positions_are_remembered_and_no_tables_that_were_replaced() -> None:
    """Memory is bounded however many moments are asked for."""
    remembered = Remembered()
    for position in range(REMEMBERED_MAX + 1):
        remembered.keep((1, "boards"), totals(position))
    assert remembered.at((1, "boards"), 0) is None
    assert remembered.at((1, "boards"), 1) is not None
    remembered.keep((2, "boards"), totals(4))
    assert remembered.newest((1, "boards")) is None


def totals(position: int) -> Totals:
    return Totals(position, [BoardRow(board="north", rank=None)], BoardRow.key_values)
