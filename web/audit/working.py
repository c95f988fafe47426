"""Working: one verification at a time, on a thread of whoever leads the reactor."""

import logging
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg_pool import ConnectionPool

from web.audit import jobs
from web.audit.verification import verify

LOCK: Final = 70617009
TELL_SECONDS: Final = 0.5

logger = logging.getLogger(__name__)


@dataclass
class Verifier:
    """Does what is asked for, beside what its process does otherwise."""

    conninfo: str
    pool: ConnectionPool
    data: Path
    thread: threading.Thread | None = field(default=None, repr=False)

    def look(self) -> None:
        """Begin what is asked for, unless something is under way here."""
        if self.thread is not None and self.thread.is_alive():
            return
        job = jobs.latest(self.pool)
        if job is None or not job.is_under_way:
            return
        self.thread = threading.Thread(target=self._run, name="verify", daemon=True)
        self.thread.start()

    def _run(self) -> None:
        """Do one verification on a thread; what keeps it from being done is told.

        It is still asked for then, and begun anew at the next look, some times over.
        """
        try:
            self.work()
        except psycopg.Error as error:
            logger.warning("The verification waits: %s", str(error).strip())
        except Exception:  # nobody looks at a thread that has ended
            logger.exception("The verification could not be done")

    def work(self) -> bool:
        """Do one verification; tell whether there was one to do.

        The lock belongs to the connection: a process that is killed gives it back by
        dying, and the next one begins what it left.
        """
        with psycopg.connect(self.conninfo, autocommit=True) as db:
            row = db.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,)).fetchone()
            if row is None or not row[0]:
                return False
            job = jobs.begin(db)
            if job is None:
                return False
            try:
                report = verify(self.conninfo, self.pool, self.data, _Teller(db, job))
            except Exception:  # whatever went wrong, the page must not wait for ever
                logger.exception("The verification could not be done")
                jobs.end(db, job, None)
            else:
                jobs.end(db, job, report)
        return True


class _Teller:
    """Tells how far the work has come, but not all the time."""

    def __init__(self, db: psycopg.Connection[Any], job: int) -> None:
        self._db = db
        self._job = job
        self._step = ""
        self._at = 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        """Tell of a step, unless that was done just now."""
        now = time.monotonic()
        if step == self._step and now - self._at < TELL_SECONDS:
            return
        self._step, self._at = step, now
        jobs.tell(self._db, self._job, step, done, total)
