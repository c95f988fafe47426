"""Tiles: where each is published, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.log.tiles import (
    EntriesTile,
    MalformedPath,
    Tile,
    edge_widths,
    entries_of,
    entries_path,
    is_covered,
    parse_tile_path,
    tile_path,
    tiles_of,
)

TILES = st.builds(Tile, st.integers(0, 63), st.integers(0, 10**15), st.integers(1, 256))
ENTRIES = st.builds(EntriesTile, st.integers(0, 10**15), st.integers(1, 256))


def test_paths_are_those_of_the_standard() -> None:
    """C2SP tlog-tiles: index 1234067 is x001/x234/067."""
    assert tile_path(Tile(0, 1234067)) == "tile/0/x001/x234/067"
    assert tile_path(Tile(7, 5, 112)) == "tile/7/005.p/112"
    assert entries_path(EntriesTile(1000, 1)) == "tile/entries/x001/000.p/1"


@given(TILES | ENTRIES)
def test_a_path_is_read_as_it_was_written(tile: Tile | EntriesTile) -> None:
    """Each tile has one path, each path one tile."""
    path = tile_path(tile) if isinstance(tile, Tile) else entries_path(tile)
    assert parse_tile_path(path.removeprefix("tile/")) == tile


@given(st.text("0123456789x/.pentris", max_size=24) | st.text(max_size=12))
def test_whatever_is_read_prints_back_the_same(text: str) -> None:
    """So a cache holds each tile once, and nobody finds a second name for it."""
    try:
        tile = parse_tile_path(text)
    except MalformedPath:
        return
    path = tile_path(tile) if isinstance(tile, Tile) else entries_path(tile)
    assert path == f"tile/{text}"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "0",
        "0/",
        "0/0",
        "0/00",
        "0/0000",
        "00/000",
        "01/000",
        "64/000",
        "-1/000",
        "100/000",
        "0/x000/000",
        "0/001/000",
        "0/x001/x02/000",
        "0/000.p/0",
        "0/000.p/256",
        "0/000.p/01",
        "0/000.p/",
        "0/000.p/999",
        "0/000.p/1/",
        "0/000/",
        "/0/000",
        "0//000",
        "0/000\n",
        "0/\u0660\u0660\u0660",
        "entries/0",
        "entries/000.p/256",
        "Entries/000",
        "entries/../0/000",
        "0/" + "x999/" * 7 + "999",
    ],
)
def test_other_paths_are_refused(path: str) -> None:
    """A parsed path must print back to itself."""
    with pytest.raises(MalformedPath):
        parse_tile_path(path)


@given(st.integers(0, 10**7))
def test_a_tree_covers_its_own_tiles_and_no_more(size: int) -> None:
    """Nothing beyond the published size is ever handed out."""
    widths = edge_widths(size)
    for level, width in enumerate(widths):
        number = size >> (8 * (level + 1))
        if width:
            assert is_covered(Tile(level, number, width), size)
        assert not is_covered(Tile(level, number, width + 1), size)
    assert not is_covered(EntriesTile(size // 256, size % 256 + 1), size)
    if size % 256:
        assert is_covered(EntriesTile(size // 256, size % 256), size)


@given(st.integers(0, 3_000))
def test_bundles_of_entries_hold_each_position_once(size: int) -> None:
    """From the first to the last."""
    bundles = list(entries_of(size))
    held = [p for b in bundles for p in range(b.first, b.last + 1)]
    assert held == list(range(1, size + 1))
    assert [t.number for t in tiles_of(size) if t.level == 0] == [
        b.number for b in bundles
    ]
