"""Recalculating and comparing: who may ask, what is found, and that it is kept."""

import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from ledger.application import CODEC
from projections import generations
from projections.recomparing import recompare
from projections.registry import VIEWS
from tests.web.pages.audit.sealed import Sealed, begin_sealing
from tests.web.running import FOUNDER, Person, running_commun
from tests.web.tree import faults, tree
from web.audit import jobs
from web.audit.working import LOCK, Verifier

WHERE = "/fr/audit/verifier"
WHOLE = "Tout est tel que cela a été enregistré."


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Sealed]:
    with running_commun(tmp_path) as running:
        running.found()
        running.settle()
        house = begin_sealing(running)
        house.seal()
        yield house


def verifier(house: Sealed) -> Verifier:
    wiring = house.running.wiring
    return Verifier(house.owner, wiring.pool, wiring.settings.data)


def asked(house: Sealed) -> Person:
    board = house.running.sign_in(FOUNDER)
    answer = board.post(WHERE)
    assert answer.status_code == 303, answer.text
    return board


def verified(house: Sealed) -> str:
    """Ask for a verification, do it, and return what the page says of it."""
    asked(house)
    assert verifier(house).work()
    page = house.page(WHERE)
    assert page.status_code == 200
    assert faults(tree(page.text), "fr") == []
    return tree(page.text).one("main").text


def test_a_whole_register_is_said_to_be_whole(house: Sealed) -> None:
    """Every entry and every row was looked at, and the page says how many."""
    said = verified(house)
    assert WHOLE in said
    assert f"{house.last} inscriptions ont été hachées à nouveau" in said
    assert f"de l’inscription 1 à l’inscription {house.last}" in said


def test_the_page_comes_again_until_it_is_done(house: Sealed) -> None:
    """Without scripts, while it waits and while it runs; then it stays."""
    board = asked(house)
    page = board.get(WHERE)
    assert page.answer.headers["Refresh"] == "2"
    assert len(tree(page.text).all("progress")) == 1
    assert verifier(house).work()
    assert "Refresh" not in board.get(WHERE).answer.headers


def test_a_row_that_was_changed_is_named(house: Sealed) -> None:
    """By its view, its key, and the entry it holds from; mended, all is well again."""
    with psycopg.connect(house.owner, autocommit=True) as db:
        live = generations.live(db)
        assert live is not None
        table = sql.Identifier(live.schema, "partners")
        change = sql.SQL(
            "UPDATE {} SET row = replace(row, 'regional', 'national')"
            " WHERE until = 9223372036854775807"
        )
        assert db.execute(change.format(table)).rowcount == 1
        said = verified(house)
        assert WHOLE not in said
        assert "1 diffère de ce que montrent les pages" in said
        assert "Partenaires" in said
        assert "Les pages montrent autre chose" in said
        back = sql.SQL("UPDATE {} SET row = replace(row, 'national', 'regional')")
        db.execute(back.format(table))
    assert WHOLE in verified(house)


def test_rows_added_and_taken_away_are_named(house: Sealed) -> None:
    """A row that no entry makes is one thing, a row that is lacking another."""
    with psycopg.connect(house.owner, autocommit=True) as db:
        live = generations.live(db)
        assert live is not None
        people = sql.Identifier(live.schema, "people")
        commons = sql.Identifier(live.schema, "commons")
        twin = sql.SQL(
            "INSERT INTO {0} SELECT 'nobody', since, until, first, row FROM {0} LIMIT 1"
        )
        db.execute(twin.format(people))
        db.execute(sql.SQL("DELETE FROM {}").format(commons))
    said = verified(house)
    assert "Aucune inscription ne la produit" in said
    assert "Elle manque aux pages" in said


def test_an_entry_that_was_changed_is_named(house: Sealed) -> None:
    """By its number, though whoever did it owns the database."""
    with psycopg.connect(house.owner, autocommit=True) as db:
        db.execute("ALTER TABLE ledger.events DISABLE TRIGGER events_only_grow")
        db.execute(
            "UPDATE ledger.events SET recorded_at = recorded_at - interval '1 day'"
            " WHERE position = 2"
        )
    said = verified(house)
    assert WHOLE not in said
    assert "n° 2" in said


def test_people_go_on_recording_meanwhile(house: Sealed) -> None:
    """What is recorded and shown while rows are folded anew is no difference."""
    running = house.running
    board = running.sign_in(FOUNDER)
    head = house.head
    told: list[int] = []

    def record(done: int, _total: int) -> None:
        if not told:
            running.invite(board, "a@b.test", no_identifier_reason="aucun")
            running.accept("a@b.test", "Ana")
        told.append(done)

    found = recompare(house.owner, CODEC, VIEWS, record)
    assert house.head > head
    assert found.mismatches == []
    assert found.position == head


