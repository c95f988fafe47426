"""Peers: what ships with the library, on the same server, at its best."""

import secrets
import time
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Final

import psycopg
from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
)
from eventsourcing.dcb.application import DCBApplication
from eventsourcing.dcb.domain import Tagged
from eventsourcing.dcb.msgpack import Decision, MessagePackMapper
from eventsourcing.dcb.postgres_tt import PostgresDCBRecorderTT
from eventsourcing.persistence import IntegrityError, Tracking
from eventsourcing.postgres import PostgresDatastore, PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from eventsourcing.utils import get_topic
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from web.bench.measuring import RATE, Figures, sample

DATA: Final = b'{"v":1,"by":"person:' + b"x" * 130 + b'"}'
FACTS: Final = 2_000
PARTS: Final = 500
PATIENCE_SECONDS: Final = 120.0
THINGS: Final = """
CREATE TABLE IF NOT EXISTS public.peer_things (thing text PRIMARY KEY, data bytea)
"""


class Recorder:
    """The recorder of the library for dynamic boundaries, in tables of its own."""

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

    def appends(self, clients: int, seconds: float) -> Figures:
        """Measure its conditional appends, each under a tag of its own."""
        turn = secrets.token_hex(4)

        def work(client: int, number: int) -> None:
            ballot = f"ballot:{turn}.{client}.{number}"
            query = DCBQuery([DCBQueryItem(["BallotCast"], [ballot])])
            event = DCBEvent("BallotCast", DATA, [ballot, f"mandate:{client}"])
            self._recorder.append([event], DCBAppendCondition(query, None))

        return sample(work, clients, seconds)

    def counts(self, clients: int, seconds: float) -> Figures:
        """Measure one counter that all write, who remember what they have read.

        A conflict is tried again, and only what is recorded counts.
        """
        counter = f"fund:{secrets.token_hex(4)}"
        query = DCBQuery([DCBQueryItem(["FundMoved"], [counter])])
        seen: list[int | None] = [None] * clients

        def work(client: int, _number: int) -> None:
            while True:
                read = self._recorder.read(query, after=seen[client])
                events = list(read)
                if events:
                    seen[client] = events[-1].position
                condition = DCBAppendCondition(query, seen[client])
                event = DCBEvent("FundMoved", DATA, [counter])
                try:
                    seen[client] = self._recorder.append([event], condition)
                except IntegrityError:
                    continue
                return

        return sample(work, clients, seconds)

    def close(self) -> None:
        """Give back its connections."""
        self._datastore.close()


class Moved(Decision):
    """A fact of the library's kind, as long as one of ours."""

    thing: str
    data: bytes


class Facts(DCBApplication):
    """The library's log of such facts."""

    env: Mapping[str, str] = MappingProxyType(
        {
            "PERSISTENCE_MODULE": "eventsourcing.dcb.postgres_tt",
            "MAPPER_TOPIC": get_topic(MessagePackMapper),
        }
    )


class Things(PostgresTrackingRecorder):
    """One row for each thing, and the position, in one transaction a fact."""

    def __init__(self, datastore: PostgresDatastore, **kwargs: Any) -> None:  # noqa: ANN401  # the library's own
        super().__init__(datastore, **kwargs)
        self.sql_create_statements.append(sql.Composed([sql.SQL(THINGS)]))

    def keep(self, fact: Moved, tracking: Tracking) -> None:
        """Write the row of a fact."""
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(
                "INSERT INTO public.peer_things VALUES (%s, %s)"
                " ON CONFLICT (thing) DO UPDATE SET data = excluded.data",
                (fact.thing, fact.data),
                prepare=True,
            )


class Following(Projection[Things]):
    """The least view there can be."""

    name = "peer_view"
    topics = (get_topic(Moved),)

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:  # noqa: ANN401  # pyright: ignore[reportIncompatibleVariableOverride]  # as the library has it overridden
        """Keep what the fact says."""
        self.view.keep(domain_event.decision, tracking)


class Runner:
    """The runner of the library, which brings one view forward fact by fact."""

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        parts = conninfo_to_dict(conninfo)
        self._env = {
            "POSTGRES_DBNAME": str(parts["dbname"]),
            "POSTGRES_HOST": str(parts["host"]),
            "POSTGRES_PORT": str(parts.get("port") or 5432),
            "POSTGRES_USER": str(parts.get("user") or ""),
            "POSTGRES_PASSWORD": str(parts.get("password") or "none"),
            "PERSISTENCE_MODULE": "eventsourcing.dcb.postgres_tt",
            f"{Following.name.upper()}_PERSISTENCE_MODULE": "eventsourcing.postgres",
        }
        self._is_filled = False

    def rate(self) -> Figures:
        """Measure how many facts a second go through the view, from the first on."""
        if not self._is_filled:
            self._fill()
        with psycopg.connect(self._conninfo, autocommit=True) as connection:
            for name in ("peer_things", f"{Following.name}_tracking"):
                connection.execute(f"DROP TABLE IF EXISTS public.{name}".encode())
        began = time.perf_counter()
        with ProjectionRunner(
            application_class=Facts,
            projection_class=Following,
            view_class=Things,
            env=self._env,
        ) as runner:
            runner.wait(FACTS, PATIENCE_SECONDS)
            took = time.perf_counter() - began
        return {RATE: FACTS / took}

    def _fill(self) -> None:
        made = partial(Moved, data=DATA)
        with Facts(self._env) as application:
            for start in range(0, FACTS, PARTS):
                application.events.append(
                    [
                        Tagged(tags=[f"thing:{n}"], decision=made(thing=f"t{n}"))
                        for n in range(start, start + PARTS)
                    ]
                )
        self._is_filled = True
