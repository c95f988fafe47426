"""What every store promises: conditions, order, and all or nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from ledger.kernel.store.port import (
    Clause,
    ClockApart,
    ClockJumped,
    Conflict,
    NewEvent,
    OtherContent,
    Store,
)
from ledger.kernel.words import Audience, write
from tests.store.places import (
    GARDEN,
    ROOF,
    Place,
    append,
    event,
    everything,
    key,
    positions,
)


def test_events_are_read_as_they_were_written(store: Store) -> None:
    """Kind, tags and bytes come back as they are, at positions from 1 on."""
    data = bytes(range(256))
    first = event("mandate:ada", "vote:roof", data=data)
    second = event("vote:roof", kind="VoteClosed", data=b"")
    answer = append(store, first, second)
    assert (answer.first, answer.last, answer.is_repeat) == (1, 2, False)
    stored = everything(store)
    assert [(e.position, e.kind, e.tags, e.data) for e in stored] == [
        (1, "BallotCast", ("mandate:ada", "vote:roof"), data),
        (2, "VoteClosed", ("vote:roof",), b""),
    ]
    assert stored[0].recorded_at == stored[1].recorded_at
    assert stored[0].recorded_at.utcoffset() == timedelta(0)


def test_a_boundary_that_moved_refuses_the_append(store: Store) -> None:
    """Whoever decided on what is no longer all records nothing."""
    append(store, event("vote:roof"))
    with pytest.raises(Conflict):
        append(store, event("vote:roof"), boundary=[ROOF], after=0)
    assert positions(store) == [1]


def test_a_boundary_read_to_its_end_accepts_the_append(store: Store) -> None:
    """What was read is no obstacle."""
    append(store, event("vote:roof"))
    assert append(store, event("vote:roof"), boundary=[ROOF], after=1).first == 2


@pytest.mark.parametrize(
    "neighbour",
    [
        event("vote:garden"),
        event("vote:roof", kind="VoteOpened"),
        event("mandate:roof"),
    ],
    ids=["another vote", "another kind", "another identifier"],
)
def test_neighbours_are_no_obstacle(store: Store, neighbour: NewEvent) -> None:
    """A fact outside the boundary does not touch it."""
    append(store, neighbour)
    assert append(store, event("vote:roof"), boundary=[ROOF], after=0).first == 2


def test_a_clause_asks_for_all_its_tags(store: Store) -> None:
    """Ben's ballot about the roof is not Ada's, nor is Ada's about the garden."""
    adas = Clause(frozenset({"BallotCast"}), ("mandate:ada", "vote:roof"))
    append(
        store, event("mandate:ben", "vote:roof"), event("mandate:ada", "vote:garden")
    )
    append(store, event("mandate:ada", "vote:roof"), boundary=[adas], after=0)
    with pytest.raises(Conflict):
        append(store, event("mandate:ada", "vote:roof"), boundary=[adas], after=2)
    assert [e.position for e in store.read([adas]).events] == [3]


def test_each_clause_of_a_boundary_counts(store: Store) -> None:
    """One fact inside any clause is a conflict."""
    append(store, event("vote:garden"))
    with pytest.raises(Conflict):
        append(store, event("vote:roof"), boundary=[ROOF, GARDEN], after=0)


def test_nobody_has_read_beyond_the_end(store: Store) -> None:
    """Positions that do not exist were read in another log than this one."""
    append(store, event("vote:garden"))
    with pytest.raises(Conflict):
        append(store, event("vote:roof"), boundary=[ROOF], after=2)


def test_refused_appends_leave_no_gap(store: Store) -> None:
    """Positions are dense, whatever was refused in between."""
    append(store, event("vote:roof"))
    for _ in range(3):
        with pytest.raises(Conflict):
            append(store, event("vote:roof"), boundary=[ROOF], after=0)
    append(store, event("vote:roof"), event("vote:garden"))
    assert positions(store) == [1, 2, 3]


