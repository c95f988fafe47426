"""Raw: what the database does at the least, without any of our own."""

from typing import Any, Final

import psycopg

from web.bench.measuring import Figures, sample
from web.bench.peers import DATA

TABLES: Final = """
CREATE TABLE IF NOT EXISTS public.raw_insert (
    id bigserial PRIMARY KEY, kind text, data bytea
);
CREATE TABLE IF NOT EXISTS public.raw_funds (
    id bigserial PRIMARY KEY, fund bigint, amount bigint, data bytea
);
CREATE INDEX IF NOT EXISTS raw_funds_by_fund ON public.raw_funds (fund, id);
CREATE TABLE IF NOT EXISTS public.raw_rows (id bigint, row text)
"""
INSERT: Final = "INSERT INTO public.raw_insert (kind, data) VALUES ('BallotCast', %b)"
LOCK: Final = "SELECT pg_advisory_xact_lock(%s)"
READ: Final = """
SELECT coalesce(max(id), %s), coalesce(sum(amount), 0) FROM public.raw_funds
WHERE fund = %s AND id > %s
"""
MOVE: Final = "INSERT INTO public.raw_funds (fund, amount, data) VALUES (%s, 1, %b)"


def prepare(conninfo: str) -> None:
    """Make the tables."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(TABLES)


def inserts(conninfo: str, clients: int, seconds: float) -> Figures:
    """Measure single rows, each durably inserted by itself."""
    connections = [psycopg.connect(conninfo, autocommit=True) for _ in range(clients)]
    try:
        return sample(
            lambda client, _number: connections[client].execute(
                INSERT, (DATA,), prepare=True
            ),
            clients,
            seconds,
        )
    finally:
        _close(connections)


def counts(conninfo: str, clients: int, seconds: float, fund: int) -> Figures:
    """Measure a lock, a look at what is new and an insert, all in one fund."""
    connections = [psycopg.connect(conninfo, autocommit=True) for _ in range(clients)]
    seen = [0] * clients

    def work(client: int, _number: int) -> None:
        connection = connections[client]
        with connection.transaction():
            connection.execute(LOCK, (fund,), prepare=True)
            asked = (seen[client], fund, seen[client])
            row = connection.execute(READ, asked, prepare=True).fetchone()
            assert row is not None, "an aggregate has one row"
            seen[client] = row[0]
            connection.execute(MOVE, (fund, DATA), prepare=True)

    try:
        return sample(work, clients, seconds)
    finally:
        _close(connections)


def _close(connections: list[psycopg.Connection[tuple[Any, ...]]]) -> None:
    for connection in connections:
        connection.close()
