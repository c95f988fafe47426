"""Appends: conditional appends beside raw durable inserts and the library's own."""

import secrets
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Final

import psycopg

from ledger.kernel.store.port import Append, Clause, KeyClaim, NewEvent
from ledger.kernel.store.postgres import PostgresStore
from ledger.kernel.words import Audience, write
from web.bench import raw
from web.bench.counters import counters
from web.bench.measuring import RATE, Figures, Ground, Taken, by_turns, sample
from web.bench.peers import DATA, Recorder
from web.bench.rows import Row, row

BENCH: Final = "append"
CLIENTS: Final = (1, 8, 64)
PEER_MAX: Final = 8
MANY: Final = 50
SNAPSHOT_CLIENTS: Final = 8
SIX_TAGS: Final = 4_000
BYTES: Final = """
SELECT sum(pg_total_relation_size(c.oid))::bigint, (
    SELECT coalesce(max(position), 0) FROM ledger.events
)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'ledger' AND c.relkind = 'r'
"""


def appends(ground: Ground) -> Iterator[Row]:
    """Measure one-event appends over many votes, and all in one vote."""
    raw.prepare(ground.owner)
    total, count = _bytes(ground)
    bytes_a_fact = Taken(total / max(1, count), None, None)
    yield row(ground, BENCH, "generated facts on disk, bytes each", bytes_a_fact)
    store = PostgresStore(ground.owner, readers_max=4)
    peer = Recorder(ground.owner)
    try:
        for clients in CLIENTS:
            for votes, case in ((MANY, "many votes"), (1, "one vote")):
                yield _case(ground, store, peer, votes, clients, case)
        with _long_snapshot(ground.owner):
            case = "many votes, a long snapshot held"
            yield _case(ground, store, peer, MANY, SNAPSHOT_CLIENTS, case)
        yield from counters(ground, store, peer)
        yield _six_tags(ground, store)
    finally:
        store.close()
        peer.close()


def _case(  # noqa: PLR0913, PLR0917  # a case is all of these
    ground: Ground,
    store: PostgresStore,
    peer: Recorder,
    votes: int,
    clients: int,
    case: str,
) -> Row:
    seconds = ground.seconds
    taken = by_turns(
        ground.rounds,
        partial(_ours, store, votes, clients, seconds),
        partial(raw.inserts, ground.owner, clients, seconds),
        partial(peer.appends, clients, seconds) if clients <= PEER_MAX else None,
    )
    return row(ground, BENCH, case, taken[RATE], clients)


def _ours(store: PostgresStore, votes: int, clients: int, seconds: float) -> Figures:
    turn = secrets.token_hex(4)
    seen = [store.head().position] * clients

    def work(client: int, number: int) -> None:
        ballot = f"ballot:{turn}.{client}.{number}"
        vote = f"vote:{client % votes}"
        tags = tuple(sorted((ballot, vote, f"mandate:{client}")))
        seen[client] = store.append(
            Append(
                events=[NewEvent("BallotCast", tags, DATA)],
                boundary=[
                    Clause(frozenset({"BallotCast"}), (ballot,)),
                    Clause(frozenset({"VoteClosed"}), (vote,)),
                ],
                after=seen[client],
                at=datetime.now(UTC),
                key=KeyClaim(f"key:{turn}.{client}.{number}", b"f" * 32),
            )
        ).last

    return sample(work, clients, seconds)


@contextmanager
def _long_snapshot(conninfo: str) -> Generator[None]:
    """Hold a snapshot as a backup does: nothing that it may see is cleared away."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        connection.execute("SELECT count(*) FROM ledger.kinds")
        yield
        connection.execute("ROLLBACK")


def _six_tags(ground: Ground, store: PostgresStore) -> Row:
    """Weigh facts with six tags, words and a command's key of their own."""
    before, first = _bytes(ground)
    turn = secrets.token_hex(4)
    at = store.head().position
    for number in range(SIX_TAGS):
        name = f"{turn}.{number}"
        words = write("title", f"Prêt de la salle {name}, un samedi", Audience.PUBLIC)
        tags = tuple(
            sorted(
                (
                    f"ballot:{name}",
                    f"vote:{number % MANY}",
                    f"mandate:{number % 400}",
                    f"person:{number % 400}",
                    f"partner:{number % 100}",
                    f"key:{name}",
                )
            )
        )
        at = store.append(
            Append(
                events=[NewEvent("BallotCast", tags, DATA, (words,))],
                boundary=[Clause(frozenset({"BallotCast"}), (f"ballot:{name}",))],
                after=at,
                key=KeyClaim(f"key:{name}", b"f" * 32),
            )
        ).last
    after, last = _bytes(ground)
    weighed = Taken((after - before) / (last - first), None, None)
    case = "six tags, words and a key on disk, bytes each"
    return row(ground, BENCH, case, weighed)


def _bytes(ground: Ground) -> tuple[int, int]:
    """Return the bytes of the ledger's tables with their indexes, and its facts."""
    with psycopg.connect(ground.owner, autocommit=True) as connection:
        found = connection.execute(BYTES).fetchone()
    assert found is not None, "an aggregate has one row"
    return int(found[0]), int(found[1])
