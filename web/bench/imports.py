"""Imports: a time sheet of many rows, from the file that is sent to the last report."""

import csv
import io
import random
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import msgspec
import psycopg

from ledger.kernel.identifiers import MandateId, PartnerId, PersonId
from projections.commons.numbers import numbers_of
from projections.reading_log import head_of
from web.application import create_app
from web.bench.measuring import (
    MEGABYTES,
    RATE,
    Figures,
    Ground,
    Taken,
    apart,
    by_turns,
    once,
    peak_megabytes,
)
from web.bench.rows import Row, row
from web.imports.applying import checker_for, namer_for
from web.imports.checking import Checked
from web.imports.counting import overview
from web.imports.errors_file import left, write_errors
from web.imports.guessing import guess
from web.imports.jobs import NewJob, ask, errors_path, job_of, new_id
from web.imports.leftovers import leftovers
from web.imports.mapping import Confirmed, spell_confirmed
from web.imports.originals import keep_originals
from web.imports.survey import survey
from web.imports.uploads import PIECE_BYTES, Uploads
from web.imports.working import Importer
from web.settings import Settings
from web.wiring import Wiring, connected

BENCH: Final = "import"
PARTNER: Final = PartnerId("corps-0")
HEADINGS: Final = ("Intitulé", "Nature", "Heures", "Date", "Activités", "Commentaire")
TASKS: Final = (
    "Atelier",
    "Réunion de suivi",
    "Relecture",
    "Saisie",
    "Accueil du public",
)
PLACES: Final = ("à Brumes", "au Pont-Neuf", "en mairie", "au tiers-lieu", "à distance")
WORK: Final = ("animation", "coordination", "")
FIRST_DAY: Final = date(2024, 1, 1)
DAYS: Final = 700
WRONG_EVERY: Final = 100
SEED: Final = 20260401
SHOWN: Final = "shown"
STEPS: Final = ("read", "shown and confirmed", "checked and recorded", "reported")

# What the first import recorded, as it lies on the disk.
RECORDED: Final[Mapping[str, str]] = {
    "events": "position",
    "tags": "position",
    "words": "position",
    "command_keys": "first_position",
}


def imports(ground: Ground) -> Iterator[Row]:
    """Measure the import of a time sheet with as many rows as there are facts.

    Ours is all that is done with the file: reading it and guessing its columns,
    checking each row by the schema of the form, recording it, and the file of the
    rows that were left. Beside it, the same with what comes in between: the preview
    over all rows, and keeping what was repaired in them.

    The limit is a COPY of the rows that this records, into tables like the ledger's
    own with their primary keys. The peer is a COPY of the file as it is, into
    columns of text without any key.
    """
    sheet = ground.folder / "sheet.csv"
    sheet.write_bytes(time_sheet(ground.size))
    before = _head(ground.owner)
    ours = partial(apart, _import, ground.owner, ground.folder, sheet, ground.size)
    ours()
    recorded = before, _head(ground.owner)
    taken = by_turns(
        ground.long_rounds,
        ours,
        partial(_copy_recorded, ground.owner, recorded, ground.size),
        partial(_copy_file, ground.owner, sheet, ground.size),
    )
    for case, figure in (
        ("time sheet: read, checked, recorded, reported", RATE),
        ("the same, and shown before it is confirmed", SHOWN),
    ):
        limits = taken[RATE]
        whole = Taken(taken[figure].ours, limits.limit, limits.peer)
        yield row(ground, BENCH, case, whole)
    for step in STEPS:
        yield row(ground, BENCH, f"of which {step}", _alone(taken[step]))
    case = "peak memory, megabytes"
    yield row(ground, BENCH, case, _alone(taken[MEGABYTES]))


def _alone(taken: Taken) -> Taken:
    return Taken(taken.ours, None, None)


def time_sheet(rows: int) -> bytes:
    """Return a French time sheet of so many rows; one in a hundred has no day."""
    chance = random.Random(SEED)  # noqa: S311  # repeatable on purpose
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADINGS)
    for number in range(rows):
        day = FIRST_DAY + timedelta(chance.randrange(DAYS))
        quarters = chance.randrange(1, 33)
        writer.writerow(
            (
                f"{chance.choice(TASKS)} {chance.choice(PLACES)}",
                "temps",
                f"{quarters / 4:g}".replace(".", ","),
                "" if number % WRONG_EVERY == 0 else f"{day:%d/%m/%Y}",
                chance.choice(WORK),
                f"Feuille {number}, avec {chance.randrange(40)} personnes",
            )
        )
    return text.getvalue().encode("cp1252")


def _import(owner: str, folder: Path, sheet: Path, rows: int) -> Figures:
    settings = Settings(data=folder, database_url=owner)
    with connected(settings, owner) as wiring:
        app = create_app(wiring)
        walk = _Walk(wiring, sheet, rows)
        with app.app_context():
            read = once(walk.read)
            shown = once(walk.show)
        worker = Importer(app, owner, wiring)
        recorded = once(lambda: rows * worker.work())
        with app.app_context():
            reported = once(walk.report)
    rates = [figures[RATE] for figures in (read, shown, recorded, reported)]
    return {
        RATE: _together(rates[0], rates[2], rates[3]),
        SHOWN: _together(*rates),
        MEGABYTES: peak_megabytes(),
        **dict(zip(STEPS, rates, strict=True)),
    }


def _together(*rates: float) -> float:
    return 1 / sum(1 / rate for rate in rates)


