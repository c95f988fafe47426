"""Exports: every contribution as a file, beside a COPY of the same rows and words."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from projections import generations
from projections.commons.contributions import contributions
from projections.rows import FOR_EVER
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
from web.exports.formats import CSV, FORMATS, NDJSON, XLSX
from web.exports.taking import Asked, taken
from web.settings import Settings
from web.things.contributions import CONTRIBUTIONS
from web.wiring import connected

BENCH: Final = "export"
MEASURED: Final = (CSV, NDJSON, XLSX)
COPY: Final = """
COPY (SELECT c.row, w.body FROM {table} c
      LEFT JOIN ledger.words w ON w.position = c.first
      WHERE c.until = {ever} ORDER BY c.first)
TO STDOUT
"""


def exports(ground: Ground) -> Iterator[Row]:
    """Measure rows a second, of the whole list as anybody takes it away.

    The limit is a COPY of the same rows with their words, neither read nor named
    nor written anew.
    """
    for one in MEASURED:
        figures = by_turns(
            ground.long_rounds,
            partial(apart, _export, ground.owner, ground.folder, one.ending),
            partial(_copy, ground.owner),
        )
        yield row(ground, BENCH, f"contributions, .{one.ending}", figures[RATE])
        memory = Taken(figures[MEGABYTES].ours, None, None)
        yield row(ground, BENCH, f".{one.ending}, peak memory, megabytes", memory)


def _export(owner: str, folder: Path, ending: str) -> Figures:
    settings = Settings(data=folder, database_url=owner)
    with connected(settings, owner) as wiring:
        app = create_app(wiring)
        asked = Asked(thing=CONTRIBUTIONS, format=FORMATS[ending])
        with app.app_context(), wiring.views.shelf() as shelf:
            count = CONTRIBUTIONS.count(shelf, {}) or 0

            def work() -> int:
                assert sum(len(piece) for piece in taken(app, shelf, asked))
                return count

            figures = once(work)
    return {**figures, MEGABYTES: peak_megabytes()}


def _copy(owner: str) -> Figures:
    with psycopg.connect(owner, autocommit=True) as connection:
        live = generations.live(connection)
        assert live is not None, "the views are built before they are measured"
        table = live.table(contributions).name
        statement = sql.SQL(COPY).format(table=table, ever=sql.Literal(FOR_EVER))

        def work() -> int:
            lines = 0
            with connection.cursor().copy(statement) as copy:
                for piece in copy:
                    lines += bytes(piece).count(b"\n")
            return lines

        return once(work)
