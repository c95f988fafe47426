"""Marks: an entry is found by its hash or by a digest in it, however long the log."""

import psycopg
from psycopg.conninfo import make_conninfo

from ledger.kernel.store.migrations import APP_ROLE
from ledger.kernel.store.port import NewEvent
from ledger.log.connecting import connect
from ledger.log.hashing import leaf_hash
from ledger.log.marks import (
    BUNDLES_AT_ONCE,
    LATEST_MAX,
    entry_of_leaf,
    entry_with_digest,
    keep_marks,
)
from tests.log.logs import Log, facts, told

NOWHERE = "A" * 43


def digest_at(log: Log, position: int) -> str:
    (event,) = log.store.since(position - 1, limit=1)
    return event.data.decode().split('"_sd":"')[1][:43]


def as_pages_do(log: Log) -> psycopg.Connection[tuple[object, ...]]:
    return connect(make_conninfo(log.owner, user=APP_ROLE))


def all_marked(log: Log) -> int:
    """Mark what is to be marked; return how many bundles that were."""
    marked = 0
    while some := keep_marks(log.connection):
        marked += some
    return marked


def test_everything_is_found_marked_or_not_yet(log: Log) -> None:
    """In full bundles, in the edge, and before the log has seen it at all."""
    log.record(told("first"), *facts(300), told("middle"), *facts(400), told("last"))
    with as_pages_do(log) as pages:
        texts = {position: digest_at(log, position) for position in (1, 302, 703)}
        for position, digest in texts.items():
            assert entry_with_digest(pages, digest) == position
        while log.integrate():
            pass
        leaves = log.leaves()
        for marked in (0, 2):
            if marked:
                assert all_marked(log) == marked
            for position, digest in texts.items():
                assert entry_with_digest(pages, digest) == position
            for position in (1, 2, 256, 257, 512, 513, 703):
                assert entry_of_leaf(pages, leaves[position - 1]) == position
            assert entry_with_digest(pages, NOWHERE) is None
            assert entry_of_leaf(pages, leaf_hash(b"of nothing")) is None


def test_a_digest_that_stands_twice_leads_to_the_first(log: Log) -> None:
    """Whichever of the two is marked."""
    twice = b'{"evidence":{"digest":"%b"}}' % NOWHERE.encode()
    event = NewEvent("Shown", ("vote:roof",), twice)
    log.record(*facts(10), event, *facts(300), event)
    with as_pages_do(log) as pages:
        assert entry_with_digest(pages, NOWHERE) == 11
        while log.integrate():
            pass
        assert all_marked(log) == 1
        assert entry_with_digest(pages, NOWHERE) == 11
        assert entry_with_digest(pages, NOWHERE[:-1]) is None


def test_a_long_log_is_marked_bit_by_bit_and_never_read_through(log: Log) -> None:
    """What is older than the latest entries is found once it is marked."""
    log.record(told("first"), *facts(LATEST_MAX + 600))
    digest = digest_at(log, 1)
    while log.integrate():
        pass
    leaf = log.leaves()[0]
    with as_pages_do(log) as pages:
        assert entry_with_digest(pages, digest) is None
        assert entry_of_leaf(pages, leaf) is None
        assert keep_marks(log.connection) == BUNDLES_AT_ONCE
        assert entry_with_digest(pages, digest) == 1
        assert entry_of_leaf(pages, leaf) == 1
        assert all_marked(log) == (LATEST_MAX + 601) // 256 - BUNDLES_AT_ONCE


def test_bytes_that_are_no_text_stop_no_marks(log: Log) -> None:
    """Whoever altered a fact does not keep others from being found."""
    log.record(*facts(100), told("here"), *facts(300))
    digest = digest_at(log, 101)
    while log.integrate():
        pass
    log.tamper("UPDATE ledger.events SET data = '\\xff00fe' WHERE position = 7")
    assert all_marked(log) == 1
    with as_pages_do(log) as pages:
        assert entry_with_digest(pages, digest) == 101
