"""Live = rebuilt = offline: one set of rows, whatever brought it about."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg_pool import ConnectionPool

from ledger.application import CODEC, Ledger, Unless
from ledger.kernel.messages import Command
from ledger.kernel.store.migrations import migrate
from ledger.kernel.store.port import Append, Appended, NewEvent
from ledger.kernel.store.postgres import PostgresStore
from projections.offline import Offline
from projections.projector import Projector
from projections.reading import Views
from projections.rebuild import rebuild
from projections.registry import VIEWS
from projections.shelf import Shelf
from tests.projections.comparing import assert_live_is_offline
from tests.projections.stories import Step, beginning, steps, tell
from tests.servers import server
from tests.spec import NOON, NOWHERE, SECRET, STORYTELLER, Clock

# Facts that come as fast as they can make each rebuild longer than the one before.
PAUSE_SECONDS = 0.01


class Commons:
    """A ledger in a fresh database, with its views brought forward by hand."""

    def __init__(self) -> None:
        self.conninfo = server("embedded18", durable=False).create_database()
        migrate(self.conninfo)
        self.store = PostgresStore(self.conninfo)
        self.ledger = Ledger(self.store, secret=SECRET, clock=Clock())
        self.projector = Projector(self.conninfo, self.store, CODEC, VIEWS)
        self.connection = psycopg.connect(self.conninfo, autocommit=True)
        self.projector.settle(self.connection)
        for fact in beginning():
            event = NewEvent(
                type(fact).__name__, fact.tags(), CODEC.encode(fact, STORYTELLER, NOON)
            )
            head = self.store.head().position
            self.store.append(Append(events=[event], boundary=NOWHERE, after=head))

    def offline(self) -> Offline:
        """Fold the whole log without a database."""
        folded = Offline(VIEWS)
        folded.follow(CODEC.decode(e) for e in self.store.since(0))
        return folded

    def close(self) -> None:
        """Give back what is held open."""
        self.connection.close()
        self.store.close()


@pytest.fixture
def commons() -> Iterator[Commons]:
    opened = Commons()
    yield opened
    opened.close()


def same_as_offline(commons: Commons) -> None:
    reached = assert_live_is_offline(commons.conninfo)
    assert reached == commons.store.head().position


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(story=steps, cuts=st.lists(st.integers(1, 7), max_size=8))
def test_any_batching_gives_the_rows_that_a_fold_gives(
    story: list[Step], cuts: list[int]
) -> None:
    """However the projector is interrupted, its versions are the auditor's."""
    commons = Commons()
    try:
        commons.ledger = timeless(commons)
        start = 0
        for cut in cuts:
            tell(commons.ledger, story[start : start + cut], start)
            start += cut
            commons.projector.catch_up(commons.connection)
        tell(commons.ledger, story[start:], start)
        commons.projector.catch_up(commons.connection)
        same_as_offline(commons)
        rebuild(commons.conninfo, CODEC, VIEWS)
        same_as_offline(commons)
        shelves_agree(commons)
    finally:
        commons.close()


class Timeless(Ledger):
    """A ledger whose commands bear the present, whatever time a story says."""

    def handle(self, command: Command, *, unless: Unless | None = None) -> Appended:
        return super().handle(replace(command, at=datetime.now(UTC)), unless=unless)


def timeless(commons: Commons) -> Ledger:
    return Timeless(commons.store, secret=SECRET)


def shelves_agree(commons: Commons) -> None:
    offline = commons.offline()
    pool: ConnectionPool = ConnectionPool(
        commons.conninfo, min_size=1, max_size=2, kwargs={"autocommit": True}, open=True
    )
    with pool:
        views = Views(pool)
        for position in range(offline.position + 1):
            with views.shelf(position) as shelf:
                read(shelf, offline.shelf(position))


def read(shelf: Shelf, expected: Shelf) -> None:
    assert shelf.position == expected.position
    for view in VIEWS:
        found = shelf.page(view, limit=500)
        assert sorted(p.row.key_values() for p in found.rows) == sorted(
            p.row.key_values() for p in expected.page(view, limit=500).rows
        )
        for placed in found.rows:
            key = placed.row.key_values()
            assert shelf.get(view, *key) == expected.get(view, *key) == placed.row
        if view.is_total:
            assert list(shelf.every(view)) == list(expected.every(view))


def test_a_rebuild_goes_on_while_facts_keep_coming(commons: Commons) -> None:
    """What is recorded during a rebuild is in the new tables after the flip."""
    ledger = timeless(commons)
    stop = threading.Event()

    def keep_recording() -> None:
        number = 0
        while not stop.is_set():
            tell(
                ledger,
                [(9, number % 3, number % 5, 3), (2, (number + 1) % 3, number % 5, 3)],
                number,
            )
            number += 2
            stop.wait(PAUSE_SECONDS)

    writer = threading.Thread(target=keep_recording)
    writer.start()
    try:
        for _ in range(3):
            rebuild(commons.conninfo, CODEC, VIEWS)
    finally:
        stop.set()
        writer.join()
    commons.projector.catch_up(commons.connection)
    same_as_offline(commons)
