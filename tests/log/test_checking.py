"""Checking: whoever owns the database and alters it is found out, by position."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.log.checkpoints import Checkpoint
from ledger.log.last_signed import sign
from ledger.log.notes import Signer
from tests.log.logs import ORIGIN, Log, begun, facts, places, told

SIZE = 700
COPY = """
INSERT INTO ledger.events (position, recorded_at, kind, tags, data)
SELECT %(to)s, recorded_at, kind, tags, data FROM ledger.events
WHERE position = %(position)s
"""
EDIT = "UPDATE ledger.events SET CHANGE WHERE position = %(position)s"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    """On one server only: the bytes are the same on both, as other tests show."""
    with begun("embedded18", tmp_path) as fresh:
        yield fresh


@pytest.fixture
def sealed(log: Log) -> Log:
    """700 facts sealed in four steps, the last two with words beside them."""
    for count in (100, 400, 198):
        log.record(*facts(count))
        assert log.seal()
    log.record(told("une grange"), told("un pré"))
    assert log.seal()
    assert log.findings() == []
    return log


def test_nothing_is_found_where_nothing_was_altered(sealed: Log) -> None:
    """Facts that are not sealed yet are none of its business."""
    sealed.record(*facts(10))
    assert sealed.findings() == []
    sealed.integrate(5)
    assert sealed.findings() == []


def test_an_empty_log_is_well(log: Log) -> None:
    """There is nothing to find in nothing."""
    assert log.findings() == []
    log.record(*facts(3))
    assert log.findings() == []


@pytest.mark.parametrize(
    ("position", "change"),
    [
        (1, "data = 'altered'"),
        (256, "data = data || ' '::bytea"),
        (257, "recorded_at = recorded_at + interval '1 microsecond'"),
        (500, "tags = ARRAY['vote:garden']"),
        (690, "kind = kind + 100"),
        (700, "kind = (SELECT min(id) FROM ledger.kinds)"),
    ],
)
def test_an_edited_fact_is_named(sealed: Log, position: int, change: str) -> None:
    """Whatever of it was changed."""
    sealed.tamper(EDIT.replace("CHANGE", change), position=position)
    found = [f for f in sealed.findings() if f.what == "fact"]
    assert places(found) == [("fact", position)]
    assert "sealed" in found[0].said or "known kind" in found[0].said


@pytest.mark.parametrize("position", [1, 256, 700])
def test_a_deleted_fact_is_named(sealed: Log, position: int) -> None:
    """A gap in the middle, or the last one gone."""
    sealed.tamper(
        "DELETE FROM ledger.events WHERE position = %(position)s", position=position
    )
    found = sealed.findings()
    assert ("fact", position) in places(found)
    assert f"fact {position} is missing" in [f.said for f in found]


def test_every_fact_that_is_gone_is_named(sealed: Log) -> None:
    """Also where whole bundles are."""
    sealed.tamper("DELETE FROM ledger.events WHERE position BETWEEN 200 AND 600")
    found = sealed.findings()
    assert places(found) == [("fact", n) for n in range(200, 601)]


def test_an_inserted_fact_is_named(sealed: Log) -> None:
    """All after it were moved up by one: from there on none is what was sealed."""
    sealed.tamper(
        "UPDATE ledger.events SET position = -position - 1 WHERE position >= 400",
        "UPDATE ledger.events SET position = -position WHERE position < 0",
        COPY,
        to=400,
        position=399,
    )
    found = [f for f in sealed.findings() if f.what == "fact"]
    assert places(found) == [("fact", n) for n in range(400, SIZE + 1)]


@pytest.mark.parametrize("position", [0, -5])
def test_a_fact_before_the_first_is_named(sealed: Log, position: int) -> None:
    """Positions begin at one."""
    sealed.tamper(COPY, to=position, position=1)
    assert places(sealed.findings()) == [("fact", position)]


def test_a_fact_beyond_a_gap_is_named(sealed: Log) -> None:
    """What is not sealed yet is dense all the same."""
    sealed.tamper(COPY, to=705, position=1)
    (found,) = sealed.findings()
    assert (found.position, found.last) == (701, 705)


def test_a_fact_that_is_there_twice_is_named(sealed: Log) -> None:
    """Who drops the index may have two of one position."""
    sealed.tamper(
        "ALTER TABLE ledger.events DROP CONSTRAINT events_pkey",
        COPY,
        to=300,
        position=1,
    )
    found = sealed.findings()
    assert places(found) == [("fact", 300)]
    assert "2 times" in found[0].said


@pytest.mark.parametrize(("one", "other"), [(256, 257), (3, 700)])
def test_swapped_facts_are_named(sealed: Log, one: int, other: int) -> None:
    """Both of them."""
    sealed.tamper(
        "UPDATE ledger.events SET position = -1 WHERE position = %(one)s",
        "UPDATE ledger.events SET position = %(one)s WHERE position = %(other)s",
        "UPDATE ledger.events SET position = %(other)s WHERE position = -1",
        one=one,
        other=other,
    )
    found = [f for f in sealed.findings() if f.what == "fact"]
    assert places(found) == [("fact", one), ("fact", other)]


def test_a_renamed_kind_changes_every_fact_of_it(sealed: Log) -> None:
    """The name is in the entry, wherever it is kept."""
    sealed.tamper(
        "ALTER TABLE ledger.kinds DISABLE TRIGGER USER",
        "UPDATE ledger.kinds SET name = 'Other' WHERE name = 'Told'",
    )
    assert places(sealed.findings()) == [("fact", 699), ("fact", 700)]


def test_an_enormous_fact_breaks_no_bundle(sealed: Log) -> None:
    """Its length does not fit two bytes: its neighbours are still read."""
    sealed.tamper(
        "UPDATE ledger.events SET data = repeat('x', 70000)::bytea WHERE position = 300"
    )
    assert places(sealed.findings()) == [("fact", 300)]


def test_a_leaf_altered_in_its_tile_blames_no_fact(sealed: Log) -> None:
    """The hash above tells that it is the tile which was altered."""
    sealed.tamper(
        "UPDATE log.tiles SET data = set_byte(data, 40, 255 - get_byte(data, 40))"
        " WHERE level = 0 AND number = 1"
    )
    (found,) = sealed.findings()
    assert (found.what, found.position, found.last) == ("tile", 257, 512)


def test_a_fact_altered_with_its_leaf_is_told_by_the_hash_above(sealed: Log) -> None:
    """Nor does the whole tree come out any more."""
    sealed.tamper("UPDATE ledger.events SET data = 'altered' WHERE position = 300")
    leaves = b"".join(sealed.leaves()[256:512])
    sealed.tamper(
        "UPDATE log.tiles SET data = %(leaves)s WHERE level = 0 AND number = 1",
        leaves=leaves,
    )
    # The fact fits its leaf, so only what was signed over both tells.
    assert places(sealed.findings()) == [("checkpoint", 101), ("tree", 101)]


def test_a_leaf_altered_with_the_edge_above_it_is_told(sealed: Log) -> None:
    """Where no hash above is left to judge, tile, fact and tree are all told of."""
    sealed.tamper(
        "UPDATE log.tiles SET data = set_byte(data, 0, 255 - get_byte(data, 0))"
        " WHERE level = 0 AND number = 0",
        "UPDATE log.state SET edge = ARRAY[edge[1], ''::bytea]",
    )
    assert {f.what for f in sealed.findings()} >= {"fact", "tree"}


def test_a_missing_tile_is_named(sealed: Log) -> None:
    """With the positions it is over; the facts are well."""
    sealed.tamper("DELETE FROM log.tiles WHERE number = 0")
    (found,) = sealed.findings()
    assert (found.what, found.position, found.last) == ("tile", 1, 256)


def test_an_altered_edge_is_told(sealed: Log) -> None:
    """It does not give its own root."""
    sealed.tamper("UPDATE log.state SET edge[1] = repeat('x', 188 * 32)::bytea")
    assert [f.what for f in sealed.findings() if f.what != "tile"] == ["tree"]


def test_a_fact_and_the_whole_tree_altered_are_told_by_signatures(sealed: Log) -> None:
    """Who makes the whole tree anew cannot sign it: the fact is between two heads."""
    sealed.tamper(
        "UPDATE ledger.events SET data = 'altered' WHERE position = 300",
        "DELETE FROM log.tiles",
        "UPDATE log.state SET size = 0, edge = '{}', root = sha256('')",
    )
    while sealed.integrate():
        pass
    (found,) = sealed.findings()
    assert (found.what, found.position, found.last) == ("checkpoint", 101, 500)


def test_an_altered_history_without_its_checkpoints_is_told_by_the_file(
    sealed: Log,
) -> None:
    """The last one signed lies outside of the database."""
    sealed.tamper(
        "UPDATE ledger.events SET data = 'altered' WHERE position = 300",
        "DELETE FROM log.tiles",
        "DELETE FROM log.checkpoints",
        "UPDATE log.state SET size = 0, edge = '{}', root = sha256('')",
    )
    while sealed.integrate():
        pass
    (found,) = sealed.findings()
    assert (found.what, found.position, found.last) == ("checkpoint", 1, SIZE)


def test_a_shorter_history_is_told_by_the_file(sealed: Log) -> None:
    """What was signed and is not there."""
    sealed.tamper(
        "DELETE FROM ledger.events WHERE position > 600",
        "DELETE FROM ledger.words WHERE position > 600",
        "DELETE FROM log.tiles",
        "DELETE FROM log.checkpoints WHERE size > 600",
        "UPDATE log.state SET size = 0, edge = '{}', root = sha256('')",
    )
    while sealed.integrate():
        pass
    (found,) = sealed.findings()
    assert (found.what, found.position, found.last) == ("checkpoint", 601, SIZE)


def test_a_checkpoint_that_we_did_not_sign_is_named(sealed: Log) -> None:
    """Of another key, or of no key; the others are still held against the tree."""
    forged = sign(Signer.generate(ORIGIN), Checkpoint(ORIGIN, 500, b"r" * 32))
    sealed.tamper(
        "UPDATE log.checkpoints SET note = %(note)s WHERE size = 500", note=forged
    )
    (found,) = sealed.findings()
    assert (found.what, found.position) == ("checkpoint", 500)


def test_a_checkpoint_beyond_the_tree_is_named(sealed: Log) -> None:
    """Nobody may publish what is not there."""
    sealed.tamper("UPDATE log.checkpoints SET size = 900 WHERE size = 500")
    found = sealed.findings()
    assert ("checkpoint", 701) in places(found)


def test_a_renamed_log_is_told(sealed: Log) -> None:
    """Every entry would be another."""
    sealed.tamper("UPDATE log.state SET origin = 'other.example/registre'")
    (found,) = sealed.findings()
    assert found.what == "tree"
    assert "other.example" in found.said


def test_a_large_log_is_checked_in_stretches(log: Log) -> None:
    """Beyond a third level of tiles, with one fact altered far inside."""
    log.record(*facts(66_000))
    assert log.seal()
    assert log.findings() == []
    log.tamper("UPDATE ledger.events SET data = 'x' WHERE position = 33333")
    assert places(log.findings()) == [("fact", 33_333)]
    log.tamper(
        "UPDATE log.tiles SET data = set_byte(data, 0, 255 - get_byte(data, 0))"
        " WHERE level = 1"
    )
    assert ("tile", 1) in places(log.findings())
