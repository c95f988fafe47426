"""Entries: the bytes that stand in the log for a fact."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.kernel.store.port import StoredEvent
from ledger.log.entries import (
    ENTRY_BYTES_MAX,
    Entry,
    MalformedEntry,
    bundle,
    is_origin,
    parse_entry,
    unbundle,
    write_entry,
)
from tests.anything import INSTANTS

ORIGIN = "lab.example/registre"
EVENT = StoredEvent(
    7,
    datetime(2026, 3, 1, 8, 30, 0, 40, tzinfo=UTC),
    "ContributionRecorded",
    ("contribution:c1", "partner:p1"),
    b'{"v":1,"fact":{"type":"x\n\ny"}}',
)
WRITTEN = (
    b"commun-event/v1\nlab.example/registre\n7\n2026-03-01T08:30:00.000040Z\n"
    b"ContributionRecorded\ncontribution:c1 partner:p1\n\n" + EVENT.data
)
EVENTS = st.builds(
    StoredEvent,
    st.integers(1, 2**62),
    INSTANTS,
    st.from_regex(r"[A-Z][A-Za-z0-9]{0,30}", fullmatch=True),
    st.lists(
        st.from_regex(r"[a-z_]{1,9}:[A-Za-z0-9._~-]{1,20}", fullmatch=True),
        min_size=1,
        max_size=6,
    ).map(lambda tags: tuple(sorted(set(tags)))),
    st.binary(max_size=300),
)


def test_an_entry_is_six_lines_an_empty_one_and_the_bytes() -> None:
    """The format is public: whoever reads it can write it."""
    assert write_entry(ORIGIN, EVENT) == WRITTEN


@given(EVENTS)
def test_an_entry_is_read_as_it_was_written(event: StoredEvent) -> None:
    """Empty lines in the fact's bytes do no harm."""
    assert parse_entry(write_entry(ORIGIN, event)) == Entry(ORIGIN, *event)


def test_times_are_told_in_utc() -> None:
    """Whatever zone the database answered in."""
    there = EVENT.recorded_at.astimezone(timezone(timedelta(hours=2)))
    assert write_entry(ORIGIN, EVENT._replace(recorded_at=there)) == WRITTEN


@given(EVENTS, st.data())
def test_whatever_is_read_writes_back_the_same(
    event: StoredEvent, data: st.DataObject
) -> None:
    """There is one way to write an entry, so nothing can hide in another."""
    raw = bytearray(write_entry(ORIGIN, event))
    raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        entry = parse_entry(bytes(raw))
    except MalformedEntry:
        return
    assert write_entry(entry.origin, StoredEvent(*entry[1:])) == bytes(raw)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"event/v1", b"event/v2"),
        (b"lab.example", b"lab example"),
        (b"\n7\n", b"\n07\n"),
        (b"\n7\n", b"\n0\n"),
        (b"\n7\n", b"\n-7\n"),
        (b"2026-03-01T", b"2026-13-01T"),
        (b"000040Z", b"00004Z"),
        (b"000040Z", b"000040+00:00"),
        (b"ContributionRecorded", b"Contribution Recorded"),
        (b"contribution:c1 partner:p1", b"partner:p1 contribution:c1"),
        (b"contribution:c1 partner:p1", b"partner:p1 partner:p1"),
        (b"contribution:c1 partner:p1", b"contribution:c1  partner:p1"),
        (b"contribution:c1 partner:p1", b""),
        (b"partner:p1\n\n", b"partner:p1\n"),
        (b"lab.example", b"lab.\xff"),
    ],
)
def test_other_bytes_are_no_entry(old: bytes, new: bytes) -> None:
    """Each line in its one right form."""
    with pytest.raises(MalformedEntry):
        parse_entry(WRITTEN.replace(old, new, 1))


def test_an_entry_too_long_is_refused() -> None:
    """Its length would not fit into two bytes."""
    with pytest.raises(MalformedEntry, match="position 7"):
        write_entry(ORIGIN, EVENT._replace(data=b"x" * ENTRY_BYTES_MAX))
    with pytest.raises(MalformedEntry):
        parse_entry(WRITTEN + b"x" * ENTRY_BYTES_MAX)


@given(st.lists(st.binary(max_size=400), max_size=20))
def test_a_bundle_is_read_as_it_was_written(entries: list[bytes]) -> None:
    """In the same order, empty ones too."""
    assert unbundle(bundle(entries)) == entries


@given(st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=5), st.data())
def test_a_bundle_cut_off_is_refused(entries: list[bytes], data: st.DataObject) -> None:
    """Or it ends where an entry ends, and then lacks entries."""
    raw = bundle(entries)
    cut = raw[: data.draw(st.integers(0, len(raw) - 1))]
    try:
        read = unbundle(cut)
    except MalformedEntry:
        return
    assert read == entries[: len(read)]
    assert len(read) < len(entries)


@pytest.mark.parametrize(
    ("text", "is_good"),
    [
        (ORIGIN, True),
        ("réseau.example/été", True),
        ("", False),
        ("a b", False),
        ("a+b", False),
        ("a\u00a0b", False),
        ("a\nb", False),
        ("é" * 101, False),
    ],
)
def test_an_origin_can_name_a_key(text: str, *, is_good: bool) -> None:
    """It stands in every entry and names the key that signs."""
    assert is_origin(text) is is_good
