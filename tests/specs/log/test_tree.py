"""The tree: what grows leaf by leaf is what RFC 6962 defines."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.log.hashing import EMPTY_ROOT, leaf_hash, node_hash
from ledger.log.merkle import Tree, split
from ledger.log.proofs import consistency, inclusion
from ledger.log.tiles import Tile, tiles_of
from ledger.log.verification import is_consistent, is_included
from tests.specs.log.naive import mth
from tests.specs.log.trees import Grown, changed

SMALL = 66
LARGE = 70_000


@pytest.fixture(scope="module")
def small() -> Grown:
    return Grown(SMALL)


@pytest.fixture(scope="module")
def large() -> Grown:
    return Grown(LARGE)


def test_an_empty_tree_has_the_hash_of_nothing() -> None:
    """RFC 6962: the hash of an empty list is the hash of an empty string."""
    assert Tree().root() == EMPTY_ROOT == mth([])


def test_every_small_tree_has_the_root_of_the_definition(small: Grown) -> None:
    """At each size, one leaf after the other."""
    tree = Tree()
    for size, leaf in enumerate(small.leaves, 1):
        tree.append([leaf])
        assert tree.root() == mth(small.leaves[:size])


def test_every_proof_of_every_small_tree_is_accepted(small: Grown) -> None:
    """Every leaf of every size is included, every size grew out of every smaller."""
    roots = [small.root(size) for size in range(SMALL + 1)]
    for size in range(1, SMALL + 1):
        for index in range(size):
            proof = small.maker.inclusion(index, size)
            assert is_included(index, size, small.leaves[index], proof, roots[size])
        for old in range(1, size + 1):
            proof = small.maker.consistency(old, size)
            assert is_consistent(old, size, roots[old], roots[size], proof)


def test_no_proof_serves_for_another_leaf(small: Grown) -> None:
    """A proof is of one leaf; the size is not in it, it is in the checkpoint."""
    root = small.root(SMALL)
    for index in range(SMALL):
        leaf, proof = small.leaves[index], small.maker.inclusion(index, SMALL)
        assert [
            other
            for other in range(SMALL)
            if is_included(other, SMALL, leaf, proof, root)
        ] == [index]


@given(
    batches=st.lists(st.integers(0, 600), max_size=6),
    pause=st.booleans(),
)
def test_batching_never_matters(batches: list[int], *, pause: bool) -> None:
    """However leaves are cut into batches, and the edge put down and taken up again."""
    leaves = [leaf_hash(b"%d" % i) for i in range(sum(batches))]
    at_once = Tree()
    expected = at_once.append(leaves)
    tree, tiles, start = Tree(), list[tuple[Tile, bytes]](), 0
    for count in batches:
        tiles += tree.append(leaves[start : start + count])
        start += count
        if pause:
            tree = Tree(tree.size, tree.edge)
    assert (tree.root(), tree.edge) == (at_once.root(), at_once.edge)
    assert tiles == expected
    assert tree.root() == mth(leaves)


def test_a_tree_has_the_tiles_that_the_standard_names(large: Grown) -> None:
    """The example of C2SP tlog-tiles: a tree of 70,000."""
    tiles = list(tiles_of(LARGE))
    assert set(tiles) == set(large.tiles)
    assert sum(t.level == 0 and t.width == 256 for t in tiles) == 273
    assert Tile(0, 273, 112) in tiles
    assert Tile(1, 0) in tiles
    assert [t for t in tiles if t.level] == [Tile(1, 0), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert list(tiles_of(256)) == [Tile(0, 0), Tile(1, 0, 1)]
    assert all(len(raw) == 32 * t.width for t, raw in large.tiles.items())


@given(st.data())
def test_proofs_of_a_large_tree_are_accepted(large: Grown, data: st.DataObject) -> None:
    """Read off tiles of several levels, at any earlier size."""
    size = data.draw(st.integers(1, LARGE))
    index = data.draw(st.integers(0, size - 1))
    root = large.maker.root(size)
    proof = inclusion(index, size, large.tiles.__getitem__, LARGE)
    assert is_included(index, size, large.leaves[index], proof, root)
    older = data.draw(st.integers(1, size))
    grown = consistency(older, size, large.tiles.__getitem__, LARGE)
    assert is_consistent(older, size, large.maker.root(older), root, grown)
    assert len(proof) <= size.bit_length()


@given(st.data())
def test_a_changed_proof_is_refused(small: Grown, data: st.DataObject) -> None:
    """One bit, one hash too many or too few: no longer a proof."""
    size = data.draw(st.integers(2, SMALL))
    index, old = (
        data.draw(st.integers(0, size - 1)),
        data.draw(st.integers(1, size - 1)),
    )
    leaf, root, old_root = small.leaves[index], small.root(size), small.root(old)

    def included(proof: Sequence[bytes]) -> bool:
        return is_included(index, size, leaf, proof, root)

    def consistent(proof: Sequence[bytes]) -> bool:
        return is_consistent(old, size, old_root, root, proof)

    for proof, holds in (
        (small.maker.inclusion(index, size), included),
        (small.maker.consistency(old, size), consistent),
    ):
        assert holds(proof)
        at = data.draw(st.integers(0, len(proof) - 1))
        assert not holds(changed(proof, at, data.draw(st.integers(0, 255))))
        assert not holds(proof[:at] + proof[at + 1 :])
        assert not holds([*proof[:at], root, *proof[at:]])
        assert not holds([*proof[:at], proof[at][:31], *proof[at + 1 :]])


def test_another_history_has_no_proof(small: Grown) -> None:
    """A tree whose past differs in one leaf grew out of no tree of ours."""
    forged = [*small.leaves[:10], leaf_hash(b"forged"), *small.leaves[11:]]
    for old in range(11, SMALL):
        proof = small.maker.consistency(old, SMALL)
        assert not is_consistent(old, SMALL, small.root(old), mth(forged), proof)


@pytest.mark.parametrize(
    ("size", "edge"),
    [(1, []), (0, [[b"x" * 32]]), (2, [[b"x" * 32]]), (1, [[b"short"]])],
)
def test_an_edge_that_does_not_fit_is_refused(
    size: int, edge: list[list[bytes]]
) -> None:
    """A damaged edge would give wrong roots from then on."""
    with pytest.raises(ValueError, match="edge"):
        Tree(size, edge)


@pytest.mark.parametrize(("index", "size"), [(-1, 5), (5, 5), (0, 0), (0, SMALL + 1)])
def test_no_proof_is_made_of_what_is_not_there(
    small: Grown, index: int, size: int
) -> None:
    """Asking for it is the caller's mistake."""
    with pytest.raises(ValueError, match="no leaf"):
        small.maker.inclusion(index, size)


@pytest.mark.parametrize(("old", "new"), [(-1, 5), (6, 5), (5, SMALL + 1)])
def test_no_tree_grows_into_a_smaller_or_unknown_one(
    small: Grown, old: int, new: int
) -> None:
    """Asking for it is the caller's mistake."""
    with pytest.raises(ValueError, match="cannot grow"):
        small.maker.consistency(old, new)


def test_left_of_a_root_stands_a_power_of_two() -> None:
    """RFC 6962: the largest one smaller than the number of leaves."""
    assert [split(n) for n in (2, 3, 4, 5, 8, 9)] == [1, 2, 2, 4, 4, 8]
    assert node_hash(b"a", b"b") != leaf_hash(b"ab")
