"""What every store promises to readers."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from ledger.kernel.identifiers import PersonId
from ledger.kernel.store.port import (
    Appended,
    Busy,
    Clause,
    Conflict,
    Head,
    History,
    Store,
)
from ledger.kernel.words import Audience, read_disclosure, write
from tests.store.places import (
    GARDEN,
    ROOF,
    append,
    event,
    everything,
    key,
    positions,
)

WEIRD = "nul \0, hors BMP 🜁, à droite \u202e, combiné e\u0301, ﷽, \ufeff, \ud7ff"


def test_an_empty_store_has_no_head(store: Store) -> None:
    """Position 0 is before the first event."""
    assert store.head() == Head(0, None)
    assert everything(store) == []
    assert store.read([ROOF]) == History([], 0)
    assert store.position_at(datetime.now(UTC)) == 0
    assert store.find_key("key:a") is None
    assert store.words_at([]) == {}


def test_a_boundary_is_read_in_order_with_the_head(store: Store) -> None:
    """Each event once, oldest first, and the head even where nothing is inside."""
    append(store, event("vote:roof"), event("vote:garden"), event("vote:barn"))
    append(store, event("vote:garden", "vote:roof"), event("mandate:ada"))
    history = store.read([GARDEN, ROOF])
    assert [e.position for e in history.events] == [1, 2, 4]
    assert history.head == 5
    assert store.read([Clause(frozenset({"Other"}), ("vote:roof",))]) == History([], 5)


def test_a_boundary_is_read_on_from_a_position(store: Store) -> None:
    """What was read before is left out."""
    append(store, event("vote:roof"), event("vote:roof"), event("vote:roof"))
    assert [e.position for e in store.read([ROOF], after=2).events] == [3]
    assert store.read([ROOF], after=3) == History([], 3)


@pytest.mark.parametrize(
    "order", [("mandate:ada", "vote:roof"), ("vote:roof", "mandate:ada")]
)
def test_tags_of_a_clause_have_no_order(store: Store, order: tuple[str, str]) -> None:
    """The few are found among the many, whichever is named first."""
    append(store, *[event("vote:roof") for _ in range(300)])
    append(store, event("mandate:ada", "vote:roof"))
    append(store, *[event("mandate:ada") for _ in range(300)])
    history = store.read([Clause(frozenset({"BallotCast"}), order)])
    assert [e.position for e in history.events] == [301]


@pytest.mark.parametrize(
    "tag", ["siret:123 456", "siret:é", "siret:" + "9" * 65, "x", ""]
)
def test_nothing_is_inside_of_a_malformed_clause(store: Store, tag: str) -> None:
    """People mistype identifiers, and are told so after the reading."""
    append(store, event("siret:123"), event("siret:456"))
    clause = Clause(frozenset({"BallotCast"}), (tag,))
    assert store.read([clause]) == History([], 2)
    assert append(store, event("vote:roof"), boundary=[clause], after=0).first == 3


def test_the_log_is_read_from_any_position(store: Store) -> None:
    """With a limit and without."""
    append(store, *[event("vote:roof") for _ in range(10)])
    assert [e.position for e in store.since(7)] == [8, 9, 10]
    assert [e.position for e in store.since(2, limit=3)] == [3, 4, 5]
    assert [e.position for e in store.since(8, limit=5)] == [9, 10]
    assert list(store.since(10)) == []
    assert list(store.since(0, limit=0)) == []


def test_a_long_log_is_read_whole(store: Store) -> None:
    """More than any batch holds."""
    for _ in range(5):
        append(store, *[event("vote:roof") for _ in range(1_000)])
    assert positions(store) == [*range(1, 5_001)]
    assert [e.position for e in store.since(10, limit=4_500)] == [*range(11, 4_511)]


def test_a_moment_is_found_in_the_log(store: Store) -> None:
    """The last position recorded at or before it."""
    instants: list[datetime] = []
    for _ in range(3):
        append(store, event("vote:roof"), event("vote:garden"))
        recorded_at = store.head().recorded_at
        assert recorded_at is not None
        instants.append(recorded_at)
        time.sleep(0.002)
    moment = timedelta(microseconds=1)
    assert [store.position_at(i) for i in instants] == [2, 4, 6]
    assert [store.position_at(i - moment) for i in instants] == [0, 2, 4]
    assert store.position_at(instants[-1] + timedelta(days=9)) == 6


def test_words_come_back_sign_for_sign(store: Store) -> None:
    """Whatever people write, and whoever may read it."""
    subject = PersonId("ada")
    words = (
        write("note", WEIRD, Audience.PUBLIC),
        write("name", "Ada", Audience.PERSONAL, subject=subject),
        write("note", "", Audience.AUTHORS),
    )
    append(store, event("vote:roof"), event("vote:roof")._replace(words=words))
    stored = store.words_at([1, 2, 3])
    assert [*stored] == [2]
    assert [read_disclosure(w.encoded)[2] for w in stored[2]] == [WEIRD, "Ada", ""]
    assert [(w.field, w.audience, w.subject) for w in stored[2]] == [
        ("note", "public", None),
        ("name", "personal", "ada"),
        ("note", "authors", None),
    ]
    assert [w.encoded for w in stored[2]] == [w.encoded for w in words]


def test_who_waits_is_told(store: Store) -> None:
    """At once if it is there already, when it comes, or when patience ends."""
    assert store.wait(0, timeout=0) == 0
    started = time.monotonic()
    assert store.wait(0, timeout=0.05) == 0
    assert time.monotonic() - started >= 0.05
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(store.wait, 0, 20)
        time.sleep(0.05)
        append(store, event("vote:roof"))
        assert waiting.result() == 1
    assert time.monotonic() - started < 10
    assert store.wait(0, timeout=20) == 1


def test_of_rivals_one_is_first(store: Store) -> None:
    """However many decide on the same facts at once, one records."""

    def rival(_: int) -> Appended | None:
        try:
            return append(store, event("vote:roof"), boundary=[ROOF], after=0)
        except Conflict:
            return None

    assert [a for a in at_once(20, rival) if a] == [(1, 1, False)]
    assert positions(store) == [1]


def test_neighbours_record_all_at_once(store: Store) -> None:
    """Each ballot has its own boundary, so a whole assembly votes at once."""

    def voter(number: int) -> Appended | None:
        tag = f"ballot:{number}"
        ballot = Clause(frozenset({"BallotCast"}), (tag,))
        closing = Clause(frozenset({"VoteClosed"}), ("vote:roof",))
        return append(store, event(tag, "vote:roof"), boundary=[ballot, closing])

    answers = at_once(40, voter)
    assert sorted(a.first for a in answers if a) == [*range(1, 41)]
    assert positions(store) == [*range(1, 41)]
    assert {e.position: e.tags[0] for e in store.since(0)} == {
        a.first: f"ballot:{n}" for n, a in enumerate(answers) if a
    }


def test_one_key_sent_many_times_records_once(store: Store) -> None:
    """Everyone gets the answer of the first."""

    def sent(_: int) -> Appended | None:
        fact = event("vote:roof"), event("vote:roof")
        return append(store, *fact, boundary=[ROOF], after=0, claim=key("a"))

    answers = at_once(20, sent)
    assert {a[:2] for a in answers if a} == {(1, 2)}
    assert [a for a in answers if a and not a.is_repeat] == [(1, 2, False)]
    assert positions(store) == [1, 2]


def test_who_holds_an_identifier_keeps_others_out(store: Store) -> None:
    """For as long as they are inside, and those who ask for something else not."""
    with store.hold(["fund:a", "fund:b"], timeout=5):
        with store.hold(["fund:c"], timeout=5):
            pass
        with pytest.raises(Busy), store.hold(["fund:c", "fund:b"], timeout=0.05):
            pytest.fail("two hold one identifier")
    with store.hold(["fund:b", "fund:a"], timeout=5):
        pass


def test_holders_in_any_order_do_not_block_each_other(store: Store) -> None:
    """Everyone takes identifiers in one order, whatever order they name them in."""
    inside: list[int] = []

    def holder(number: int) -> Appended | None:
        names: Sequence[str] = ("fund:a", "fund:b", "fund:c")
        with store.hold(names if number % 2 else names[::-1], timeout=20):
            inside.append(number)
            assert len(inside) == 1
            inside.remove(number)
        return None

    at_once(4, holder)


def test_a_failure_inside_gives_the_identifier_back(store: Store) -> None:
    """Whatever ends the work."""
    with pytest.raises(ZeroDivisionError), store.hold(["fund:a"], timeout=5):
        raise ZeroDivisionError
    with store.hold(["fund:a"], timeout=0.5):
        pass


def at_once(
    count: int, deed: Callable[[int], Appended | None]
) -> list[Appended | None]:
    """Do it in as many threads, all at the same moment."""
    gate = threading.Barrier(count)

    def start(number: int) -> Appended | None:
        gate.wait()
        return deed(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(start, range(count)))
