"""Places: the stores that promise the same, each in a place of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

import psycopg

from ledger.kernel.store.memory import MemoryStore
from ledger.kernel.store.migrations import migrate
from ledger.kernel.store.port import (
    Append,
    Appended,
    Clause,
    KeyClaim,
    NewEvent,
    Store,
    StoredEvent,
)
from ledger.kernel.store.postgres import PostgresStore
from tests.servers import Kind, server

PlaceName = Literal["memory", "embedded18", "debian15"]
DATABASES: tuple[Kind, ...] = ("embedded18", "debian15")
PLACES: tuple[PlaceName, ...] = ("memory", *DATABASES)

ROOF: Final = Clause(frozenset({"BallotCast", "VoteClosed"}), ("vote:roof",))
GARDEN: Final = Clause(frozenset({"BallotCast", "VoteClosed"}), ("vote:garden",))


@dataclass
class Place:
    """A fresh store, and what only its owner can do to it."""

    store: Store
    owner: str | None = None

    def record_ahead(self, ahead: timedelta) -> None:
        """Record a fact while the clock is ahead, then set the clock right."""
        if isinstance(self.store, MemoryStore):
            self.store.clock = lambda: datetime.now(UTC) + ahead
            append(self.store, event("vote:earlier"))
            self.store.clock = lambda: datetime.now(UTC)
            return
        assert self.owner is not None
        append(self.store, event("vote:earlier"))
        with psycopg.connect(self.owner) as db:
            db.execute(
                "INSERT INTO ledger.events (position, recorded_at, kind, tags, data)"
                " SELECT position + 1, clock_timestamp() + %s, kind, tags, data"
                " FROM ledger.events ORDER BY position DESC LIMIT 1",
                (ahead,),
            )


def opened(name: PlaceName) -> Iterator[Place]:
    """Open a fresh store, and close it in the end."""
    if name == "memory":
        yield Place(MemoryStore())
        return
    owner = database(name)
    store = PostgresStore(owner)
    yield Place(store, owner)
    store.close()


def database(kind: Kind) -> str:
    """Make a fresh database with the store's tables; return its owner's conninfo."""
    owner = server(kind, durable=False).create_database()
    migrate(owner)
    return owner


def event(*tags: str, kind: str = "BallotCast", data: bytes = b"{}") -> NewEvent:
    return NewEvent(kind, tuple(sorted(tags)), data)


def key(name: str, fingerprint: bytes = b"what it asks") -> KeyClaim:
    return KeyClaim(f"key:{name}", fingerprint)


def append(
    store: Store,
    *events: NewEvent,
    boundary: Sequence[Clause] = (Clause(frozenset({"Nothing"}), ("nothing:here",)),),
    after: int = 0,
    at: datetime | None = None,
    claim: KeyClaim | None = None,
) -> Appended:
    """Append to a store; into a boundary where nothing happens, unless told."""
    return store.append(
        Append(events=events, boundary=boundary, after=after, at=at, key=claim)
    )


def everything(store: Store) -> list[StoredEvent]:
    return list(store.since(0))


def positions(store: Store) -> list[int]:
    return [stored.position for stored in store.since(0)]
