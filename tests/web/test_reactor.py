"""The reactor: each reminder on its day, once, whoever stood still or was faster."""

from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg_pool import ConnectionPool

from ledger.application import CODEC, Ledger
from ledger.kernel.messages import Fact
from ledger.kernel.store.memory import MemoryStore
from ledger.kernel.store.port import StoredEvent
from ledger.kernel.store.postgres import PostgresStore
from ledger.membership.mandates.events import MandateEndAnnounced, MandateWithdrawn
from projections.offline import Offline, OfflineShelf
from projections.reading import Views
from projections.registry import VIEWS
from tests.cast import ADA, LITTORAL, mandate, mandate_id, partner
from tests.spec import SECRET, Clock, record
from tests.web.reminders import (
    ALL,
    DAYS,
    GRANTED,
    expected_of,
    in_parallel,
    long_granted,
    person,
)
from tests.web.running import Running
from web.reactor import react

START, END = date(2026, 1, 1), date(2026, 6, 30)


class Story:
    """A ledger in memory, whose reactor is run on chosen days."""

    def __init__(self, *facts: Fact) -> None:
        self.clock = Clock(GRANTED)
        self.store = MemoryStore(self.clock)
        self.ledger = Ledger(self.store, secret=SECRET, clock=self.clock)
        record(self.store, *partner(LITTORAL), *facts, at=GRANTED)

    @contextmanager
    def shelf(self) -> Generator[OfflineShelf]:
        """Open the views as the log has them now."""
        folded = Offline(VIEWS)
        folded.follow(CODEC.decode(event) for event in self.store.since(0))
        yield folded.shelf()

    def run(self, days_left: int) -> list[int]:
        """Run the reactor so many days before the end; return what it announced."""
        self.clock.now = datetime.combine(END, GRANTED.timetz()) - timedelta(days_left)
        before = self.store.head().position
        react(self.ledger, self, self.clock)
        return [fact.days_left for fact in announced(self.store.since(before))]

    def withdraw(self, days_left: int) -> None:
        """Withdraw the mandate so many days before its end."""
        self.clock.now = datetime.combine(END, GRANTED.timetz()) - timedelta(days_left)
        withdrawn = MandateWithdrawn(
            mandate_id=mandate_id(ADA, LITTORAL), partner_id=LITTORAL, person_id=ADA
        )
        record(self.store, withdrawn, at=self.clock.now)


def announced(events: Iterator[StoredEvent]) -> list[MandateEndAnnounced]:
    facts = [CODEC.decode(event).fact for event in events]
    return [fact for fact in facts if isinstance(fact, MandateEndAnnounced)]


def ending() -> Story:
    return Story(mandate(ADA, LITTORAL, starts_on=START, ends_on=END))


def test_run_every_day_it_reminds_on_three_days() -> None:
    """Sixty, thirty and seven days before, and on no other day."""
    story = ending()
    given = {left: story.run(left) for left in range(70, -5, -1)}
    assert {left: said for left, said in given.items() if said} == {
        60: [60],
        30: [30],
        7: [7],
    }


def test_run_twice_on_the_day_it_reminds_once() -> None:
    """The second run finds nothing due."""
    story = ending()
    assert story.run(60) == [60]
    assert story.run(60) == []


def test_a_mandate_withdrawn_is_not_announced() -> None:
    """What was still to come is struck out by the withdrawal."""
    story = ending()
    assert story.run(60) == [60]
    story.withdraw(40)
    assert [story.run(left) for left in (30, 20, 7, 0)] == [[], [], [], []]


def test_what_was_due_before_the_grant_is_not_caught_up() -> None:
    """A mandate granted forty days before its end skips the first reminder."""
    story = Story()
    story.run(40)
    granted = mandate(ADA, LITTORAL, starts_on=START, ends_on=END)
    record(story.store, granted, at=story.clock.now)
    assert [story.run(left) for left in (40, 30, 7)] == [[], [30], [7]]


@given(
    runs=st.lists(st.integers(-5, 75), max_size=8),
    withdrawn=st.none() | st.integers(0, 75),
)
def test_however_long_it_stood_still_each_reminder_is_given_once(
    runs: list[int], withdrawn: int | None
) -> None:
    """On the first run from its day on, unless the mandate ended or was withdrawn."""
    story, given = ending(), set[int]()
    for left in sorted(runs, reverse=True):
        if withdrawn is not None and left < withdrawn:
            story.withdraw(withdrawn)
            withdrawn, given = None, set(ALL)
        expected = expected_of(left) - given
        assert sorted(story.run(left)) == sorted(expected)
        given |= expected


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    with long_granted(tmp_path) as commons:
        yield commons


def given_by(running: Running) -> Counter[tuple[str, int]]:
    facts = announced(running.wiring.store.since(0))
    return Counter((fact.person_id, fact.days_left) for fact in facts)


ONCE_EACH = Counter((person(left), days) for left in DAYS for days in expected_of(left))


def test_two_reactors_at_once_record_each_reminder_once(running: Running) -> None:
    """The key and the boundary let one of them in, and the other finds it done."""
    conninfo = running.wiring.pool.conninfo
    assert isinstance(conninfo, str)

    def another() -> int:
        pool: ConnectionPool = ConnectionPool(
            conninfo, min_size=1, kwargs={"autocommit": True}, open=True
        )
        store = PostgresStore(conninfo)
        try:
            with pool:
                return react(Ledger(store, secret=SECRET), Views(pool))
        finally:
            store.close()

    recorded = in_parallel([another] * 4)
    assert given_by(running) == ONCE_EACH
    assert sum(recorded) == ONCE_EACH.total()
    # The views have not come forward: what they say is due has been done.
    assert another() == 0
    running.settle()
    assert react(running.wiring.ledger, running.wiring.views) == 0
    assert given_by(running) == ONCE_EACH
