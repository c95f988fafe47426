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
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, Final

import psycopg
from flask import Flask
from flask_babel import force_locale

from ledger.application import Ledger, TooContended
from ledger.bulk import BATCH, Answer, record_all
from ledger.kernel.messages import Command, Refusal
from ledger.kernel.store.port import Appended, ClockApart, ClockJumped, Unavailable
from web.imports import jobs
from web.imports.applying import commands_of
from web.imports.jobs import Job
from web.imports.leftovers import Leftovers, RowError, error_of
from web.wiring import Wiring

LOCK: Final = 70617012
TELL_SECONDS: Final = 0.5
STRETCH: Final = 20_000
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
Outcome = Answer | Sequence[RowError]
Read = Callable[[Job], Iterator[tuple[int, Asked]]]

logger = logging.getLogger(__name__)


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
        with closing(Leftovers(path, job.errors_bytes)) as left:
            told_at = time.monotonic()
            rows = islice(self.read(job), job.done, None)
            done = Count(job)
            for row, answer in answered(self.wiring.ledger, rows, self.batch):
                done.add(row, answer, left)
                if time.monotonic() - told_at > TELL_SECONDS:
                    done.tell(db, left)
                    told_at = time.monotonic()
            done.tell(db, left)


def answered(
    ledger: Ledger, rows: Iterator[tuple[int, Asked]], batch: int = BATCH
) -> Iterator[tuple[int, Outcome]]:
    """Yield each row by its number, in order, with what became of it.

    Rows that ask for nothing wait for the answers to those before them: not for
    more than a stretch, or a file of nothing else would stand in memory as a whole.
    """
    waiting: deque[tuple[int, Asked]] = deque()

    def commands() -> Iterator[Command]:
        for row, asked in islice(rows, STRETCH):
            waiting.append((row, asked))
            if isinstance(asked, Command):
                yield asked

    while (first := next(rows, None)) is not None:
        rows = chain([first], rows)
        with closing(record_all(ledger, commands(), batch=batch)) as answers:
            for answer in answers:
                yield from _left_before(waiting)
                yield waiting.popleft()[0], answer
        yield from _left_before(waiting)
        gc.collect()


def _left_before(
    waiting: deque[tuple[int, Asked]],
) -> Iterator[tuple[int, Sequence[RowError]]]:
    """Yield the rows that ask for nothing, up to the first that does."""
    while waiting and not isinstance(waiting[0][1], Command):
        row, asked = waiting.popleft()
        assert not isinstance(asked, Command), "it was looked at just now"
        yield row, asked


class Count:
    """How far a job has come."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._imported = job.imported
        self._refused = job.refused
        self._last = job.last_position

    def add(self, row: int, outcome: Outcome, left: Leftovers) -> None:
        """Count a row; one that was not recorded is written down with its reasons."""
        if isinstance(outcome, Appended):
            self._imported += 1
            self._last = max(self._last, outcome.last)
            return
        self._refused += 1
        if isinstance(outcome, Refusal):
            outcome = [error_of(outcome, NAMES)]
        left.add(row, outcome)

    def tell(self, db: psycopg.Connection[Any], left: Leftovers) -> None:
        """Keep it: first the leftovers, then how many of them count."""
        job = self._job._replace(
            done=self._imported + self._refused,
            imported=self._imported,
            refused=self._refused,
            errors_bytes=left.flush(),
            last_position=self._last,
        )
        jobs.tell(db, job)


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