def test_a_visitor_reads_and_may_not_ask(house: Sealed) -> None:
    """What was found is everybody's to read; the work is for those who audit."""
    verified(house)
    page = house.page(WHERE)
    assert "Tout vérifier maintenant" not in page.text
    assert WHOLE in page.text
    answer = house.running.visitor().client.post(WHERE)
    assert answer.status_code in {302, 303, 400}
    assert jobs.latest(house.running.wiring.pool).state == "done"  # type: ignore[union-attr]  # one was asked for above


def test_a_partner_without_the_role_is_told_so(house: Sealed) -> None:
    """Contributing is no auditing."""
    board = house.running.sign_in(FOUNDER)
    house.running.invite(board, "a@b.test", no_identifier_reason="aucun")
    ana = house.running.accept("a@b.test", "Ana")
    form = ana.get("/fr/espace").text
    assert form
    answer = ana.post(WHERE)
    assert answer.status_code == 403
    assert "audit" in answer.text


def test_whoever_asks_again_is_shown_the_one_under_way(house: Sealed) -> None:
    """Two never run at once."""
    board = asked(house)
    first = jobs.latest(house.running.wiring.pool)
    assert board.post(WHERE).status_code == 303
    assert "Une vérification est déjà en cours" in board.get(WHERE).text
    assert jobs.latest(house.running.wiring.pool) == first


def test_asking_has_an_hourly_limit(house: Sealed) -> None:
    """Long work cannot be asked for without end."""
    board = house.running.sign_in(FOUNDER)
    answers = [board.post(WHERE).status_code for _ in range(11)]
    assert set(answers[:10]) == {303}
    assert answers[10] == 429


def test_one_that_its_process_left_is_begun_anew(house: Sealed) -> None:
    """A process that is killed gives its lock back; three times, and it has failed."""
    asked(house)
    pool = house.running.wiring.pool
    for _ in range(3):
        with psycopg.connect(house.owner, autocommit=True) as db:
            assert jobs.begin(db) is not None
    assert not verifier(house).work()
    job = jobs.latest(pool)
    assert job is not None
    assert job.state == "failed"
    assert "n’a pas pu être faite" in house.page(WHERE).text
    assert WHOLE in verified(house)


def test_two_verifiers_do_not_meet(house: Sealed) -> None:
    """While one holds the lock, another one does nothing."""
    asked(house)
    with psycopg.connect(house.owner, autocommit=True) as db:
        db.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        assert not verifier(house).work()
    assert verifier(house).work()


def test_what_breaks_off_says_nothing_of_the_register(house: Sealed) -> None:
    """Views of another version cannot be compared: the page says it broke off."""
    asked(house)
    with psycopg.connect(house.owner, autocommit=True) as db:
        db.execute("UPDATE views.generations SET fingerprint = 'other'")
    assert verifier(house).work()
    page = house.page(WHERE)
    assert "n’a pas pu être faite" in page.text
    assert WHOLE not in page.text


def test_it_is_done_beside_what_the_process_does_otherwise(house: Sealed) -> None:
    """The reactor goes on meanwhile: the work has a thread of its own."""
    asked(house)
    working = verifier(house)
    working.look()
    assert isinstance(working.thread, threading.Thread)
    working.thread.join(60)
    job = jobs.last_done(house.running.wiring.pool)
    assert job is not None
    assert job.report is not None
    assert job.report.is_whole


def test_without_a_log_only_the_views_are_compared(tmp_path: Path) -> None:
    """And the page says that the log is not sealed."""
    with running_commun(tmp_path) as running:
        running.found()
        running.settle()
        house = Sealed(running, begin_sealing(running).folder)
        house.folder.policy.unlink()
        said = verified(house)
        assert "le registre n’est pas encore scellé" in said


def test_a_verification_that_cannot_begin_is_told_and_begins_later(
    house: Sealed, caplog: pytest.LogCaptureFixture
) -> None:
    """Its thread ends, and the next look starts another."""
    board = asked(house)
    worker = verifier(house)
    good = worker.conninfo
    worker.conninfo = "host=/nowhere dbname=none"
    worker.look()
    assert worker.thread is not None
    worker.thread.join()
    assert "The verification waits" in caplog.text
    worker.conninfo = "port=no-number"
    worker.look()
    worker.thread.join()
    worker.conninfo = good
    worker.look()
    worker.thread.join()
    assert WHOLE in tree(board.get(WHERE).text).one("main").text
