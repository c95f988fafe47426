"""The integrator: brings the tree to the record, however it is cut up."""

from contextlib import nullcontext

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.log.archive import Archive, LogDamaged, NotInitialised, read_tile
from ledger.log.connecting import connect
from ledger.log.integrator import integrate
from ledger.log.schema import migrate_log
from ledger.log.tiles import Tile, tiles_of
from tests.log.logs import Log, facts
from tests.servers import Kind
from tests.specs.log.naive import mth
from tests.store.places import DATABASES, database


def test_at_every_size_the_tree_is_the_plain_recursion(log: Log) -> None:
    """Fact by fact over the edges of tiles, and nothing is added twice."""
    log.record(*facts(520))
    leaves = log.leaves()
    for size in [*range(1, 20), *range(250, 262), *range(508, 520)]:
        while log.size < size:
            assert log.integrate(limit=1) == 1
        state = log.archive.state()
        assert (state.size, state.root) == (size, mth(leaves[:size]))
    assert log.integrate() == 1
    assert log.integrate() == 0


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.tuples(st.integers(1, 400), st.integers(1, 700)), min_size=1, max_size=6
    )
)
def test_batching_never_matters(log: Log, steps: list[tuple[int, int]]) -> None:
    """However much is recorded and integrated at a time, the tree is the same."""
    for count, limit in steps:
        log.record(*facts(count))
        log.integrate(limit)
    while log.integrate(333):
        pass
    leaves = log.leaves()
    state = log.archive.state()
    assert (state.size, state.root) == (len(leaves), mth(leaves))
    assert_tiles(log, leaves)


def test_large_trees_have_tiles_of_tiles(log: Log) -> None:
    """Beyond 65,536 facts there is a third level, and a full tile of tiles."""
    log.record(*facts(65_536 + 300))
    while log.integrate():
        pass
    leaves = log.leaves()
    assert log.archive.state().root == mth(leaves)
    assert_tiles(log, leaves)
    assert len(log.archive.state().edge) == 3


def test_tiles_of_an_older_size_are_beginnings(log: Log) -> None:
    """Who holds an older checkpoint still finds its tiles."""
    log.record(*facts(700))
    while log.integrate():
        pass
    leaves = log.leaves()
    for size in (1, 255, 256, 257, 600, 700):
        read = log.archive.tiles(size)
        for tile in tiles_of(size):
            if tile.level == 0:
                first = tile.number * 256
                assert read(tile) == b"".join(leaves[first : first + tile.width])
            else:
                roots = [mth(leaves[n : n + 256]) for n in range(0, size - 255, 256)]
                assert read(tile) == b"".join(roots)


def test_a_tile_that_is_not_there_is_not_read(log: Log) -> None:
    """Half of one would pass for another."""
    log.record(*facts(300))
    log.integrate()
    for tile in (Tile(0, 1, 45), Tile(0, 2, 1), Tile(1, 0, 2), Tile(2, 0, 1)):
        with pytest.raises(LogDamaged, match="missing or too short"):
            read_tile(log.connection, tile)


def test_an_edge_that_was_altered_is_not_built_upon(log: Log) -> None:
    """What does not give its own root gives no other."""
    log.record(*facts(10))
    log.integrate(5)
    log.tamper("UPDATE log.state SET edge = ARRAY[repeat('x', 160)::bytea]")
    with pytest.raises(LogDamaged, match="edge"):
        log.integrate()
    log.tamper("UPDATE log.state SET edge = '{}'")
    with pytest.raises(LogDamaged, match="size 5"):
        log.integrate()
    assert log.size == 5


def test_a_gap_in_the_record_is_not_integrated(log: Log) -> None:
    """Leaves stand where their facts do, or nowhere."""
    log.record(*facts(10))
    log.tamper("DELETE FROM ledger.events WHERE position = 7")
    with pytest.raises(LogDamaged, match="not all there"):
        log.integrate()
    assert log.size == 0


@pytest.mark.parametrize("kind", DATABASES)
def test_without_a_name_nothing_is_integrated(kind: Kind) -> None:
    """The name is in every entry."""
    owner = database(kind)
    migrate_log(owner)
    with connect(owner) as connection:
        with pytest.raises(NotInitialised, match="commun log init"):
            integrate(connection)
        with pytest.raises(NotInitialised):
            Archive(lambda: nullcontext(connection)).state()
        with pytest.raises(NotInitialised):
            read_tile(connection, Tile(0, 0))


def assert_tiles(log: Log, leaves: list[bytes]) -> None:
    """Compare every tile with the plain recursion over what is under it."""
    read = log.archive.tiles(len(leaves))
    for tile in tiles_of(len(leaves)):
        assert read(tile) == under(tile, leaves)


def under(tile: Tile, leaves: list[bytes]) -> bytes:
    width = 256**tile.level
    first = tile.number * 256 * width
    starts = range(first, first + tile.width * width, width)
    return b"".join(mth(leaves[at : at + width]) for at in starts)
