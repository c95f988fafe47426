"""Filling: a large plausible commons by the owner's door, as fast as it goes."""

import time
from typing import Final

import psycopg

from ledger.application import CODEC
from ledger.deciders import FACTS
from ledger.kernel.store.history import load_history
from projections import generations
from projections.rebuild import rebuild
from projections.registry import VIEWS
from web.bench.measuring import Ground, Taken
from web.bench.rows import Row, row
from web.demo.founding_story import tell
from web.demo.plenty import plenty
from web.demo.telling import Teller

BARE: Final = """
CREATE TABLE public.raw_events (
    position bigint, recorded_at timestamptz, kind int2, tags text[], data bytea
);
CREATE TABLE public.raw_words (position bigint, body bytea)
"""
COPIED: Final = {
    "raw_events": "SELECT position, recorded_at, kind, tags, data FROM ledger.events",
    "raw_words": "SELECT position, body FROM ledger.words",
}


def generate(ground: Ground) -> Row:
    """Fill the database, and measure it beside a COPY of the same rows.

    Ours makes the facts, checks them, and files them under their tags.
    """
    kinds = [kind.__name__ for kind in FACTS]
    teller = Teller()
    tell(teller)
    began = time.perf_counter()
    loaded = load_history(ground.owner, teller.history(), kinds)
    loaded += load_history(ground.owner, plenty(ground.size, teller.clock.now), kinds)
    rate = loaded / (time.perf_counter() - began)
    limit = loaded / _copy(ground.owner)
    case = "facts generated and loaded"
    return row(ground, "generate", case, Taken(rate, limit, None))


def _copy(owner: str) -> float:
    """Return the seconds in which the same rows go into tables without an index."""
    with (
        psycopg.connect(owner, autocommit=True) as reading,
        psycopg.connect(owner) as writing,
    ):
        writing.execute(BARE)
        began = time.perf_counter()
        for table, rows in COPIED.items():
            taking = f"COPY ({rows}) TO STDOUT (FORMAT binary)".encode()
            putting = f"COPY public.{table} FROM STDIN (FORMAT binary)".encode()
            with (
                reading.cursor().copy(taking) as source,
                writing.cursor().copy(putting) as target,
            ):
                for part in source:
                    target.write(part)
        writing.commit()
        took = time.perf_counter() - began
        for table in COPIED:
            writing.execute(f"DROP TABLE public.{table}".encode())
        return took


def build_views(owner: str) -> None:
    """Build the views unless they stand: pages and commands read them."""
    with psycopg.connect(owner, autocommit=True) as connection:
        generations.prepare(connection)
        is_built = generations.live(connection) is not None
    if not is_built:
        rebuild(owner, CODEC, VIEWS)
