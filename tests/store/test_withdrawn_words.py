"""Withdrawn words: they go on the ground of a recorded fact, and on no other."""

import json
from collections.abc import Sequence
from typing import Final

import psycopg
import pytest
from psycopg import errors
from psycopg.conninfo import make_conninfo

from ledger.kernel.identifiers import PersonId
from ledger.kernel.store.migrations import APP_ROLE
from ledger.kernel.store.port import NewEvent, Store, StoredWords
from ledger.kernel.store.postgres import PostgresStore
from ledger.kernel.store.queries import read_words
from ledger.kernel.words import Audience, Disclosure, write
from tests.store.places import append, event

TITLE: Final = write("title", "Atelier d’été", Audience.PUBLIC)
STORY: Final = write("description", "Une salle\n\tet « du café »", Audience.PUBLIC)
BOTH: Final = (TITLE, STORY)


def spoken(*words: Disclosure) -> NewEvent:
    return NewEvent("Said", ("vote:roof",), b"{}", words)


def withdrawal(position: int, words: Disclosure | str) -> NewEvent:
    digest = words if isinstance(words, str) else words.reference.digest
    fact = {"type": "WordsWithdrawn", "position": position, "words_id": digest}
    tags = tuple(sorted(("commons:commons", f"words:{digest}")))
    return NewEvent("WordsWithdrawn", tags, json.dumps({"v": 1, "fact": fact}).encode())


def texts(store: Store, position: int = 1) -> list[str]:
    return [w.encoded for w in store.words_at([position]).get(position, ())]


def lying(owner: str, position: int = 1) -> list[str]:
    """Return the texts that are in the table, whether they are read or not."""
    with psycopg.connect(owner) as db:
        query = "SELECT body FROM ledger.words WHERE position = %s"
        row = db.execute(query, (position,)).fetchone()
    return [] if row is None else [w.encoded for w in read_words(bytes(row[0]))]


def test_without_a_ground_nothing_goes(store: Store) -> None:
    """However often it is asked."""
    append(store, spoken(*BOTH))
    assert [store.erase_withdrawn(), store.erase_withdrawn()] == [0, 0]
    assert texts(store) == [TITLE.encoded, STORY.encoded]


def test_what_is_withdrawn_goes_and_what_stands_beside_it_stays(store: Store) -> None:
    """Field, audience and salt of the other are as they were."""
    append(store, spoken(*BOTH))
    before = store.words_at([1])[1]
    append(store, withdrawal(1, TITLE))
    assert store.erase_withdrawn() == 1
    assert [*store.words_at([1])[1]] == [before[1]]
    assert len([*store.since(0)]) == 2


def test_what_is_withdrawn_is_read_no_more_before_it_goes(store: Store) -> None:
    """From the moment that its ground is recorded, whoever erases it and when."""
    name = write("name", "Ada", Audience.PERSONAL, subject=PersonId("ada"))
    append(store, spoken(*BOTH, name), spoken(TITLE), spoken(*BOTH))
    append(store, withdrawal(1, TITLE), withdrawal(1, name), withdrawal(2, TITLE))
    append(store, withdrawal(1, STORY.reference.digest[::-1]))
    left = {p: [w.encoded for w in ws] for p, ws in store.words_at([1, 2, 3]).items()}
    both = [TITLE.encoded, STORY.encoded]
    assert left == {1: [STORY.encoded, name.encoded], 3: both}
    assert store.erase_withdrawn() == 4
    assert {
        p: [w.encoded for w in ws] for p, ws in store.words_at([1, 2, 3]).items()
    } == left


def test_each_ground_is_followed_once(store: Store) -> None:
    """Asked again, only what came since."""
    append(store, spoken(*BOTH))
    append(store, withdrawal(1, TITLE))
    assert [store.erase_withdrawn(), store.erase_withdrawn()] == [1, 0]
    append(store, withdrawal(1, STORY))
    assert [store.erase_withdrawn(), store.erase_withdrawn()] == [1, 0]
    assert store.words_at([1]) == {}


