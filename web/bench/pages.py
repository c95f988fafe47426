"""Pages: the public list, today and as of a past day, over HTTP."""

from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final
from urllib.parse import urlencode

import psycopg

from ledger.kernel.quantities import day_in_paris
from web.bench.client import Client
from web.bench.datasette import datasette_serving
from web.bench.measuring import P99, RATE, Figures, Ground, by_turns, sample
from web.bench.rows import Row, row
from web.bench.served import LIST, serving
from web.settings import Settings

FINE: Final = 200
PAGE: Final = "/fr/contributions"
HALF: Final = """
SELECT recorded_at FROM ledger.events
WHERE position = (SELECT greatest(1, max(position) / 2) FROM ledger.events)
"""


def pages(ground: Ground) -> Iterator[Row]:
    """Measure the list with its totals and facets.

    The limit is one indexed look-up of the same rows, drawn by the same template
    with what was in it before. The peer is Datasette's page of the same rows,
    with its row count and without facets.
    """
    settings = Settings(
        data=ground.folder, database_url=ground.owner, workers=1, threads=1
    )
    day = _past_day(ground.owner)
    cases = {
        "list, today": (PAGE, "_sort_desc=first&_size=50"),
        "list, as of a past day": (f"{PAGE}?au={day}", None),
        "list, two filters": (
            f"{PAGE}?nature=time&annee=2024",
            "nature=time&year=2024&_sort_desc=first&_size=50",
        ),
    }
    with ExitStack() as stack:
        port = stack.enter_context(serving(settings))
        rival = stack.enter_context(_rival(ground))
        for case, (path, question) in cases.items():
            limit = f"{LIST}?{urlencode({'page': path})}"
            taken = by_turns(
                ground.rounds,
                partial(_get, ground, port, path),
                partial(_get, ground, port, limit),
                partial(_get, ground, rival[0], f"{rival[1]}?{question}")
                if rival is not None and question is not None
                else None,
            )
            yield row(ground, "pages", case, taken[RATE])
            yield row(ground, "pages", f"{case}, p99 ms", taken[P99])


@contextmanager
def _rival(ground: Ground) -> Generator[tuple[int, str] | None]:
    """Serve the same rows by Datasette, where it can be had."""
    if ground.datasette is None:
        ground.note(
            "pages have no peer: there is no datasette on the path, nor named by "
            "--peer-venv (a virtual environment of its own, with datasette in it)"
        )
        yield None
        return
    with datasette_serving(ground, ground.datasette) as served:
        yield served


def _get(ground: Ground, port: int, path: str) -> Figures:
    with Client(port) as client:

        def work(_client: int, _number: int) -> None:
            answer = client.get(path)
            assert answer.status == FINE, f"{path}: {answer.head}"

        work(0, 0)
        return sample(work, 1, ground.seconds)


def _past_day(owner: str) -> str:
    """Return the day on which half of the facts had been recorded."""
    with psycopg.connect(owner, autocommit=True) as connection:
        found = connection.execute(HALF).fetchone()
    assert found is not None, "the database was filled"
    yesterday = day_in_paris(datetime.now(UTC)) - timedelta(days=1)
    return min(day_in_paris(found[0]), yesterday).isoformat()
