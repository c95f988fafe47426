"""The integrator: brings the tree forward by the facts that were recorded since."""

from typing import Final

from ledger.log.archive import (
    BUNDLES_A_QUERY,
    Connection,
    LogDamaged,
    State,
    read_bundles,
    read_state,
)
from ledger.log.entries import unbundle
from ledger.log.hashing import leaf_hash
from ledger.log.merkle import Tree
from ledger.log.tiles import TILE_WIDTH, Tile

LIMIT: Final = 10_000
"""Facts in one transaction: a second or so of work that a crash may cost."""

# Whatever the server's own settings are: what is signed next must survive a crash.
SURE: Final = """
SELECT set_config('synchronous_commit', 'on', true)
WHERE current_setting('synchronous_commit') IN ('off', 'local')
"""
HEAD: Final = "SELECT coalesce(max(position), 0) FROM ledger.events"
ADD_TILE: Final = "INSERT INTO log.tiles (level, number, data) VALUES (%s, %s, %s)"
MOVE_ON: Final = "UPDATE log.state SET size = %s, root = %s, edge = %s::bytea[]"


def integrate(connection: Connection, limit: int = LIMIT) -> int:
    """Add the facts after the tree's size, at most so many; return how many.

    One transaction, under the lock of the state's row: a crash leaves the tree as it
    was, and of two integrators one waits and goes on where the other ended.
    Positions are dense in the order of commits, so no fact comes later in between.
    Raises NotInitialised or LogDamaged.
    """
    # Looked at without the lock first: an idle log is asked five times a second, and
    # a locked row is a row written.
    if head(connection) == read_state(connection).size:
        return 0
    with connection.transaction():
        connection.execute(SURE)
        state = read_state(connection, for_update=True)
        tree = tree_of(state)
        last = min(head(connection), state.size + limit)
        full: list[tuple[Tile, bytes]] = []
        for first in range(state.size + 1, last + 1, BUNDLES_A_QUERY * TILE_WIDTH):
            end = min(last, first - 1 + BUNDLES_A_QUERY * TILE_WIDTH)
            full += tree.append(_leaves(connection, first, end))
        if tree.size > state.size:
            _store(connection, full, tree)
    return tree.size - state.size


def tree_of(state: State) -> Tree:
    """Return the tree to go on with; raise LogDamaged if it is not what it was."""
    try:
        tree = Tree(state.size, state.edge)
    except ValueError as error:
        raise LogDamaged(f"the tree of size {state.size} is damaged: {error}") from None
    if tree.root() != state.root:
        raise LogDamaged(f"the edge of the tree does not give its root ({state.size})")
    return tree


def head(connection: Connection) -> int:
    """Return the last position recorded."""
    row = connection.execute(HEAD).fetchone()
    assert row is not None, "an aggregate has one row"
    return int(row[0])


def _leaves(connection: Connection, first: int, last: int) -> list[bytes]:
    leaves: list[bytes] = []
    for _, _, data in read_bundles(connection, first, last):
        leaves += map(leaf_hash, unbundle(data))
    if len(leaves) != last - first + 1:
        raise LogDamaged(f"facts {first} to {last} are not all there")
    return leaves


def _store(connection: Connection, full: list[tuple[Tile, bytes]], tree: Tree) -> None:
    with connection.cursor() as cursor:
        rows = [(tile.level, tile.number, data) for tile, data in full]
        cursor.executemany(ADD_TILE, rows)
    edge = [b"".join(hashes) for hashes in tree.edge]
    connection.execute(MOVE_ON, (tree.size, tree.root(), edge))
