"""Entries out of PostgreSQL: the bytes that everybody else would write."""

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.kernel.store.port import (
    DATA_BYTES_MAX,
    TAGS_BYTES_MAX,
    NewEvent,
    StoredEvent,
)
from ledger.log.archive import LogDamaged
from ledger.log.entries import ORIGIN_BYTES_MAX, bundle, parse_entry, write_entry
from ledger.log.tiles import EntriesTile
from tests.anything import INSTANTS
from tests.log.logs import ORIGIN, Log, facts

TAGS = st.lists(
    st.from_regex(r"[a-z_]{1,9}:[A-Za-z0-9._~-]{1,64}", fullmatch=True),
    min_size=1,
    max_size=6,
    unique=True,
).map(lambda tags: tuple(sorted(tags)))
KINDS = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,99}", fullmatch=True)
EVENTS = st.builds(
    StoredEvent,
    st.integers(1, 2**62),
    INSTANTS,
    KINDS,
    TAGS,
    st.binary(max_size=400),
)
ORIGINS = st.from_regex(r"[a-zé0-9./-]{1,40}", fullmatch=True)
WRITTEN = "SELECT log.entry(%s, %s::bigint, %s, %s, %s::text[], %s::bytea)"


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(origin=ORIGINS, event=EVENTS)
def test_postgresql_writes_the_same_entry(
    log: Log, origin: str, event: StoredEvent
) -> None:
    """Whatever the fact, byte for byte."""
    given = (origin, event[0], event[1], event[2], list(event.tags), event.data)
    row = log.connection.execute(WRITTEN, given).fetchone()
    assert row is not None
    assert bytes(row[0]) == write_entry(origin, event)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    batches=st.lists(
        st.lists(
            st.builds(NewEvent, KINDS, TAGS, st.binary(max_size=200)),
            min_size=1,
            max_size=90,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_bundles_hold_what_was_recorded(
    log: Log, batches: list[list[NewEvent]]
) -> None:
    """In order, each once, whatever is asked for."""
    for batch in batches:
        log.record(*batch)
    events = list(log.store.since(0))
    entries = [write_entry(ORIGIN, event) for event in events]
    assert list(log.archive.entries(1, len(entries))) == entries
    middle = (len(entries) + 1) // 2
    assert list(log.archive.entries(middle, len(entries))) == entries[middle - 1 :]
    assert log.archive.entry(middle) == entries[middle - 1]
    width = min(256, len(entries))
    assert log.archive.bundle(EntriesTile(0, width)) == bundle(entries[:width])


def test_a_bundle_that_is_not_all_recorded_is_not_given(log: Log) -> None:
    """Half of one would pass for another."""
    log.record(*facts(255))
    with pytest.raises(LogDamaged):
        log.archive.bundle(EntriesTile(0))
    with pytest.raises(LogDamaged):
        list(log.archive.entries(1, 256))
    assert log.archive.entry(256) is None
    assert len(log.archive.bundle(EntriesTile(0, 255))) > 0


def test_the_largest_entry_fits(log: Log) -> None:
    """The longest tags with the most bytes, in a bundle like any other."""
    tags = tuple(f"a:{n:0>50}" for n in range(TAGS_BYTES_MAX // 53))
    log.record(NewEvent("K" * 100, tags, b"x" * DATA_BYTES_MAX))
    (event,) = log.store.since(0)
    (entry,) = log.archive.entries(1, 1)
    assert entry == write_entry(ORIGIN, event)
    assert parse_entry(entry).data == event.data
    assert len(entry) + ORIGIN_BYTES_MAX < 65_535


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Chatham"])
@pytest.mark.parametrize("style", ["ISO", "German"])
def test_settings_of_a_session_change_no_byte(log: Log, zone: str, style: str) -> None:
    """Zones and styles are for people; an entry is for ever."""
    log.record(*facts(3))
    wanted = log.archive.entry(2)
    with psycopg.connect(log.owner) as db:
        db.execute(f"SET timezone = '{zone}'".encode())
        db.execute(f"SET datestyle = '{style}'".encode())
        row = db.execute(
            "SELECT log.entry(s.origin, e.position, e.recorded_at, k.name, e.tags,"
            " e.data) FROM log.state s, ledger.events e"
            " JOIN ledger.kinds k ON k.id = e.kind WHERE e.position = 2"
        ).fetchone()
    assert row is not None
    assert bytes(row[0]) == wanted
