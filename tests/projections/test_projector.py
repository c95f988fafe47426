"""The projector: rows and checkpoint move together, whatever breaks in between."""

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any, Literal

import psycopg
import pytest

from ledger.kernel.codec import Recorded
from projections import generations
from projections.projector import Projector, Replaced, Superseded
from projections.rows import Rows
from projections.view import View
from tests.projections.card_house import House, house
from tests.projections.cards import (
    CARD_CODEC,
    CARD_VIEWS,
    CardRow,
    apply,
    cards,
    many,
)


@pytest.fixture
def there() -> Iterator[House]:
    with house() as opened:
        yield opened


class BreakingConnection(psycopg.Connection[tuple[Any, ...]]):
    """A connection that breaks when it commits, or just after it has."""

    breaks: Literal["before the commit", "after the commit"] | None = None

    def execute(self, query: Any, *args: Any, **options: Any) -> Any:  # noqa: ANN401  # psycopg's own signature
        """Break when told to."""
        if query == "COMMIT" and self.breaks == "before the commit":
            raise psycopg.OperationalError(self.breaks)
        answer = super().execute(query, *args, **options)
        if query == "COMMIT" and self.breaks == "after the commit":
            raise psycopg.OperationalError(self.breaks)
        return answer


@pytest.mark.parametrize("moment", ["before the commit", "after the commit"])
def test_rows_and_checkpoint_are_written_together_or_not_at_all(
    there: House, moment: Literal["before the commit", "after the commit"]
) -> None:
    """Whether a broken batch counts or not, the next one goes on from the tables."""
    there.record(*many(40))
    there.catch_up()
    there.record(*many(40, 40))
    with BreakingConnection.connect(there.conninfo, autocommit=True) as connection:
        connection.breaks = moment
        with pytest.raises(psycopg.OperationalError, match=moment):
            there.projector.step(connection)
        was_written = there.assert_rows_are_a_fold() == 80
        assert was_written == (moment == "after the commit")
        connection.breaks = None
        there.projector.catch_up(connection)
    assert there.assert_rows_are_a_fold() == 80


def test_two_projectors_without_a_leader_undo_nothing_of_each_other(
    there: House,
) -> None:
    """The lock on the generation's row tells each that the other has moved it."""
    other = there.another_projector()
    with psycopg.connect(there.conninfo, autocommit=True) as connection:
        superseded = 0
        for turn in range(12):
            there.record(*many(5, turn * 5))
            steps = [
                (there.projector, there.connection),
                (other, connection),
            ]
            for projector, its_connection in steps if turn % 3 else steps[::-1]:
                try:
                    projector.step(its_connection)
                except Superseded:
                    superseded += 1
        there.projector = there.another_projector()
        there.catch_up()
    assert there.assert_rows_are_a_fold() == 60
    assert superseded


def test_one_projector_leads_and_another_takes_over(there: House) -> None:
    """Both run, facts keep coming, the first stops: nothing is missed or doubled."""
    stops = [threading.Event(), threading.Event()]
    runs = [
        threading.Thread(target=there.another_projector().run, args=(stop.is_set,))
        for stop in stops
    ]
    for run in runs:
        run.start()
    for turn in range(10):
        there.record(*many(30, turn * 30))
        if turn == 5:
            stops[0].set()
            runs[0].join()
    try:
        assert there.views.wait_until(300, timeout=20)
    finally:
        stops[1].set()
        runs[1].join()
    assert there.assert_rows_are_a_fold() == 300


def test_a_projector_killed_again_and_again_goes_on_where_it_was(there: House) -> None:
    """Killed in the middle of whatever it does, it leaves rows of some position."""
    for turn in range(4):
        there.record(*many(6_000, turn * 6_000))
        before = there.views.position()
        child = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.projections.card_child",
                "project",
                there.conninfo,
            ]
        )
        try:
            assert there.views.wait_until(before + 1, timeout=30)
            time.sleep(0.01 * turn)
        finally:
            child.kill()
            child.wait()
        assert there.assert_rows_are_a_fold() > before
    there.projector = there.another_projector()
    there.catch_up()
    assert there.assert_rows_are_a_fold() == 24_000


def test_a_view_that_fails_stops_at_the_fact_and_writes_nothing(there: House) -> None:
    """A fault in a view is raised as it is, once all its rows are at hand."""
    there.record(*many(20))

    def fail(rows: Rows[CardRow], recorded: Recorded[Any]) -> None:
        if recorded.position == 15:
            raise ZeroDivisionError
        apply(rows, recorded)

    broken = View("cards", 1, cards.row, cards.facts, fail)
    projector = Projector(
        there.conninfo, there.store, CARD_CODEC, (broken, *CARD_VIEWS[1:])
    )
    with pytest.raises(ZeroDivisionError):
        projector.step(there.connection)
    assert there.assert_rows_are_a_fold() == 0


def test_a_projector_leaves_the_tables_of_another_version_alone(there: House) -> None:
    """Once another version serves, the old one neither writes nor rebuilds."""
    there.record(*many(10))
    there.catch_up()
    newer = View("cards", 2, cards.row, cards.facts, apply)
    replacing = there.another_projector((newer,))
    replacing.settle(there.connection)
    there.record(*many(10, 10))
    with contextlib.suppress(Superseded):
        there.projector.step(there.connection)
    with pytest.raises(Replaced):
        there.projector.step(there.connection)
    assert there.live().fingerprint == generations.fingerprint((newer,))
    assert there.live().position == 10
