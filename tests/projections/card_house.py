"""A house of cards: a ledger of cards in a database, and all ways to look at it."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg_pool import ConnectionPool

from ledger.kernel.messages import Fact
from ledger.kernel.store.migrations import migrate
from ledger.kernel.store.port import Append, NewEvent
from ledger.kernel.store.postgres import PostgresStore
from projections import generations
from projections.offline import Offline
from projections.projector import Projector
from projections.reading import Views
from projections.rebuild import rebuild
from projections.shelf import Shelf
from projections.view import View
from tests.projections.cards import (
    BOARDS,
    CARD_CODEC,
    CARD_VIEWS,
    CARDS,
    boards,
    cards,
)
from tests.projections.comparing import live_versions
from tests.servers import Kind, server
from tests.spec import NOON, NOWHERE, STORYTELLER


class House:
    """A database with a log of cards, its views, and a reader of them."""

    def __init__(self, kind: Kind = "embedded18") -> None:
        self.conninfo = server(kind, durable=False).create_database()
        migrate(self.conninfo)
        self.store = PostgresStore(self.conninfo)
        self.connection = psycopg.connect(self.conninfo, autocommit=True)
        self.projector = self.another_projector()
        self.projector.settle(self.connection)
        self.pool: ConnectionPool = ConnectionPool(
            self.conninfo,
            min_size=1,
            max_size=3,
            open=True,
            kwargs={"autocommit": True},
        )
        self.views = Views(self.pool)

    def another_projector(self, views: Sequence[View[Any]] = CARD_VIEWS) -> Projector:
        """Return a projector that knows nothing of the first."""
        return Projector(self.conninfo, self.store, CARD_CODEC, views)

    def record(self, *facts: Fact) -> None:
        """Record facts, all at once."""
        if facts:
            events = [event(fact) for fact in facts]
            after = self.store.head().position
            self.store.append(Append(events=events, boundary=NOWHERE, after=after))

    def catch_up(self) -> None:
        """Bring the views to the head."""
        reached = self.projector.catch_up(self.connection)
        assert reached == self.store.head().position

    def rebuild(self) -> None:
        """Make all views anew."""
        rebuild(self.conninfo, CARD_CODEC, CARD_VIEWS)

    def offline(self, position: int | None = None) -> Offline:
        """Fold the log up to a position without a database."""
        folded = Offline(CARD_VIEWS)
        limit = self.store.head().position if position is None else position
        stored = self.store.since(0, limit=limit) if limit else iter(())
        folded.follow(CARD_CODEC.decode(e) for e in stored)
        return folded

    def live(self) -> generations.Generation:
        """Return the generation that serves."""
        live = generations.live(self.connection)
        assert live is not None
        return live

    def assert_rows_are_a_fold(self) -> int:
        """Compare every version with a fold as far as the views say they are."""
        with self.connection.transaction():
            self.connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            live = self.live()
            found = {
                v.name: live_versions(self.connection, live, v) for v in CARD_VIEWS
            }
        folded = self.offline(live.position)
        for view in CARD_VIEWS:
            assert found[view.name] == folded.versions(view), view.name
        return live.position

    def assert_shelves_agree(self) -> None:
        """Ask the database and a fold the same, as of every position."""
        folded = self.offline()
        for position in range(folded.position + 1):
            with self.views.shelf(position) as shelf:
                assert_same_answers(shelf, folded.shelf(position))

    def close(self) -> None:
        """Give back what is held open."""
        self.pool.close()
        self.connection.close()
        self.store.close()


@contextmanager
def house(kind: Kind = "embedded18") -> Generator[House]:
    """Open a house for a while."""
    opened = House(kind)
    try:
        yield opened
    finally:
        opened.close()


def event(fact: Fact) -> NewEvent:
    """Return a fact as a store takes it."""
    data = CARD_CODEC.encode(fact, STORYTELLER, NOON)
    return NewEvent(type(fact).__name__, ("room:one",), data)


QUESTIONS: tuple[dict[str, Any], ...] = (
    {},
    *({"board": board} for board in BOARDS[:3]),
    {"rank": 1},
    {"board": "north", "rank": 1},
    {"card": "card1"},
)


def assert_same_answers(shelf: Shelf, expected: Shelf) -> None:
    """Compare two shelves in everything that a page could ask."""
    assert (shelf.position, shelf.recorded_at) == (
        expected.position,
        expected.recorded_at,
    )
    for card in CARDS:
        assert shelf.get(cards, card) == expected.get(cards, card)
    keys = [(card,) for card in (*CARDS, "unknown")]
    found, known = shelf.some(cards, keys), expected.some(cards, keys)
    assert sorted(found, key=repr) == sorted(known, key=repr)
    assert list(shelf.every(boards)) == list(expected.every(boards))
    for question in QUESTIONS:
        for is_newest_first in (True, False):
            options = question | {"is_newest_first": is_newest_first}
            whole = expected.page(cards, limit=100, **options)
            assert shelf.page(cards, limit=100, **options) == whole
            assert leafed(shelf, options) == list(whole.rows)
            assert leafed(expected, options) == list(whole.rows)


def leafed(shelf: Shelf, options: dict[str, Any]) -> list[Any]:
    """Return a whole list, taken two rows at a time."""
    rows: list[Any] = []
    after: int | None = None
    while True:
        page = shelf.page(cards, limit=2, after=after, **options)
        rows += page.rows
        if page.next is None:
            return rows
        after = page.next
