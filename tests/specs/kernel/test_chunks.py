"""Chunks: a long list recorded in parts, and sealed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.kernel.chunks import CHUNK_ITEMS, chunked, seal

LISTS = st.lists(st.text(max_size=4), max_size=40)


@given(LISTS, st.integers(1, 50))
def test_chunks_hold_every_item_in_order(items: list[str], size: int) -> None:
    """Nothing is lost, doubled or moved, and no chunk is empty or too long."""
    chunks = list(chunked(items, size))
    assert [item for chunk in chunks for item in chunk] == items
    assert all(0 < len(chunk) <= size for chunk in chunks)


@given(LISTS, st.integers(1, 50), st.integers(1, 50))
def test_the_seal_does_not_depend_on_the_cut(
    items: list[str], size: int, other: int
) -> None:
    """The same list has the same seal, in however many parts it was recorded."""
    assert seal(chunked(items, size)) == seal(chunked(items, other))
    assert seal(chunked(items, size)).count == len(items)


@given(LISTS.filter(bool), st.data())
def test_a_missing_or_doubled_item_is_seen(
    items: list[str], data: st.DataObject
) -> None:
    """The seal of a list with a part missing or doubled is another one."""
    at = data.draw(st.integers(0, len(items) - 1))
    missing, doubled = items[:at] + items[at + 1 :], items[: at + 1] + items[at:]
    assert len({seal([items]), seal([missing]), seal([doubled])}) == 3


def test_order_and_limits_between_items_are_sealed() -> None:
    """Neither moving items nor joining two of them leaves the seal as it was."""
    lists: list[list[object]] = [["a", "b"], ["b", "a"], ["ab"], ["a", "b", ""], []]
    assert len({seal([items]).digest for items in lists}) == len(lists)


def test_the_seal_is_for_ever() -> None:
    """Recorded seals must be found again by every later release."""
    assert seal([["ada", "ben"], ["cleo"]]).digest == (
        "0142af07c4d5bc4faf026c43c49346db9b8c9914b8751627032c4fe610616829"
    )


def test_chunks_are_of_five_hundred_items() -> None:
    """Large enough to be few, small enough for one event each."""
    assert [len(chunk) for chunk in chunked(range(1_001))] == [500, 500, 1]
    assert CHUNK_ITEMS == 500


def test_a_chunk_holds_something() -> None:
    """Chunks of no item would end the list before its first."""
    with pytest.raises(AssertionError):
        list(chunked(["ada"], 0))
