"""Lag: how soon the views show what was recorded, beside a NOTIFY and back."""

import os
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, Final

import psycopg

from ledger.application import CODEC
from ledger.commons.contributions.events import ContributionRecorded, Nature, Unit
from ledger.kernel.identifiers import ContributionId, MandateId, PartnerId, PersonId
from ledger.kernel.messages import Actor
from ledger.kernel.quantities import Period
from ledger.kernel.store.port import Append, Clause, NewEvent
from ledger.kernel.store.postgres import PostgresStore
from ledger.kernel.words import Audience, write
from projections import generations
from web.bench.measuring import (
    P50,
    P99,
    RATE,
    Figures,
    Ground,
    by_turns,
    percentiles,
)
from web.bench.rows import Row, row

APPENDS_A_SECOND: Final = 500
WRITERS: Final = 2
SECONDS_MIN: Final = 2.0
LOOK_SECONDS: Final = 0.001
CALL_SECONDS: Final = 0.01
PATIENCE_SECONDS: Final = 60.0


def lags(ground: Ground) -> Iterator[Row]:
    """Measure the projector's lag while contributions are recorded at a steady pace.

    The lag of a fact ends when another connection sees that the views have
    reached it. The limit is a NOTIFY heard by another connection at that pace.
    """
    taken = by_turns(
        ground.rounds, partial(_projector_lag, ground), partial(_round_trip, ground)
    )
    asked = f"{APPENDS_A_SECOND} appends a second"
    yield row(ground, "project", f"lag under {asked}, p50 ms", taken[P50])
    yield row(ground, "project", f"lag under {asked}, p99 ms", taken[P99])
    yield row(ground, "project", f"appends reached of {asked}", taken[RATE], WRITERS)


def _projector_lag(ground: Ground) -> Figures:
    took: list[float] = []
    appended: dict[int, float] = {}
    with (
        psycopg.connect(ground.owner, autocommit=True) as connection,
        _projecting(ground),
    ):
        _await_views(connection)
        stop = threading.Event()
        pace: list[float] = []

        def record() -> None:
            try:
                pace.append(_record(ground, appended))
            finally:
                stop.set()

        recording = threading.Thread(target=record)
        recording.start()
        reached = _position(connection)
        seen: list[tuple[int, float]] = []
        while not stop.is_set() or reached < max(appended, default=0):
            position = _position(connection)
            if position > reached:
                seen.append((position, time.perf_counter()))
                reached = position
            time.sleep(LOOK_SECONDS)
        recording.join()
    steps = iter(seen)
    position, at = next(steps)
    for number, recorded in sorted(appended.items()):
        while position < number:
            position, at = next(steps)
        # The views may be faster than the answer to whoever recorded.
        took.append(max(0.0, at - recorded))
    return {RATE: pace[0], **percentiles(took)}


def _round_trip(ground: Ground) -> Figures:
    took: list[float] = []
    channel = f"bench_{secrets.token_hex(4)}"
    sent: dict[str, float] = {}
    pace: list[float] = []
    recording = threading.Thread(target=lambda: pace.append(_record(ground, {})))

    def call() -> None:
        number = 0
        with psycopg.connect(ground.owner, autocommit=True) as connection:
            while recording.is_alive():
                sent[str(number)] = time.perf_counter()
                connection.execute("SELECT pg_notify(%s, %s)", (channel, str(number)))
                number += 1
                time.sleep(CALL_SECONDS)
            connection.execute("SELECT pg_notify(%s, 'end')", (channel,))

    with psycopg.connect(ground.owner, autocommit=True) as listening:
        listening.execute(f"LISTEN {channel}".encode())
        recording.start()
        calling = threading.Thread(target=call)
        calling.start()
        for heard in listening.notifies(timeout=PATIENCE_SECONDS):
            if heard.payload == "end":
                break
            took.append(time.perf_counter() - sent[heard.payload])
        calling.join()
        recording.join()
    return {RATE: pace[0], **percentiles(took)}


def _record(ground: Ground, appended: dict[int, float]) -> float:
    """Record contributions at the pace; return how many a second it came to."""
    seconds = max(SECONDS_MIN, ground.seconds)
    count = int(APPENDS_A_SECOND * seconds) // WRITERS
    store = PostgresStore(ground.owner)
    began = time.perf_counter()

    def work(writer: int) -> None:
        turn = secrets.token_hex(4)
        at = store.head().position
        for number in range(count):
            due = began + (number * WRITERS + writer) / APPENDS_A_SECOND
            time.sleep(max(0.0, due - time.perf_counter()))
            at = store.append(_append(f"{turn}-{writer}-{number}", at)).last
            appended[at] = time.perf_counter()

    try:
        writers = [threading.Thread(target=work, args=(w,)) for w in range(WRITERS)]
        for one in writers:
            one.start()
        for one in writers:
            one.join()
        return count * WRITERS / (time.perf_counter() - began)
    finally:
        store.close()


def _append(name: str, after: int) -> Append:
    partner = PartnerId("corps-0")
    title = write("title", f"Atelier {name}", Audience.PUBLIC)
    fact = ContributionRecorded(
        contribution_id=ContributionId(name),
        partner_id=partner,
        nature=Nature.TIME,
        quantity=Decimal("1.5"),
        unit=Unit.HOUR,
        period=Period(date(2026, 1, 5), date(2026, 1, 5)),
        title=title.reference,
    )
    actor = Actor(
        person_id=PersonId(f"{partner}-p"), mandate_id=MandateId(f"{partner}-m")
    )
    at = datetime.now(UTC)
    kind, tags = type(fact).__name__, fact.tags()
    event = NewEvent(kind, tags, CODEC.encode(fact, actor, at), (title,))
    return Append(
        events=[event],
        boundary=[Clause(frozenset({kind}), (f"contribution:{name}",))],
        after=after,
        at=at,
    )


@contextmanager
def _projecting(ground: Ground) -> Generator[None]:
    """Run the projector as `commun project` does, in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "web.cli.main", "project"],
        env={
            **os.environ,
            "COMMUN_DATA": str(ground.folder),
            "COMMUN_DATABASE_URL": ground.owner,
        },
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _await_views(connection: psycopg.Connection[tuple[Any, ...]]) -> None:
    """Wait until the projector has come to the head, and is at work."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not _is_led(connection) or _position(connection) < _head(connection):
        assert time.monotonic() < end, "the projector does not come to the head"
        time.sleep(0.05)


def _is_led(connection: psycopg.Connection[tuple[Any, ...]]) -> bool:
    found = connection.execute(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        " AND objid = 70617004"
    ).fetchone()
    return found is not None and found[0] > 0


def _position(connection: psycopg.Connection[tuple[Any, ...]]) -> int:
    live = generations.live(connection)
    return live.position if live is not None else 0


def _head(connection: psycopg.Connection[tuple[Any, ...]]) -> int:
    found = connection.execute("SELECT max(position) FROM ledger.events").fetchone()
    return int(found[0] or 0) if found is not None else 0
