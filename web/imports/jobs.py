"""Jobs: imports that a person confirmed, asked for, under way, or done.

A job holds what was confirmed: the file by its digest, and how its columns are
read. Nothing of it changes any more, so a row asks for the same thing however
often it is asked for.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

import psycopg
from psycopg.rows import class_row
from psycopg.types.json import Jsonb
from psycopg_pool import ConnectionPool

from ledger.kernel.identifiers import (
    ContributionId,
    MandateId,
    PartnerId,
    PersonId,
    identifier_from_key,
    random_identifier,
)
from ledger.kernel.messages import Actor

State = Literal["asked", "running", "done", "failed"]

FOLDER: Final = "imports"
ERRORS: Final = ".errors"
TRIES_MAX: Final = 20
"""A job is begun again after each crash or absence of the database; not for ever."""
LATEST_MAX: Final = 20

COLUMNS: Final = """
id, person_id, mandate_id, partner_id, file_name, path, digest, mapping, language,
state, asked_at, told_at, ended_at, total, done, imported, refused, errors_bytes,
last_position
"""
ASK: Final = """
INSERT INTO access.imports (id, person_id, mandate_id, partner_id, file_name, path,
    digest, mapping, language, total)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING
"""
ONE: Final = f"""
SELECT {COLUMNS} FROM access.imports
WHERE id = %s AND (person_id = %s OR partner_id = ANY (%s))
"""  # noqa: S608  # constants only
LATEST: Final = f"""
SELECT {COLUMNS} FROM access.imports WHERE partner_id = %s
ORDER BY asked_at DESC LIMIT %s
"""  # noqa: S608  # constants only
NEXT: Final = f"""
UPDATE access.imports SET state = 'running', tries = tries + 1,
    told_at = clock_timestamp()
WHERE id = (SELECT id FROM access.imports WHERE state IN ('asked', 'running')
    ORDER BY asked_at LIMIT 1)
RETURNING {COLUMNS}
"""  # noqa: S608  # constants only
GIVE_UP: Final = """
UPDATE access.imports SET state = 'failed', ended_at = clock_timestamp()
WHERE state IN ('asked', 'running') AND tries >= %s
"""
WAITING: Final = """
SELECT EXISTS (SELECT FROM access.imports WHERE state IN ('asked', 'running'))
"""
TELL: Final = """
UPDATE access.imports SET done = %s, imported = %s, refused = %s, errors_bytes = %s,
    last_position = greatest(last_position, %s), tries = 1,
    told_at = clock_timestamp() WHERE id = %s
"""
END: Final = """
UPDATE access.imports SET state = %s, ended_at = clock_timestamp() WHERE id = %s
"""
OVER: Final = """
DELETE FROM access.imports WHERE ended_at < %s
"""
PATHS: Final = "SELECT id, path FROM access.imports"


class NewJob(NamedTuple):
    """What a person confirmed.

    ``id`` is drawn when the file comes in, so that confirming twice asks once.
    ``path`` leads from the data folder to the file, ``mapping`` says how its
    columns are read, ``language`` in which tongue errors are told.
    """

    id: str
    person_id: PersonId
    mandate_id: MandateId
    partner_id: PartnerId
    file_name: str
    path: str
    digest: str
    mapping: Mapping[str, Any]
    language: str
    total: int


class Job(NamedTuple):
    """An import: what was confirmed, how far it has come, and what became of it.

    ``done`` rows of ``total`` are answered: ``imported`` are facts, ``refused``
    lie with their reasons in the errors file.
    """

    id: str
    person_id: PersonId
    mandate_id: MandateId
    partner_id: PartnerId
    file_name: str
    path: str
    digest: str
    mapping: Mapping[str, Any]
    language: str
    state: State
    asked_at: datetime
    told_at: datetime | None
    ended_at: datetime | None
    total: int
    done: int
    imported: int
    refused: int
    errors_bytes: int
    last_position: int

    @property
    def is_under_way(self) -> bool:
        """Tell whether the import is still to end."""
        return self.state in {"asked", "running"}

    @property
    def actor(self) -> Actor:
        """Return who asks for the rows: the person who confirmed, as they then were."""
        return Actor(person_id=self.person_id, mandate_id=self.mandate_id)

    def key_of(self, row: int) -> str:
        """Return the key of a row's command: the same however often it is asked."""
        return identifier_from_key(self.id, str(row))

    def contribution_of(self, row: int) -> ContributionId:
        """Return the name of what a row records."""
        return ContributionId(identifier_from_key(self.id, str(row), "contribution"))

    def file(self, data: Path) -> Path:
        """Return where the confirmed file lies."""
        return data / self.path

    def errors(self, data: Path) -> Path:
        """Return where the rows that were not imported lie, with their reasons."""
        return errors_path(data, self.id)


