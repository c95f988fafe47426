"""Imports at work: every row ends recorded once, or left with its reason."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from ledger.kernel.identifiers import PersonId
from ledger.kernel.store.port import Unavailable
from ledger.membership.mandates.events import MandateWithdrawn
from tests.cast import ADA, BEN, BRUMES, LITTORAL, mandate
from tests.web.imports.job_rows import (
    ADAS,
    Sheet,
    hours,
    new_job,
    open_partner,
    record,
    recorded,
    sheet,
)
from tests.web.running import Running, running_commun
from web.imports import jobs
from web.imports.jobs import Job, NewJob
from web.imports.leftovers import leftovers
from web.imports.working import LOCK, STRETCH, Asked, Importer

TOTAL = 25
BATCH = 4


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running_commun(tmp_path_factory.mktemp("imports")) as running:
        open_partner(running.wiring.store)
        yield running


def importer(house: Running, read: Sheet) -> Importer:
    conninfo = house.connection.info.dsn
    return Importer(house.app, conninfo, house.wiring, read, BATCH)


def asked(house: Running, total: int = TOTAL) -> NewJob:
    job = new_job(total)
    jobs.ask(house.wiring.pool, job)
    return job


def now(house: Running, job: NewJob) -> Job:
    found = jobs.job_of(house.wiring.pool, job.id, ADA)
    assert found is not None
    return found


def left(house: Running, job: NewJob) -> list[tuple[int, list[str]]]:
    path = jobs.errors_path(house.wiring.settings.data, job.id)
    return [(one.row, [e.code for e in one.errors]) for one in leftovers(path)]


def test_every_row_is_recorded_or_left_with_its_reason(house: Running) -> None:
    """What the ledger refuses and what could not be asked lie in one file, in order."""
    job = asked(house)
    assert importer(house, sheet(TOTAL, wrong=[9, 20], empty=[3, 10])).work() == 1
    done = now(house, job)
    assert (done.state, done.done, done.imported, done.refused) == ("done", 25, 21, 4)
    assert done.last_position == house.wiring.store.head().position
    assert recorded(house.wiring.store, job, TOTAL) == [
        row for row in range(2, 27) if row not in {3, 9, 10, 20}
    ]
    assert left(house, job) == [
        (3, ["missing"]),
        (9, ["QuantityNotPositive"]),
        (10, ["missing"]),
        (20, ["QuantityNotPositive"]),
    ]


def test_a_file_of_wrong_rows_is_left_as_a_whole(house: Running) -> None:
    """Nothing is recorded, and no row is held for longer than a stretch."""
    job, total = asked(house, STRETCH + 5), STRETCH + 5
    importer(house, sheet(total, empty=range(2, total + 1))).work()
    done = now(house, job)
    assert (done.imported, done.refused, done.done) == (1, total - 1, total)
    assert [row for row, _ in left(house, job)] == [*range(2, total + 1)]
    assert recorded(house.wiring.store, job, total) == [total + 1]


def test_reasons_are_told_in_the_language_of_who_confirmed(house: Running) -> None:
    """The file is read outside of any page."""
    job = asked(house, 1)
    importer(house, sheet(1, wrong=[2])).work()
    path = jobs.errors_path(house.wiring.settings.data, job.id)
    (error,) = next(leftovers(path)).errors
    assert error.field == "quantity"
    assert error.text.startswith("La quantité doit être supérieure à zéro")


def test_a_database_that_goes_away_is_waited_for(house: Running) -> None:
    """The job stays under way, and goes on where it had last told."""
    job = asked(house)
    rows = sheet(TOTAL, wrong=[4, 22])

    def torn(job: Job) -> Iterator[tuple[int, Asked]]:
        for number, row in enumerate(rows(job)):
            if number == 11:
                raise Unavailable("gone")
            yield row

    assert importer(house, torn).work() == 0
    assert now(house, job).state == "running"
    assert now(house, job).done < TOTAL
    assert importer(house, rows).work() == 1
    done = now(house, job)
    assert (done.state, done.imported, done.refused) == ("done", 23, 2)
    assert sorted(recorded(house.wiring.store, job, TOTAL)) == [
        row for row in range(2, 27) if row not in {4, 22}
    ]
    assert [row for row, _codes in left(house, job)] == [4, 22]


def test_what_was_recorded_and_not_told_is_not_recorded_twice(house: Running) -> None:
    """A process that dies after a batch and before telling has its keys answer."""
    job = asked(house)
    rows = sheet(TOTAL, wrong=[5], empty=[6, 26])
    importer(house, rows).work()
    before = recorded(house.wiring.store, job, TOTAL), now(house, job), left(house, job)
    house.connection.execute(
        "UPDATE access.imports SET state = 'running', done = 8, imported = 6,"
        " refused = 2, errors_bytes = %s, ended_at = NULL WHERE id = %s",
        (_bytes_of_two(house, job), job.id),
    )
    importer(house, rows).work()
    done = now(house, job)
    assert recorded(house.wiring.store, job, TOTAL) == before[0]
    assert (done.imported, done.refused) == (before[1].imported, before[1].refused)
    assert left(house, job) == before[2]


def _bytes_of_two(house: Running, job: NewJob) -> int:
    path = jobs.errors_path(house.wiring.settings.data, job.id)
    return sum(len(line) for line in path.read_bytes().splitlines(keepends=True)[:2])


def test_a_mandate_that_ends_meanwhile_leaves_the_rest(house: Running) -> None:
    """Nothing is lost: the rows lie in the errors file, with that reason."""
    granted = mandate(BEN, LITTORAL, starts_on=ADAS.starts_on, ends_on=None)
    record(house.wiring.store, granted)
    job = new_job(TOTAL, granted.mandate_id)._replace(person_id=BEN)
    jobs.ask(house.wiring.pool, job)

    def ending(job: Job) -> Iterator[tuple[int, Asked]]:
        for row in range(2, TOTAL + 2):
            if row == 14:
                withdrawn = MandateWithdrawn(
                    mandate_id=granted.mandate_id, partner_id=LITTORAL, person_id=BEN
                )
                record(house.wiring.store, withdrawn)
            yield row, hours(job, row)

    importer(house, ending).work()
    done = jobs.job_of(house.wiring.pool, job.id, BEN)
    assert done is not None
    assert done.imported + done.refused == TOTAL
    assert done.imported >= BATCH
    told = left(house, job)
    assert {code for _row, codes in told for code in codes} == {"NoMandateInForce"}
    assert [row for row, _ in told] == [*range(TOTAL + 2 - len(told), TOTAL + 2)]
    assert {*range(14, TOTAL + 2)} <= {row for row, _ in told}


def test_a_job_that_cannot_be_done_fails_and_lets_the_next_one_by(
    house: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """Its file is gone, say: whoever waits for it is told."""
    lost, found = asked(house), asked(house)

    def read(job: Job) -> Iterator[tuple[int, Asked]]:
        if job.id == lost.id:
            raise FileNotFoundError(job.path)
        return sheet(TOTAL)(job)

    assert importer(house, read).work() == 1
    assert now(house, lost).state == "failed"
    assert now(house, found).state == "done"
    assert lost.id in caplog.text


def test_a_job_that_never_comes_forward_is_given_up(house: Running) -> None:
    """One that takes its process down each time is not begun for ever."""
    job = asked(house)

    def dying(job: Job) -> Iterator[tuple[int, Asked]]:
        raise Unavailable(job.id)

    importer(house, dying).work()
    assert now(house, job).state == "running"
    house.connection.execute(
        "UPDATE access.imports SET tries = tries + %s WHERE id = %s",
        (jobs.TRIES_MAX - 2, job.id),
    )
    importer(house, dying).work()
    assert now(house, job).state == "running"
    importer(house, dying).work()
    assert now(house, job).state == "failed"


def test_nobody_works_beside_another(house: Running) -> None:
    """The lock is one for all processes: who comes second leaves it to the first."""
    job = asked(house)
    with psycopg.connect(house.connection.info.dsn, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        assert importer(house, sheet(TOTAL)).work() == 0
        assert now(house, job).state == "asked"
    assert importer(house, sheet(TOTAL)).work() == 1


def test_a_look_begins_what_is_asked_for(house: Running) -> None:
    """It is done on a thread of its own; without anything asked there is none."""
    worker = importer(house, sheet(TOTAL))
    worker.look()
    assert worker.thread is None
    job = asked(house)
    worker.look()
    worker.look()
    assert worker.thread is not None
    worker.thread.join(20)
    assert now(house, job).state == "done"


def test_confirming_twice_asks_once(house: Running) -> None:
    """The first one counts, whatever comes under its name."""
    job = asked(house)
    jobs.ask(house.wiring.pool, job._replace(total=99))
    assert now(house, job).total == TOTAL
    importer(house, sheet(TOTAL)).work()


def test_only_the_sender_and_their_partner_see_an_import(house: Running) -> None:
    """Others are told that there is none."""
    pool, job = house.wiring.pool, asked(house)
    assert jobs.job_of(pool, job.id, PersonId("cleo"), [BRUMES]) is None
    assert jobs.job_of(pool, job.id, PersonId("cleo"), [BRUMES, LITTORAL]) is not None
    assert jobs.job_of(pool, "another", ADA, [LITTORAL]) is None
    assert jobs.latest_jobs(pool, BRUMES) == []
    assert jobs.latest_jobs(pool, LITTORAL)[0].id == job.id
    importer(house, sheet(TOTAL)).work()


def test_a_month_after_its_end_an_import_is_swept(house: Running) -> None:
    """With all its files; those of others, and of files still to be confirmed, stay."""
    job, waiting = asked(house, 1), asked(house, 1)
    importer(house, sheet(1, wrong=[2])).work()
    data = house.wiring.settings.data
    folder = data / jobs.FOLDER
    files = [folder / f"{job.id}.rows", folder / f"{job.id}.sent"]
    fresh = folder / "justsent.rows"
    stray = folder / "nobodys.rows"
    for file in (*files, fresh, stray):
        file.write_text("")
    later = datetime.now(UTC) + timedelta(minutes=1)
    _age(stray, *files, jobs.errors_path(data, job.id))
    house.connection.execute(
        "UPDATE access.imports SET ended_at = ended_at - interval '31 days'"
        " WHERE id = %s",
        (job.id,),
    )
    jobs.sweep(house.wiring.pool, data, later - timedelta(days=30))
    assert jobs.job_of(house.wiring.pool, job.id, ADA) is None
    assert now(house, waiting).state == "done"
    assert fresh.exists()
    assert not any(file.exists() for file in (stray, *files))
    assert not jobs.errors_path(data, job.id).exists()
    assert jobs.errors_path(data, waiting.id).exists()


def _age(*files: Path) -> None:
    old = (datetime.now(UTC) - timedelta(days=31)).timestamp()
    for file in files:
        os.utime(file, (old, old))
