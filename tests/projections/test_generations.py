"""Generations: a rebuild is seen by nobody until it serves, and leaves nothing."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from psycopg import sql

from projections import generations
from projections.view import View
from tests.projections.card_house import House, assert_same_answers, house
from tests.projections.cards import (
    CARD_VIEWS,
    CardsPinned,
    CardTaken,
    apply,
    cards,
    many,
)

# Facts that come as fast as they can make each rebuild longer than the one before.
PAUSE_SECONDS = 0.01


@pytest.fixture
def there() -> Iterator[House]:
    with house() as opened:
        yield opened


def schemas(there: House) -> set[str]:
    rows = there.connection.execute(
        "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'views\\_%'"
    )
    return {name for (name,) in rows}


def age(there: House) -> None:
    """Let the grace of every retired generation be over."""
    there.connection.execute(
        "UPDATE views.generations SET retired_at = retired_at - interval '1 hour'"
    )


def test_a_reader_keeps_the_generation_it_began_with(there: House) -> None:
    """A flip and new facts change nothing for a page that is being made."""
    there.record(*many(60))
    there.catch_up()
    folded = there.offline()
    with there.views.shelf() as shelf:
        assert_same_answers(shelf, folded.shelf())
        there.rebuild()
        there.record(CardsPinned(cards=("card1",), board="north"))
        there.projector = there.another_projector()
        there.catch_up()
        assert_same_answers(shelf, folded.shelf())
    with there.views.shelf() as shelf:
        assert shelf.position == 61


def test_linked_rows_are_those_that_serve_now(there: House) -> None:
    """A reader that knew other tables asks again, be they retired or gone."""

    def linked() -> list[tuple[str, str | None]]:
        found = there.views.linked(cards, ("board", "card2"), cards, "board")
        return [(card.card, at.board if at else None) for card, at in found]

    there.record(pinned("card2", "north"), pinned("card1", "card2"))
    there.record(pinned("card3", "card2"))
    there.catch_up()
    assert linked() == [("card1", "north"), ("card3", "north")]
    there.rebuild()
    there.record(pinned("card2", "south"), CardTaken(card="card3"))
    there.projector = there.another_projector()
    there.catch_up()
    assert linked() == [("card1", "south")]
    there.rebuild()
    age(there)
    assert generations.clear(there.connection) == 2
    assert linked() == [("card1", "south")]
    there.record(CardTaken(card="card2"))
    there.projector = there.another_projector()
    there.catch_up()
    assert linked() == [("card1", None)]
    there.record(CardTaken(card="card1"))
    there.catch_up()
    assert linked() == []


def pinned(card: str, board: str) -> CardsPinned:
    return CardsPinned(cards=(card,), board=board)


def test_old_tables_go_after_their_grace_and_wait_for_no_reader(there: House) -> None:
    """A backup that reads them for hours does not make the projector stand still."""
    old = there.live().schema
    there.rebuild()
    assert generations.clear(there.connection) == 0
    assert schemas(there) == {old, there.live().schema}
    age(there)
    with there.pool.connection() as reader, reader.transaction():
        reader.execute(sql.SQL("SELECT FROM {}").format(sql.Identifier(old, "cards")))
        began = time.monotonic()
        assert generations.clear(there.connection) == 0
        assert time.monotonic() - began < 10
    assert generations.clear(there.connection) == 1
    assert schemas(there) == {there.live().schema}


def test_a_rebuild_that_is_killed_leaves_what_the_next_removes(there: House) -> None:
    """The tables that serve are untouched, and half-made ones serve nobody."""
    for turn in range(3):
        there.record(*many(10_000, turn * 10_000))
    there.catch_up()
    serving = there.live()
    child = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.projections.card_child",
            "rebuild",
            there.conninfo,
        ]
    )
    try:
        while not building(there):
            assert child.poll() is None
            time.sleep(0.005)
        time.sleep(0.2)
    finally:
        child.kill()
        child.wait()
    assert building(there) == 1
    assert there.live() == serving
    assert there.assert_rows_are_a_fold() == 30_000
    there.rebuild()
    assert building(there) == 0
    assert there.live().id != serving.id
    assert schemas(there) == {serving.schema, there.live().schema}
    assert there.assert_rows_are_a_fold() == 30_000


def building(there: House) -> int:
    row = there.connection.execute(
        "SELECT count(*) FROM views.generations WHERE state = 'building'"
    ).fetchone()
    assert row is not None
    return int(row[0])


def test_rebuilds_go_on_while_facts_come_and_a_projector_follows(there: House) -> None:
    """All at once: nothing is missing or doubled, and readers never go back in time."""
    stop = threading.Event()
    recorded = [0]
    seen: list[int] = []

    def keep_looking() -> None:
        while not stop.is_set():
            seen.append(there.views.position())

    def keep_recording() -> None:
        while not stop.is_set():
            there.record(*many(20, recorded[0]))
            recorded[0] += 20
            stop.wait(PAUSE_SECONDS)

    threads = [
        threading.Thread(target=keep_recording),
        threading.Thread(target=keep_looking),
        threading.Thread(target=there.another_projector().run, args=(stop.is_set,)),
    ]
    for thread in threads:
        thread.start()
    try:
        for _ in range(4):
            there.rebuild()
            there.assert_rows_are_a_fold()
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    there.projector = there.another_projector()
    there.catch_up()
    assert there.assert_rows_are_a_fold() == recorded[0]
    assert seen == sorted(seen)
    assert len(schemas(there)) == 5


@pytest.mark.parametrize(
    "other",
    [
        replace(cards, version=2),
        replace(cards, name="papers"),
        replace(cards, facts=cards.facts[1:]),
        replace(cards, is_total=True),
    ],
)
def test_views_that_mean_something_else_are_told_apart(other: View[Any]) -> None:
    """Or rows of an older meaning would serve on after an update."""
    rest = CARD_VIEWS[1:]
    assert generations.fingerprint((cards, *rest)) == generations.fingerprint(
        (replace(cards, apply=apply), *rest)
    )
    assert generations.fingerprint((other, *rest)) != generations.fingerprint(
        (cards, *rest)
    )
