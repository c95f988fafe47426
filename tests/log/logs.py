"""Logs: a fresh database with a log over it, and what its operator could do to both."""

from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from ledger.kernel.store.migrations import migrate
from ledger.kernel.store.port import Append, Clause, NewEvent
from ledger.kernel.store.postgres import PostgresStore
from ledger.kernel.words import Audience, write
from ledger.log.archive import Archive, Connection, Published
from ledger.log.beginning import begin
from ledger.log.checking import check_log
from ledger.log.connecting import connect, lending
from ledger.log.entries import write_entry
from ledger.log.findings import Finding
from ledger.log.folder import LogFolder
from ledger.log.hashing import leaf_hash
from ledger.log.integrator import integrate
from ledger.log.keys import read_signer
from ledger.log.last_signed import LastSigned, read_last_signed
from ledger.log.notes import Signer
from ledger.log.publisher import publish
from ledger.log.schema import PUBLISHER_ROLE, migrate_log
from tests.servers import Kind, server

ORIGIN = "lab.example/registre"
BOUNDARY = (Clause(frozenset({"Nothing"}), ("nothing:here",)),)


@dataclass
class Log:
    """A log with its folder, seen as its publisher and as the database's owner."""

    owner: str
    folder: LogFolder
    store: PostgresStore
    connection: Connection

    @property
    def archive(self) -> Archive:
        return Archive(lambda: nullcontext(self.connection))

    @property
    def signer(self) -> Signer:
        return read_signer(self.folder.key)

    @property
    def size(self) -> int:
        return self.archive.state().size

    def record(self, *events: NewEvent) -> None:
        """Record facts, in as few appends as may be."""
        for at in range(0, len(events), 10_000):
            part = events[at : at + 10_000]
            self.store.append(Append(events=part, boundary=BOUNDARY, after=0))

    def integrate(self, limit: int = 10_000) -> int:
        return integrate(self.connection, limit)

    def publish(self) -> Published | None:
        """Sign without waiting a second between two."""
        return publish(
            self.connection, self.signer, self.folder.last_signed, seconds_between=0
        )

    def seal(self) -> Published | None:
        while self.integrate():
            pass
        return self.publish()

    def last_signed(self) -> LastSigned:
        return read_last_signed(self.folder.last_signed, self.signer.verifier)

    def leaves(self) -> list[bytes]:
        """Return the hashes of what is recorded, without the log's own reading."""
        return [leaf_hash(write_entry(ORIGIN, event)) for event in self.store.since(0)]

    def findings(self) -> list[Finding]:
        """Return what a check finds."""
        with lending(self.owner) as lend:
            key, last = self.signer.verifier, self.last_signed()
            return list(check_log(lend, key, last))

    def tamper(self, *statements: str, **given: object) -> None:
        """Do what only a superuser can who knows of every trigger."""
        with psycopg.connect(self.owner, autocommit=True) as db:
            for table in TABLES:
                db.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER".encode())
            for statement in statements:
                db.execute(statement.encode(), given)


TABLES = ("ledger.events", "ledger.words", "log.tiles", "log.checkpoints", "log.state")


@contextmanager
def begun(kind: Kind, data: Path, *, durable: bool = False) -> Generator[Log]:
    """Begin a log in a fresh database."""
    owner = server(kind, durable=durable).create_database()
    migrate(owner)
    migrate_log(owner)
    with opened(owner, data) as log:
        yield log


@contextmanager
def opened(owner: str, data: Path) -> Generator[Log]:
    """Open the log of a database and a folder, beginning it if it has not begun."""
    folder = LogFolder(data)
    store = PostgresStore(owner)
    try:
        with connect(make_conninfo(owner, user=PUBLISHER_ROLE)) as connection:
            begin(connection, folder, None, ORIGIN)
            yield Log(owner, folder, store, connection)
    finally:
        store.close()


def facts(count: int, name: str = "roof") -> list[NewEvent]:
    """Return facts that are all different."""
    return [
        NewEvent("BallotCast", (f"vote:{name}",), b'{"n":%d}' % n) for n in range(count)
    ]


def told(text: str) -> NewEvent:
    """Return a fact with words beside it."""
    words = write("title", text, Audience.PUBLIC)
    data = b'{"fact":{"title":{"_sd":"%b","of":"public"}}}'
    digest = words.reference.digest.encode()
    return NewEvent("Told", ("vote:roof",), data % digest, (words,))


def places(findings: list[Finding]) -> list[tuple[str, int]]:
    """Return what is wrong and where, without how it is said."""
    return [(finding.what, finding.position) for finding in findings]
