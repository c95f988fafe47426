"""History enters by the owner's door, and is then like any other record."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from ledger.kernel.store.history import Past, load_history
from ledger.kernel.store.migrations import APP_ROLE
from ledger.kernel.store.port import Conflict, Malformed
from ledger.kernel.store.postgres import PostgresStore
from ledger.kernel.words import Audience, write
from tests.store.places import GARDEN, ROOF, append, event, everything, positions

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
KINDS = ("BallotCast",)


@pytest.fixture
def store(owner: str) -> Iterator[PostgresStore]:
    opened = PostgresStore(owner)
    yield opened
    opened.close()


def past(*minutes: int, tag: str = "vote:roof") -> list[Past]:
    return [Past(NEW_YEAR + timedelta(minutes=m), event(tag)) for m in minutes]


def test_what_was_loaded_is_read_and_depended_on(
    store: PostgresStore, owner: str
) -> None:
    """With its times, its words, and its place in the order."""
    note = write("note", "autrefois", Audience.PUBLIC)
    last = Past(NEW_YEAR + timedelta(hours=1), event("vote:roof", "mandate:ada"))
    last = last._replace(event=last.event._replace(words=(note,)))
    assert load_history(owner, [*past(0, 0, 7), last], KINDS) == 4
    assert [e.recorded_at - NEW_YEAR for e in everything(store)] == [
        timedelta(minutes=m) for m in (0, 0, 7, 60)
    ]
    assert [e.position for e in store.read([ROOF]).events] == [1, 2, 3, 4]
    assert store.position_at(NEW_YEAR) == 2
    assert [w.encoded for w in store.words_at([4])[4]] == [note.encoded]
    with pytest.raises(Conflict):
        append(store, event("vote:roof"), boundary=[ROOF], after=3)
    assert append(store, event("vote:roof"), boundary=[ROOF], after=4).first == 5


def test_history_follows_what_is_there(store: PostgresStore, owner: str) -> None:
    """Positions go on from the head."""
    load_history(owner, past(*range(25_000)), KINDS)
    assert load_history(owner, past(25_000, tag="vote:garden"), KINDS) == 1
    assert positions(store) == [*range(1, 25_002)]
    assert [e.position for e in store.read([GARDEN]).events] == [25_001]


@pytest.mark.parametrize(
    "fault",
    [
        past(8, 7),
        past(-1),
        [Past(datetime.now(UTC) + timedelta(hours=1), event("vote:roof"))],
        past(9, tag="Vote:roof"),
        [Past(NEW_YEAR + timedelta(hours=2), event("vote:roof", kind="Other"))],
    ],
    ids=["backwards", "before the head", "to come", "malformed", "another kind"],
)
def test_history_that_cannot_be_stays_out_whole(
    store: PostgresStore, owner: str, fault: list[Past]
) -> None:
    """One event at fault, and none enters."""
    load_history(owner, past(0), KINDS)
    with pytest.raises(Malformed):
        load_history(owner, [*past(*range(12_000)), *fault], KINDS)
    assert positions(store) == [1]


def test_the_application_has_no_such_door(store: PostgresStore, owner: str) -> None:
    """It is the owner's."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        load_history(make_conninfo(owner, user=APP_ROLE), past(0), KINDS)
    assert positions(store) == []
