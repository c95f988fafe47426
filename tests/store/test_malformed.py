"""What no store takes: refused before anything is recorded."""

from datetime import datetime

import pytest

from ledger.kernel.store.port import (
    DATA_BYTES_MAX,
    EVENTS_MAX,
    TAGS_BYTES_MAX,
    Append,
    Clause,
    KeyClaim,
    Malformed,
    NewEvent,
    Store,
)
from ledger.kernel.words import Audience, write
from ledger.log.entries import ENTRY_BYTES_MAX, ORIGIN_BYTES_MAX, write_entry
from tests.store.places import GARDEN, ROOF, append, event, positions

SOUND = NewEvent("BallotCast", ("vote:roof",), b"{}")


@pytest.mark.parametrize(
    "tags",
    [
        (),
        ("",),
        ("roof",),
        ("vote:",),
        (":roof",),
        ("Vote:roof",),
        ("vote:the roof",),
        ("vote:to\N{LATIN SMALL LETTER I WITH CIRCUMFLEX}t",),
        ("vote:a\0b",),
        ("vote:roof\n",),
        ("vote:" + "r" * 65,),
        ("vote:roof", "vote:roof"),
        ("vote:roof", "vote:garden"),
        ("vote:roof", "vote:Roof"),
    ],
)
def test_malformed_tags_are_refused(store: Store, tags: tuple[str, ...]) -> None:
    """A tag is a kind and a name; tags are sorted bytewise, each there once."""
    refused(store, SOUND._replace(tags=tags))


def test_the_longest_name_of_all_signs_is_accepted(store: Store) -> None:
    """64 signs, of those that need no quoting anywhere."""
    name = "AZaz09._~-".ljust(64, "x")
    assert append(store, event(f"a_b:{name}")).first == 1


@pytest.mark.parametrize("kind", ["", "Ballot Cast", "Ballot\0", "9", "B" * 101, "Élu"])
def test_malformed_kinds_are_refused(store: Store, kind: str) -> None:
    """A kind is the name of a class."""
    refused(store, SOUND._replace(kind=kind))
    with pytest.raises(Malformed):
        append(store, SOUND, boundary=[Clause(frozenset({kind}), ("vote:roof",))])
    with pytest.raises(Malformed):
        store.read([Clause(frozenset({kind}), ("vote:roof",))])


def test_an_oversized_event_is_refused(store: Store) -> None:
    """An entry of the log could not hold it; one byte less, and it can."""
    refused(store, SOUND._replace(data=b"x" * (DATA_BYTES_MAX + 1)))
    assert append(store, SOUND._replace(data=b"x" * DATA_BYTES_MAX)).first == 1


def test_too_many_tags_are_refused(store: Store) -> None:
    """An entry of the log could not hold them; one byte less, and it can."""
    fits = tags_of(TAGS_BYTES_MAX)
    most = SOUND._replace(tags=fits, data=b"x" * DATA_BYTES_MAX)
    refused(store, SOUND._replace(tags=tags_of(TAGS_BYTES_MAX + 1)))
    assert append(store, most).first == 1
    (stored,) = store.since(0)
    assert stored.tags == fits
    longest = stored._replace(position=2**62, kind="K" * 100)
    assert len(write_entry("o" * ORIGIN_BYTES_MAX, longest)) <= ENTRY_BYTES_MAX


def tags_of(length: int) -> tuple[str, ...]:
    """Return tags that take so many bytes with a space between each."""
    names = [f"a:{number:0>49}" for number in range(length // 52)]
    rest = length - 52 * len(names)
    return (*names, "b:".ljust(rest, "x"))


def test_too_many_events_are_refused(store: Store) -> None:
    """10,000 at once are a long list; more are several."""
    refused(store, *[SOUND] * (EVENTS_MAX + 1))
    assert append(store, *[SOUND] * EVENTS_MAX).last == EVENTS_MAX


def test_no_event_is_refused(store: Store) -> None:
    """Deciding ends in facts, never in nothing."""
    refused(store)


@pytest.mark.parametrize(
    "boundary",
    [
        [],
        [Clause(frozenset(), ("vote:roof",))],
        [Clause(frozenset({"BallotCast"}), ())],
        [GARDEN, Clause(frozenset({"BallotCast"}), ())],
    ],
    ids=["none", "no kinds", "no identifier", "the second without"],
)
def test_there_is_always_a_boundary(store: Store, boundary: list[Clause]) -> None:
    """Whoever depends on nothing would be in nobody's way, and nobody in theirs."""
    with pytest.raises(Malformed):
        append(store, SOUND, boundary=boundary)
    with pytest.raises(Malformed):
        store.read(boundary)
    assert positions(store) == []


@pytest.mark.parametrize("after", [-1, 2**62 + 1])
def test_positions_that_cannot_be_are_refused(store: Store, after: int) -> None:
    """Nothing was read there."""
    with pytest.raises(Malformed):
        append(store, SOUND, boundary=[ROOF], after=after)


def test_a_time_without_zone_is_refused(store: Store) -> None:
    """Nobody knows when that is."""
    with pytest.raises(Malformed):
        append(store, SOUND, at=datetime(2026, 3, 10, 12, 0))  # noqa: DTZ001  # the fault


def test_a_malformed_key_is_refused(store: Store) -> None:
    """It is filed among the tags."""
    with pytest.raises(Malformed):
        append(store, SOUND, claim=KeyClaim("key:a b", b"f"))


def test_half_a_sign_is_no_text(store: Store) -> None:
    """A lone surrogate has no bytes; nothing of the append is recorded."""
    note = write("note", "\ud800", Audience.PUBLIC)
    refused(store, SOUND, SOUND._replace(words=(note,)))


def refused(store: Store, *events: NewEvent) -> None:
    before = positions(store)
    with pytest.raises(Malformed):
        store.append(Append(events=events, boundary=[ROOF], after=0))
    assert positions(store) == before
