"""Appends: conditional appends beside raw durable inserts and the library's own."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

import psycopg
from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
)
from eventsourcing.dcb.postgres_tt import PostgresDCBRecorderTT
from eventsourcing.postgres import PostgresDatastore
from psycopg.conninfo import conninfo_to_dict

from ledger.kernel.store.port import Append, Clause, KeyClaim, NewEvent
from ledger.kernel.store.postgres import PostgresStore
from web.bench.measuring import Row, by_turns, rate_of

CLIENTS: Final = (1, 8, 64)
PEER_MAX: Final = 8
DATA: Final = b'{"v":1,"by":"person:' + b"x" * 130 + b'"}'
TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS public.raw_insert"
    " (id bigserial PRIMARY KEY, kind text, data bytea)"
)
RAW: Final = "INSERT INTO public.raw_insert (kind, data) VALUES ('BallotCast', %b)"


def appends(conninfo: str, size: int) -> Iterator[Row]:
    """Measure one-event appends over many votes, and all in one vote."""
    store = PostgresStore(conninfo, readers_max=4)
    peer = Peer(conninfo)
    try:
        for clients in CLIENTS:
            for votes, case in ((50, "many votes"), (1, "one vote")):
                ours, limit, other = by_turns(
                    partial(_ours, store, votes, clients),
                    partial(raw_inserts, conninfo, clients),
                    partial(peer.rate, clients) if clients <= PEER_MAX else None,
                )
                yield Row(
                    bench="append",
                    case=case,
                    size=size,
                    clients=clients,
                    ours=ours,
                    limit=limit,
                    peer=other,
                )
    finally:
        store.close()
        peer.close()


def _ours(store: PostgresStore, votes: int, clients: int) -> float:
    turn = secrets.token_hex(4)
    seen = [store.head().position] * clients

    def work(client: int, number: int) -> None:
        ballot = f"ballot:{turn}.{client}.{number}"
        vote = f"vote:{client % votes}"
        seen[client] = store.append(
            Append(
                events=[
                    NewEvent(
                        "BallotCast",
                        tuple(sorted((ballot, vote, f"mandate:{client}"))),
                        DATA,
                    )
                ],
                boundary=[
                    Clause(frozenset({"BallotCast"}), (ballot,)),
                    Clause(frozenset({"VoteClosed"}), (vote,)),
                ],
                after=seen[client],
                at=datetime.now(UTC),
                key=KeyClaim(f"key:{turn}.{client}.{number}", b"f" * 32),
            )
        ).last

    return rate_of(work, clients)


def raw_inserts(conninfo: str, clients: int) -> float:
    """Return how many single rows a second are durably inserted by so many clients."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(TABLE)
    connections = [psycopg.connect(conninfo, autocommit=True) for _ in range(clients)]
    try:
        return rate_of(
            lambda client, _number: _insert(connections[client]),
            clients,
        )
    finally:
        for connection in connections:
            connection.close()


def _insert(connection: psycopg.Connection[tuple[Any, ...]]) -> None:
    connection.execute(RAW, (DATA,), prepare=True)


class Peer:
    """The recorder that ships with the library, in a schema of its own tables."""

    def __init__(self, conninfo: str) -> None:
        parts = conninfo_to_dict(conninfo)
        self._datastore = PostgresDatastore(
            dbname=str(parts["dbname"]),
            host=str(parts["host"]),
            port=int(parts.get("port") or 5432),
            user=str(parts.get("user") or ""),
            password=str(parts.get("password") or ""),
            pool_size=8,
            max_overflow=8,
        )
        self._recorder = PostgresDCBRecorderTT(
            self._datastore, events_table_name="peer_events"
        )
        self._recorder.create_table()

    def rate(self, clients: int) -> float:
        """Return its conditional appends a second, each under a tag of its own."""
        turn = secrets.token_hex(4)

        def work(client: int, number: int) -> None:
            ballot = f"ballot:{turn}.{client}.{number}"
            query = DCBQuery([DCBQueryItem(["BallotCast"], [ballot])])
            event = DCBEvent("BallotCast", DATA, [ballot, f"mandate:{client}"])
            self._recorder.append([event], DCBAppendCondition(query, None))

        return rate_of(work, clients)

    def close(self) -> None:
        """Give back its connections."""
        self._datastore.close()
