"""Datasette: the same rows in SQLite, served by a program that is none of ours."""

import shutil
import sqlite3
import subprocess
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql

from ledger.kernel.store.postgres import PostgresStore
from ledger.kernel.words import digest_of, read_disclosure
from projections import generations
from projections.commons.contributions import ContributionRow, contributions
from projections.rows import FOR_EVER
from projections.tables import decoder
from web.bench.measuring import Ground
from web.bench.served import await_answer, free_port

FILE: Final = "rows.db"
TABLE: Final = "contributions"
PART: Final = 5_000
COLUMNS: Final = (
    "contribution_id TEXT PRIMARY KEY, first INTEGER, partner_id TEXT, title TEXT,"
    " nature TEXT, quantity TEXT, unit TEXT, year INTEGER, status TEXT,"
    " started_on TEXT, ended_on TEXT"
)
INDEXES: Final = (
    f"CREATE INDEX by_first ON {TABLE} (first)",
    f"CREATE INDEX by_two ON {TABLE} (nature, year, first)",
)
ROWS: Final = "SELECT first, row FROM {} WHERE until = {} ORDER BY first"


def find_datasette(venv: Path | None) -> Path | None:
    """Return the program in a virtual environment, or on the path."""
    if venv is not None:
        program = venv / "bin" / "datasette"
        return program if program.is_file() else None
    found = shutil.which("datasette")
    return Path(found) if found else None


@contextmanager
def datasette_serving(ground: Ground, program: Path) -> Generator[tuple[int, str]]:
    """Serve the rows; give the port, and the path of their page.

    The file is said to be immutable, so that it counts its rows only once.
    """
    path = ground.folder / FILE
    path.unlink(missing_ok=True)
    _write(ground.owner, path)
    port = free_port()
    process = subprocess.Popen(  # noqa: S603  # the program that was named
        [program, "serve", "--immutable", path, "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        await_answer(process, port)
        yield port, f"/{path.stem}/{TABLE}"
    finally:
        process.terminate()
        process.wait()


def _write(owner: str, path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute(f"CREATE TABLE {TABLE} ({COLUMNS})")
        rows = _rows(owner)
        while part := list(islice(rows, PART)):
            marks = ", ".join("?" * len(part[0]))
            file.executemany(f"INSERT INTO {TABLE} VALUES ({marks})", part)  # noqa: S608  # constants only
        for index in INDEXES:
            file.execute(index)
        file.execute("ANALYZE")
        file.commit()


def _rows(owner: str) -> Iterator[Sequence[Any]]:
    """Read the rows that hold now, with their titles."""
    kind: Any = contributions.row
    decode = decoder(kind)
    store = PostgresStore(owner)
    try:
        with psycopg.connect(owner) as connection:
            live = generations.live(connection)
            assert live is not None, "a rebuild came before"
            cursor = connection.cursor(name="rows")
            cursor.itersize = PART
            table = live.table(contributions).name
            cursor.execute(sql.SQL(ROWS).format(table, sql.Literal(FOR_EVER)))
            while part := cursor.fetchmany(PART):
                yield from _with_titles(
                    store, [(first, decode(text)) for first, text in part]
                )
    finally:
        store.close()


def _with_titles(
    store: PostgresStore, part: Sequence[tuple[int, ContributionRow]]
) -> Iterator[Sequence[Any]]:
    words = store.words_at([row.title.position for _first, row in part])
    titles = {
        digest_of(w.encoded): read_disclosure(w.encoded)[2]
        for found in words.values()
        for w in found
    }
    for first, row in part:
        yield (
            row.contribution_id,
            first,
            row.partner_id,
            titles.get(row.title.words.digest, ""),
            str(row.nature),
            str(row.quantity),
            str(row.unit),
            row.year,
            str(row.status),
            row.period.start.isoformat(),
            row.period.end.isoformat(),
        )