def test_facts_words_and_key_enter_together(store: Store) -> None:
    """What a key recorded is found with its words."""
    note = write("note", "pour le toit", Audience.PARTNERS)
    fact = event("vote:roof")._replace(words=(note,))
    append(store, event("vote:garden"), fact, claim=key("a"))
    assert [w.encoded for w in store.words_at([2])[2]] == [note.encoded]
    assert store.find_key("key:a") == ((1, 2, True), b"what it asks")


def test_facts_words_and_key_stay_out_together(store: Store) -> None:
    """After a conflict there are no words without a fact, and the key is free."""
    append(store, event("vote:roof"))
    note = write("note", "pour le toit", Audience.PARTNERS)
    fact = event("vote:roof")._replace(words=(note,))
    with pytest.raises(Conflict):
        append(store, fact, boundary=[ROOF], after=0, claim=key("a"))
    assert store.words_at([1, 2]) == {}
    assert store.find_key("key:a") is None
    assert append(store, fact, boundary=[ROOF], after=1, claim=key("a")).first == 2


def test_a_repeat_is_answered_as_the_first_time(store: Store) -> None:
    """The same key and content record once, though the boundary moved by it."""
    fact = event("vote:roof")
    answers = [append(store, fact, boundary=[ROOF], claim=key("a")) for _ in "12"]
    assert answers == [(1, 1, False), (1, 1, True)]
    assert positions(store) == [1]


def test_a_repeat_is_answered_whatever_the_time(place: Place) -> None:
    """Who asks again much later, or of a clock that is wrong, gets the answer."""
    append(place.store, event("vote:roof"), claim=key("a"))
    place.record_ahead(timedelta(hours=1))
    old = datetime.now(UTC) - timedelta(days=1)
    answer = append(place.store, event("vote:roof"), at=old, claim=key("a"))
    assert answer == (1, 1, True)


def test_a_key_with_other_content_is_refused(store: Store) -> None:
    """A key stands for one command."""
    append(store, event("vote:roof"), claim=key("a"))
    with pytest.raises(OtherContent):
        append(store, event("vote:garden"), claim=key("a", b"something else"))
    assert positions(store) == [1]


def test_refusals_are_not_remembered(store: Store) -> None:
    """A key that recorded nothing may be used again, with other content too."""
    late = datetime.now(UTC) - timedelta(minutes=1)
    with pytest.raises(ClockApart):
        append(store, event("vote:roof"), at=late, claim=key("a"))
    assert append(store, event("vote:roof"), claim=key("a", b"other")).first == 1


@pytest.mark.parametrize("seconds", [-6, 6])
def test_a_time_apart_from_the_clock_is_refused(store: Store, seconds: int) -> None:
    """A command says when it was asked; more than five seconds off is no such time."""
    at = datetime.now(UTC) + timedelta(seconds=seconds)
    with pytest.raises(ClockApart):
        append(store, event("vote:roof"), at=at)
    assert positions(store) == []


@pytest.mark.parametrize("seconds", [-3, 3])
def test_a_time_near_the_clock_is_accepted(store: Store, seconds: int) -> None:
    """Clocks are never quite the same, in whatever zone they are read."""
    paris = datetime.now(UTC).astimezone() + timedelta(seconds=seconds)
    assert append(store, event("vote:roof"), at=paris).first == 1


def test_a_clock_put_back_an_hour_stops_writing(place: Place) -> None:
    """Somebody has to look at it first: what is recorded could not be in order."""
    place.record_ahead(timedelta(hours=1))
    before = positions(place.store)
    with pytest.raises(ClockJumped):
        append(place.store, event("vote:roof"))
    assert positions(place.store) == before


def test_a_clock_put_back_a_little_does_not_go_back_in_the_record(
    place: Place,
) -> None:
    """Times never decrease: the last one is used again."""
    place.record_ahead(timedelta(seconds=30))
    last = place.store.head()
    append(place.store, event("vote:roof"), at=datetime.now(UTC))
    assert place.store.head() == (last.position + 1, last.recorded_at)
