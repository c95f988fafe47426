"""Counters: one fund that all move at once, under its lock."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Final

import psycopg

from ledger.kernel.store.history import Past, load_history
from ledger.kernel.store.port import Append, Clause, NewEvent
from ledger.kernel.store.postgres import PostgresStore
from web.bench import raw
from web.bench.measuring import RATE, Figures, Ground, by_turns, sample
from web.bench.peers import DATA, Recorder
from web.bench.rows import Row, row

CLIENTS: Final = 8
FACTS_MAX: Final = 100_000
WAIT_SECONDS: Final = 30.0
KIND: Final = "FundMoved"
FILL: Final = """
INSERT INTO public.raw_funds (fund, amount, data)
SELECT %s, 1, %s::bytea FROM generate_series(1, %s)
"""


def counters(ground: Ground, store: PostgresStore, peer: Recorder) -> Iterator[Row]:
    """Measure a fund without facts, and one with many.

    Each writer takes the lock, reads what came since it last looked, and appends
    under the condition that nothing else came. The peer has no lock: its writers
    meet in conflicts.
    """
    for number, facts in enumerate((0, min(ground.size, FACTS_MAX)), 1):
        fund = f"fund:{secrets.token_hex(4)}"
        if facts:
            _fill(ground.owner, fund, number, facts)
        taken = by_turns(
            ground.rounds,
            partial(_ours, store, fund, ground.seconds),
            partial(raw.counts, ground.owner, CLIENTS, ground.seconds, number),
            None if facts else partial(peer.counts, CLIENTS, ground.seconds),
        )
        case = f"one hot counter with {facts:,} facts"
        yield row(ground, "append", case, taken[RATE], CLIENTS)


def _ours(store: PostgresStore, fund: str, seconds: float) -> Figures:
    boundary = [Clause(frozenset({KIND}), (fund,))]
    # Who holds the lock is alone: they may share what they remember. What an
    # earlier round has read is not counted a second time.
    known = {"at": 0, "balance": 0}

    def work(_client: int, _number: int) -> None:
        with store.hold([fund], WAIT_SECONDS):
            history = store.read(boundary, after=known["at"])
            known["balance"] += len(history.events)
            known["at"] = history.head
            store.append(
                Append(
                    events=[NewEvent(KIND, (fund,), DATA)],
                    boundary=boundary,
                    after=history.head,
                    at=datetime.now(UTC),
                )
            )

    known["at"] = store.head().position
    return sample(work, CLIENTS, seconds)


def _fill(owner: str, fund: str, number: int, facts: int) -> None:
    at = datetime.now(UTC)
    event = NewEvent(KIND, (fund,), DATA)
    load_history(owner, (Past(at, event) for _ in range(facts)), [KIND])
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(FILL, (number, DATA, facts))
        connection.execute("ANALYZE public.raw_funds")