class _Walk:
    """What the pages do for a person who imports a file, without the pages."""

    def __init__(self, wiring: Wiring, sheet: Path, rows: int) -> None:
        self._wiring = wiring
        self._sheet = sheet
        self._rows = rows
        self._key = new_id()
        self._uploads = Uploads(wiring.settings.data)

    def read(self) -> int:
        """Take the file in, read it, and guess what its columns are."""
        with self._sheet.open("rb") as sent:
            self._digest = self._uploads.take_in(self._key, sent)
        self._table = self._uploads.read(self._key)
        columns = survey(self._uploads.rows(self._key), self._table.width)
        # The same file again and again: each time its rows are taken once more.
        guessed = guess(self._table, columns)
        self._mapping = msgspec.structs.replace(guessed, is_again=True)
        return self._rows

    def show(self) -> int:
        """Show what would become of all rows, then have it confirmed."""
        namer = namer_for(PARTNER, self._table.headings, self._mapping, self._key)
        named = ((one, namer.name(one.row)) for one in self._checked())
        found = overview(named, self._recorded)
        assert found.ready == self._rows - _wrong(self._rows), found.reasons.keys()
        confirmed = Confirmed(
            mapping=self._mapping,
            headings=self._table.headings,
            originals=keep_originals(self._wiring.settings.data, self._checked()),
        )
        ask(self._wiring.pool, self._job(spell_confirmed(confirmed)))
        return self._rows

    def report(self) -> int:
        """Write the file of the rows that were left."""
        data = self._wiring.settings.data
        job = job_of(self._wiring.pool, self._key, PersonId(f"{PARTNER}-p"))
        assert job is not None
        assert job.imported == self._rows - _wrong(self._rows), job
        rows = self._uploads.rows(self._key)
        told = leftovers(errors_path(data, self._key))
        report = data / "report.csv"
        write_errors(self._table, left(rows, told), report, "fr")
        assert len(report.read_bytes().splitlines()) == 1 + _wrong(self._rows)
        self._uploads.drop(self._key)
        return self._rows

    def _checked(self) -> Iterator[Checked]:
        checker = checker_for(PARTNER, self._mapping, self._table.width)
        for one in self._uploads.rows(self._key):
            yield checker.check(one)

    def _recorded(self, names: Sequence[str]) -> frozenset[str]:
        with self._wiring.views.shelf() as shelf:
            return frozenset(numbers_of(shelf, names))

    def _job(self, mapping: Mapping[str, Any]) -> NewJob:
        return NewJob(
            id=self._key,
            person_id=PersonId(f"{PARTNER}-p"),
            mandate_id=MandateId(f"{PARTNER}-m"),
            partner_id=PARTNER,
            file_name=self._sheet.name,
            path=self._uploads.rows_path(self._key),
            digest=self._digest,
            mapping=mapping,
            language="fr",
            total=self._rows,
        )


def _wrong(rows: int) -> int:
    return -(-rows // WRONG_EVERY)


def _head(owner: str) -> int:
    with psycopg.connect(owner, autocommit=True) as connection:
        return head_of(connection)


def _copy_recorded(owner: str, between: tuple[int, int], rows: int) -> Figures:
    """Copy rows that were read beforehand into tables like those they come from."""
    with psycopg.connect(owner) as connection:
        parts = {
            table: _copied_out(connection, table, column, between)
            for table, column in RECORDED.items()
        }
        for table in RECORDED:
            made = (
                f"CREATE TABLE public.raw_{table} (LIKE ledger.{table} INCLUDING ALL)"
            )
            connection.execute(made.encode())
        connection.commit()
        began = time.perf_counter()
        for table, part in parts.items():
            _copy_in(connection, f"public.raw_{table} FROM STDIN (FORMAT binary)", part)
        connection.commit()
        took = time.perf_counter() - began
        for table in RECORDED:
            connection.execute(f"DROP TABLE public.raw_{table}".encode())
    return {RATE: rows / took}


def _copied_out(
    connection: psycopg.Connection[Any], table: str, column: str, part: tuple[int, int]
) -> list[bytes]:
    chosen = f"SELECT * FROM ledger.{table} WHERE {column} > {part[0]}"  # noqa: S608  # names of ours
    chosen = f"COPY ({chosen} AND {column} <= {part[1]}) TO STDOUT (FORMAT binary)"
    with connection.cursor().copy(chosen.encode()) as copy:
        return [bytes(piece) for piece in copy]


def _copy_file(owner: str, sheet: Path, rows: int) -> Figures:
    columns = ", ".join(f"c{number} text" for number in range(len(HEADINGS)))
    with psycopg.connect(owner) as connection:
        connection.execute(f"CREATE TABLE public.raw_sheet ({columns})".encode())
        connection.commit()
        began = time.perf_counter()
        options = "(FORMAT csv, DELIMITER ';', HEADER, ENCODING 'WIN1252')"
        with sheet.open("rb") as file:
            pieces = iter(partial(file.read, PIECE_BYTES), b"")
            _copy_in(connection, f"public.raw_sheet FROM STDIN {options}", pieces)
        connection.commit()
        took = time.perf_counter() - began
        connection.execute("DROP TABLE public.raw_sheet")
    return {RATE: rows / took}


def _copy_in(
    connection: psycopg.Connection[Any], into: str, pieces: Iterable[bytes]
) -> None:
    with connection.cursor().copy(f"COPY {into}".encode()) as copy:
        for piece in pieces:
            copy.write(piece)
