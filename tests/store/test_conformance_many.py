"""What every store promises to whoever brings many appends at once."""

from datetime import UTC, datetime, timedelta

from ledger.kernel.store.port import (
    EVENTS_MAX,
    Append,
    Appended,
    Clause,
    ClockApart,
    Conflict,
    KeyClaim,
    Malformed,
    NewEvent,
    OtherContent,
    Store,
)
from ledger.kernel.words import Audience, write
from tests.store.places import ROOF, append, event, everything, key, positions

NOWHERE = Clause(frozenset({"Nothing"}), ("nothing:here",))


def brought(
    *events: NewEvent,
    boundary: Clause = NOWHERE,
    after: int = 0,
    claim: KeyClaim | None = None,
    at: datetime | None = None,
) -> Append:
    return Append(events=events, boundary=[boundary], after=after, key=claim, at=at)


def test_many_are_recorded_in_their_order(store: Store) -> None:
    """Each is answered with its own place, as if it had come alone."""
    answers = store.append_all(
        [
            brought(event("vote:a"), event("vote:b")),
            brought(event("vote:c")),
            brought(event("vote:d"), event("vote:e")),
        ]
    )
    assert [tuple(a) for a in answers if isinstance(a, Appended)] == [
        (1, 2, False),
        (3, 3, False),
        (4, 5, False),
    ]
    assert [e.tags[0][-1] for e in everything(store)] == [*"abcde"]


def test_nothing_brought_is_nothing_recorded(store: Store) -> None:
    """There is nothing to answer either."""
    assert store.append_all([]) == []
    assert positions(store) == []


def test_one_at_fault_does_not_fail_its_neighbours(store: Store) -> None:
    """A moved boundary, a malformed tag, clocks apart: each is told to its own."""
    append(store, event("vote:roof"))
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    answers = store.append_all(
        [
            brought(event("vote:garden")),
            brought(event("vote:roof"), boundary=ROOF, after=0),
            brought(NewEvent("Note", ("no tag",), b"{}")),
            brought(event("vote:pond"), at=long_ago),
            brought(event("vote:shed"), at=datetime.now(UTC)),
        ]
    )
    assert [type(a) for a in answers] == [
        Appended,
        Conflict,
        Malformed,
        ClockApart,
        Appended,
    ]
    assert [e.tags for e in everything(store)] == [
        ("vote:roof",),
        ("vote:garden",),
        ("vote:shed",),
    ]


def test_each_is_judged_after_those_before_it(store: Store) -> None:
    """Whoever depends on what another of them records does not overlook it."""
    answers = store.append_all(
        [
            brought(event("vote:roof")),
            brought(event("vote:garden")),
            brought(event("vote:roof"), boundary=ROOF, after=0),
            brought(event("vote:pond")),
        ]
    )
    assert [type(a) for a in answers] == [Appended, Appended, Conflict, Appended]
    assert positions(store) == [1, 2, 3]


def test_what_was_refused_touches_nobody(store: Store) -> None:
    """A fact that stayed out is in nobody's way."""
    append(store, event("vote:roof"))
    answers = store.append_all(
        [
            brought(event("vote:roof"), boundary=ROOF, after=0),
            brought(event("vote:roof"), boundary=ROOF, after=1),
        ]
    )
    assert [type(a) for a in answers] == [Conflict, Appended]


def test_many_that_come_again_are_answered_by_their_keys(store: Store) -> None:
    """They are recorded once, and other content under a key is told."""
    many = [brought(event(f"vote:{n}"), claim=key(f"k{n}")) for n in range(50)]
    first = store.append_all(many)
    again = store.append_all([*many, brought(event("vote:x"), claim=key("k7", b"x"))])
    assert [a[:2] for a in again[:50] if isinstance(a, Appended)] == [
        a[:2] for a in first if isinstance(a, Appended)
    ]
    assert all(isinstance(a, Appended) and a.is_repeat for a in again[:50])
    assert isinstance(again[50], OtherContent)
    assert positions(store) == [*range(1, 51)]


def test_a_key_that_comes_twice_among_many_records_once(store: Store) -> None:
    """The second is answered with what the first recorded."""
    twice = [brought(event("vote:roof"), claim=key("a"))] * 2
    answers = store.append_all([*twice, brought(event("vote:shed"), claim=key("b"))])
    assert answers == [(1, 1, False), (1, 1, True), (2, 2, False)]


def test_more_than_one_statement_holds_is_split(store: Store) -> None:
    """The limit is on one append, not on how many are brought."""
    half = EVENTS_MAX // 2 + 1
    many = [[event(f"vote:{n}.{e}") for e in range(half)] for n in range(3)]
    answers = store.append_all([brought(*events) for events in many])
    assert [a.last for a in answers if isinstance(a, Appended)] == [
        half,
        2 * half,
        3 * half,
    ]


def test_words_and_keys_of_many_enter_with_their_facts(store: Store) -> None:
    """Each lies beside its own fact."""
    notes = [write("note", f"pour {n}", Audience.PUBLIC) for n in range(3)]
    many = [
        brought(event(f"vote:{n}")._replace(words=(note,)), claim=key(f"k{n}"))
        for n, note in enumerate(notes)
    ]
    store.append_all([*many[:2], brought(event("vote:x")), many[2]])
    found = store.words_at([1, 2, 3, 4])
    assert {p: [w.encoded for w in ws] for p, ws in found.items()} == {
        1: [notes[0].encoded],
        2: [notes[1].encoded],
        4: [notes[2].encoded],
    }
    assert store.find_keys(["key:k0", "key:k2", "key:none"]) == {
        "key:k0": ((1, 1, True), b"what it asks"),
        "key:k2": ((4, 4, True), b"what it asks"),
    }


def test_no_keys_asked_for_are_none_found(store: Store) -> None:
    """An empty question has an empty answer."""
    assert store.find_keys([]) == {}