def errors_path(data: Path, job_id: str) -> Path:
    """Return where the errors of an import lie."""
    return data / FOLDER / f"{job_id}{ERRORS}"


def new_id() -> str:
    """Return a name for an import that is to be."""
    return random_identifier()


def ask(pool: ConnectionPool, job: NewJob) -> str:
    """Ask for an import that was confirmed, and return its name.

    Asked for again under the same name, it is the first one that counts.
    """
    with pool.connection() as db:
        db.execute(
            ASK,
            (
                job.id,
                job.person_id,
                job.mandate_id,
                job.partner_id,
                job.file_name,
                job.path,
                job.digest,
                Jsonb(dict(job.mapping)),
                job.language,
                job.total,
            ),
        )
    return job.id


def job_of(
    pool: ConnectionPool,
    job_id: str,
    person_id: PersonId,
    partners: Sequence[PartnerId] = (),
) -> Job | None:
    """Return an import of this person's, or of a partner that they act for."""
    with pool.connection() as db, db.cursor(row_factory=class_row(Job)) as cursor:
        return cursor.execute(ONE, (job_id, person_id, list(partners))).fetchone()


def latest_jobs(pool: ConnectionPool, partner_id: PartnerId) -> Sequence[Job]:
    """Return the last imports of a partner, newest first."""
    with pool.connection() as db, db.cursor(row_factory=class_row(Job)) as cursor:
        return cursor.execute(LATEST, (partner_id, LATEST_MAX)).fetchall()


def is_one_waiting(pool: ConnectionPool) -> bool:
    """Tell whether an import is still to end."""
    with pool.connection() as db:
        row = db.execute(WAITING).fetchone()
    return row is not None and bool(row[0])


def begin(db: psycopg.Connection[Any]) -> Job | None:
    """Begin the oldest that is asked for, or go on with what its process has left.

    Whoever calls this holds the lock of those who import: what is said to be under
    way has lost whoever was at it.
    """
    db.execute(GIVE_UP, (TRIES_MAX,))
    with db.cursor(row_factory=class_row(Job)) as cursor:
        return cursor.execute(NEXT).fetchone()


def tell(db: psycopg.Connection[Any], job: Job) -> None:
    """Keep how far an import has come; whatever is told here is not done again.

    An import that comes forward is tried anew: only one that stands still is
    given up.
    """
    counts = (job.done, job.imported, job.refused, job.errors_bytes)
    db.execute(TELL, (*counts, job.last_position, job.id))


def end(db: psycopg.Connection[Any], job: Job, state: State) -> None:
    """Keep that an import has ended."""
    db.execute(END, (state, job.id))


def sweep(pool: ConnectionPool, data: Path, before: datetime) -> None:
    """Forget imports that ended before a moment, and files that none speaks of.

    Files go by their age: one that was sent and never confirmed has no row. Rows go
    first: killed before their files are gone, it finds them by their age next time.
    """
    folder = data / FOLDER
    with pool.connection() as db:
        db.execute(OVER, (before,))
        kept = {_stem(name) for row in db.execute(PATHS) for name in row}
    if not folder.is_dir():
        return
    for file in folder.iterdir():
        is_old = file.stat().st_mtime < before.timestamp()
        if is_old and _stem(file.name) not in kept:
            file.unlink(missing_ok=True)


def _stem(path: str) -> str:
    """Return the name that the files of one import begin with."""
    return Path(path).name.split(".", 1)[0]