def test_looked_at_anew_only_what_is_there_again_goes(owner: str) -> None:
    """As after a restore: the table of words is older than the record beside it."""
    app = make_conninfo(owner, user=APP_ROLE)
    store = PostgresStore(app)
    append(store, spoken(*BOTH), spoken(TITLE))
    before = dict(store.words_at([1, 2]))
    append(store, withdrawal(1, TITLE), withdrawal(2, TITLE))
    assert store.erase_withdrawn() == 2
    assert store.erase_withdrawn(anew=True) == 0
    restore_words(owner, 1, before[1])
    assert store.erase_withdrawn() == 0
    assert lying(owner) == [TITLE.encoded, STORY.encoded]
    assert texts(store) == [STORY.encoded]
    assert [store.erase_withdrawn(anew=True) for _ in range(2)] == [1, 0]
    assert [lying(owner, p) for p in (1, 2)] == [[STORY.encoded], []]
    restore_words(owner, 2, before[2])
    assert [store.erase_withdrawn(anew=True) for _ in range(2)] == [1, 0]
    assert [lying(owner, p) for p in (1, 2)] == [[STORY.encoded], []]
    store.close()


def restore_words(owner: str, position: int, words: Sequence[StoredWords]) -> None:
    """Put words back as they were, as the owner of the database can."""
    body = json.dumps([list(one) for one in words]).encode()
    with psycopg.connect(owner, autocommit=True) as db:
        db.execute("DELETE FROM ledger.words WHERE position = %s", (position,))
        db.execute("INSERT INTO ledger.words VALUES (%s, %s)", (position, body))


def test_a_store_that_looks_anew_follows_what_is_new_too(store: Store) -> None:
    """What it follows is followed: the next round has nothing left to do."""
    append(store, spoken(*BOTH))
    append(store, withdrawal(1, TITLE))
    assert store.erase_withdrawn(anew=True) == 1
    assert [store.erase_withdrawn(anew=True), store.erase_withdrawn()] == [0, 0]
    assert texts(store) == [STORY.encoded]


def test_several_go_at_once_from_several_places(store: Store) -> None:
    """The words of other facts stay."""
    append(store, spoken(TITLE), spoken(STORY), spoken(*BOTH))
    append(store, withdrawal(1, TITLE), withdrawal(3, STORY), event("vote:roof"))
    assert store.erase_withdrawn() == 2
    assert [texts(store, p) for p in (1, 2, 3)] == [
        [],
        [STORY.encoded],
        [TITLE.encoded],
    ]


def test_a_persons_own_words_go_on_no_such_ground(store: Store) -> None:
    """They go with the person."""
    name = write("name", "Ada", Audience.PERSONAL, subject=PersonId("ada"))
    append(store, spoken(name, TITLE))
    append(store, withdrawal(1, name), withdrawal(1, TITLE))
    assert store.erase_withdrawn() == 2
    assert texts(store) == [name.encoded]


def test_a_ground_that_names_nothing_erases_nothing(owner: str) -> None:
    """A fact without its digest, by a fault or an intruder, is no ground."""
    store = PostgresStore(make_conninfo(owner, user=APP_ROLE))
    append(store, spoken(*BOTH))
    data = json.dumps({"v": 1, "fact": {"type": "WordsWithdrawn", "position": 1}})
    append(store, NewEvent("WordsWithdrawn", ("commons:commons",), data.encode()))
    store.erase_withdrawn()
    assert texts(store) == [TITLE.encoded, STORY.encoded]
    store.close()


def test_a_ground_that_names_the_wrong_place_erases_nothing(store: Store) -> None:
    """Nor does it stop those that come after it."""
    append(store, spoken(TITLE), spoken(STORY))
    append(store, withdrawal(2, TITLE), withdrawal(99, TITLE), withdrawal(2, STORY))
    assert store.erase_withdrawn() == 3
    assert [texts(store, 1), texts(store, 2)] == [[TITLE.encoded], []]


def test_the_application_erases_nothing_by_itself(owner: str) -> None:
    """It can ask, and the record decides; the note of what was done is not its own."""
    app = make_conninfo(owner, user=APP_ROLE)
    store = PostgresStore(app)
    append(store, spoken(*BOTH))
    append(store, withdrawal(1, TITLE))
    with psycopg.connect(app, autocommit=True) as db:
        for change in (
            "DELETE FROM ledger.words",
            "UPDATE ledger.words SET body = ''",
            "INSERT INTO ledger.withdrawals_followed VALUES (2)",
            "DELETE FROM ledger.withdrawals_followed",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                db.execute(change.encode())
        assert db.execute("SELECT ledger.erase_withdrawn()").fetchone() == (1,)
    assert lying(owner) == [STORY.encoded]
    store.close()
