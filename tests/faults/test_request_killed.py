"""A server killed while a form is under way: sent again, it is one fact."""

import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ledger.application import CODEC
from ledger.commons.contributions.events import ContributionRecorded
from tests.faults.pages import Pages, nobody_appends, pages_for
from tests.faults.service import eventually, kill
from tests.web.pages.space.town import Hidden, Town, begin, to_check
from tests.web.running import running_commun

TITLE = "Envoyée pendant une panne"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with running_commun(tmp_path_factory.mktemp("town")) as running:
        yield begin(running)


@pytest.fixture(scope="module")
def pages(town: Town) -> Iterator[Pages]:
    folder = town.running.wiring.settings.data
    with pages_for(town.running, town.asso, Path(folder)) as served:
        yield served


class Sending:
    """A form at its last page, and the log as it was before it was sent."""

    def __init__(self, town: Town, title: str) -> None:
        self.title = title
        self.path = to_check(town.asso, {"title": title})
        self.form = Hidden(town.asso.get(self.path).text).values
        self.town = town
        self.before = town.head()

    def recorded(self) -> list[str]:
        """Return what was recorded since."""
        events = self.town.running.wiring.store.since(self.before)
        facts = [CODEC.decode(event).fact for event in events]
        return [f.contribution_id for f in facts if isinstance(f, ContributionRecorded)]


@pytest.fixture
def sending(town: Town, request: pytest.FixtureRequest) -> Sending:
    return Sending(town, f"{TITLE} ({request.node.name})")


def kill_worker(pages: Pages) -> None:
    worker = pages.worker()
    assert worker is not None
    kill(worker)
    eventually(
        lambda: pages.worker() not in {worker, None} and pages.answers(),
        "another worker serves",
    )


def kill_backend(pages: Pages, backend: int) -> None:
    owner = pages.running.connection
    owner.execute("SELECT pg_terminate_backend(%s)", (backend,))
    gone = "SELECT count(*) FROM pg_stat_activity WHERE pid = %s"

    def is_gone() -> bool:
        row = owner.execute(gone, (backend,)).fetchone()
        return row == (0,)

    eventually(is_gone, "the database's process ends")


def assert_once(sending: Sending, pages: Pages) -> None:
    """Send the form again as people do: one fact, and pages show it once."""
    again = pages.send(sending.path, sending.form).answer()
    assert again.status == 303, again.text
    recorded = sending.recorded()
    assert len(recorded) == 1
    assert recorded[0] in again.location
    assert sending.town.head() == sending.before + 1
    sending.town.running.settle()
    receipt = pages.ask("GET", again.location, {})
    assert receipt.status == 200
    assert sending.title in receipt.text
    public = pages.ask("GET", f"/fr/contributions/{recorded[0]}", {}).text
    assert sending.title in public
    listed = pages.ask("GET", "/fr/contributions", {}).text
    assert len(re.findall(f">{re.escape(sending.title)}<", listed)) == 1


def test_a_worker_killed_while_it_records_leaves_one_fact(
    pages: Pages, sending: Sending
) -> None:
    """Its append was under way and may be recorded, though nobody was answered."""
    with nobody_appends(sending.town.running):
        under_way = pages.send(sending.path, sending.form)
        pages.await_waiting(1)
        kill_worker(pages)
        assert under_way.answer().status is None
        assert sending.recorded() == []
    # The append outlived the worker that asked for it.
    eventually(lambda: not pages.waiting(), "nothing stands in line")
    assert_once(sending, pages)


def test_a_form_sent_again_while_the_first_is_still_under_way_is_one_fact(
    pages: Pages, sending: Sending
) -> None:
    """The dead worker's append and the new worker's stand in line under one key."""
    with nobody_appends(sending.town.running):
        first = pages.send(sending.path, sending.form)
        pages.await_waiting(1)
        kill_worker(pages)
        assert first.answer().status is None
        second = pages.send(sending.path, sending.form)
        pages.await_waiting(2)
    assert second.answer().status == 303
    assert_once(sending, pages)


def test_a_worker_and_its_append_killed_leave_nothing_and_then_one_fact(
    pages: Pages, sending: Sending
) -> None:
    """What was under way is gone; the same form records it."""
    with nobody_appends(sending.town.running):
        under_way = pages.send(sending.path, sending.form)
        (backend,) = pages.await_waiting(1)
        kill_worker(pages)
        kill_backend(pages, backend)
        assert under_way.answer().status is None
    assert sending.recorded() == []
    draft = pages.ask("GET", sending.path, {})
    assert sending.title in draft.text
    assert_once(sending, pages)


def test_a_database_process_killed_mid_request_is_one_fact(
    pages: Pages, sending: Sending
) -> None:
    """The worker asks anew under the form's key; the person notices nothing."""
    with nobody_appends(sending.town.running):
        under_way = pages.send(sending.path, sending.form)
        (backend,) = pages.await_waiting(1)
        kill_backend(pages, backend)
        assert pages.await_waiting(1) != [backend]
    assert under_way.answer().status == 303
    assert_once(sending, pages)


def test_every_line_to_the_database_killed_mid_request_is_one_fact(
    pages: Pages, sending: Sending
) -> None:
    """Answered or told to send it again, the form sent again finds one fact."""
    dsn = sending.town.running.connection.info.dsn
    with nobody_appends(sending.town.running):
        under_way = pages.send(sending.path, sending.form)
        waiting = pages.await_waiting(1)
        with psycopg.connect(dsn, autocommit=True) as owner:
            owner.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND (pid = ANY (%s) OR state = 'idle')"
                " AND pid <> %s",
                (waiting, sending.town.running.connection.info.backend_pid),
            )
    assert under_way.answer().status in {303, 503}
    eventually(pages.answers, "pages are served again")
    assert_once(sending, pages)
