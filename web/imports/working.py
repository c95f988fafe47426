"""Working: imports that were confirmed, one at a time, beside who leads the reactor.

While a batch of rows is recorded, the next one is read and checked. How far the job
has come is told now and then: rows that were answered since a process was killed are
asked for again, and their keys answer. So each row is recorded once, and stands among
the leftovers once.
"""

import gc
import logging
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, NamedTuple

import psycopg
from flask import Flask
from flask_babel import force_locale

from ledger.application import Ledger, TooContended
from ledger.bulk import Answer, record_all
from ledger.kernel.messages import Command, Refusal
from ledger.kernel.store.port import ClockApart, ClockJumped, Unavailable
from web.imports import jobs
from web.imports.applying import commands_of
from web.imports.jobs import Job
from web.imports.leftovers import Leftovers, RowError, error_of
from web.wiring import Wiring

LOCK: Final = 70617012
BATCH: Final = 1_000
TELL_SECONDS: Final = 0.5
NAMES: Final = {"period": "started_on", "project_id": "project"}
"""Fields of the command by the names that the rows of a file have for them."""
LATER: Final = (
    Unavailable,
    TooContended,
    ClockApart,
    ClockJumped,
    psycopg.OperationalError,
)
"""What may pass by itself: the job stays under way, and is taken up again."""

Asked = Command | Sequence[RowError]
Read = Callable[[Job], Iterator[tuple[int, Asked]]]

logger = logging.getLogger(__name__)


class _Batch(NamedTuple):
    """Rows in the order of the file, and what the ledger answers to the commands."""

    rows: Sequence[tuple[int, Asked]]
    answers: Future[Sequence[Answer]]


@dataclass
class Importer:
    """Does what is asked for, beside what its process does otherwise."""

    app: Flask
    conninfo: str
    wiring: Wiring
    read: Read = commands_of
    batch: int = BATCH
    thread: threading.Thread | None = field(default=None, repr=False)

    def look(self) -> None:
        """Begin what is asked for, unless something is under way here."""
        if self.thread is not None and self.thread.is_alive():
            return
        if not jobs.is_one_waiting(self.wiring.pool):
            return
        self.thread = threading.Thread(target=self.work, name="import", daemon=True)
        self.thread.start()

    def work(self) -> int:
        """Do all imports that wait, and return how many came to their end.

        The lock belongs to the connection: a process that is killed gives it back by
        dying, and the next one goes on where this one had last told.
        """
        with psycopg.connect(self.conninfo, autocommit=True) as db:
            row = db.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,)).fetchone()
            if row is None or not row[0]:
                return 0
            ended = self._work_off(db)
            # Given back by hand: a connection is closed before its server knows.
            with suppress(psycopg.OperationalError):
                db.execute("SELECT pg_advisory_unlock(%s)", (LOCK,))
            return ended

    def _work_off(self, db: psycopg.Connection[Any]) -> int:
        ended = 0
        while (job := jobs.begin(db)) is not None:
            try:
                with (
                    self.app.app_context(),
                    force_locale(job.language),
                    settled_memory(),
                ):
                    self._import(db, job)
            except LATER as error:
                logger.warning("An import waits: %s", error)
                return ended
            except Exception:  # whatever it was, the page must not wait for ever
                logger.exception("The import %s could not be done", job.id)
                jobs.end(db, job, "failed")
            else:
                jobs.end(db, job, "done")
                ended += 1
        return ended

    def _import(self, db: psycopg.Connection[Any], job: Job) -> None:
        path = job.errors(self.wiring.settings.data)
        with (
            closing(Leftovers(path, job.errors_bytes)) as left,
            ThreadPoolExecutor(1) as recording,
        ):
            rows = islice(self.read(job), job.done, None)
            under_way, told_at = self._take(rows, recording), time.monotonic()
            while under_way is not None:
                following = self._take(rows, recording)
                job = _settle(under_way, job, left)
                if following is None or time.monotonic() - told_at > TELL_SECONDS:
                    # First the leftovers, then how many of them count.
                    job = job._replace(errors_bytes=left.flush())
                    jobs.tell(db, job)
                    gc.collect()
                    told_at = time.monotonic()
                under_way = following

    def _take(
        self, rows: Iterator[tuple[int, Asked]], recording: ThreadPoolExecutor
    ) -> _Batch | None:
        taken = list(islice(rows, self.batch))
        if not taken:
            return None
        commands = [asked for _row, asked in taken if isinstance(asked, Command)]
        answers = recording.submit(_record, self.wiring.ledger, commands)
        return _Batch(taken, answers)


@contextmanager
def settled_memory() -> Generator[None]:
    """Look for cycles of objects only when told, and among new ones only.

    Each batch makes thousands of objects that go by themselves. Looking through them
    and all others, as often as that calls for, took a third of an import's time.
    """
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def _record(ledger: Ledger, commands: Sequence[Command]) -> Sequence[Answer]:
    return list(record_all(ledger, commands))


def _settle(batch: _Batch, job: Job, left: Leftovers) -> Job:
    """Write down what was left of a batch; return how far the job has come by it."""
    answers = iter(batch.answers.result())
    imported, last = 0, job.last_position
    for row, asked in batch.rows:
        if not isinstance(asked, Command):
            left.add(row, asked)
            continue
        answer = next(answers)
        if isinstance(answer, Refusal):
            left.add(row, [error_of(answer, NAMES)])
        else:
            imported += 1
            last = max(last, answer.last)
    return job._replace(
        done=job.done + len(batch.rows),
        imported=job.imported + imported,
        refused=job.refused + len(batch.rows) - imported,
        last_position=last,
    )
