"""A lab: Commun with its log begun, in a data folder and a database of its own."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import psycopg
from flask import Flask
from flask.testing import FlaskClient
from psycopg.conninfo import conninfo_to_dict

from ledger.deciders import FACTS
from ledger.kernel.store.history import load_history
from ledger.kernel.store.migrations import APP_ROLE, migrate
from ledger.log.archive import Archive, Connection, Lender, Published
from ledger.log.beginning import begin
from ledger.log.connecting import connect
from ledger.log.folder import LogFolder
from ledger.log.integrator import integrate
from ledger.log.keys import make_key, read_signer
from ledger.log.notes import COSIGNATURE, Signer, VerifierKey
from ledger.log.publisher import publish
from ledger.log.schema import PUBLISHER_ROLE, migrate_log
from tests.servers import server
from web.application import create_app
from web.auth.schema import migrate_access
from web.demo.plenty import plenty
from web.log.configured import WITNESS_FOR
from web.settings import Settings
from web.wiring import Wiring, connected

KINDS: Final = [kind.__name__ for kind in FACTS]


@dataclass
class Lab:
    """The application as its own role, and the publisher moved by hand."""

    app: Flask
    wiring: Wiring
    owner: str
    publisher: str

    @property
    def client(self) -> FlaskClient:
        return self.app.test_client()

    @property
    def folder(self) -> LogFolder:
        return LogFolder(self.wiring.settings.data)

    @property
    def lend(self) -> Lender:
        """Return what lends the application's connections."""
        return self.wiring.pool.connection

    @property
    def archive(self) -> Archive:
        return Archive(self.lend)

    @property
    def signer(self) -> Signer:
        return read_signer(self.folder.key)

    def as_publisher(self) -> Connection:
        """Return a connection of the publisher's own."""
        return connect(self.publisher)

    def record(self, count: int) -> None:
        """Record so many plausible facts."""
        load_history(self.owner, plenty(count, self._last() + TICK), KINDS)

    def integrate(self) -> None:
        """Bring the tree to the head of the record."""
        with self.as_publisher() as connection:
            while integrate(connection):
                pass

    def seal(self) -> Published:
        """Integrate and publish everything recorded."""
        self.integrate()
        with self.as_publisher() as connection:
            found = publish(
                connection,
                self.signer,
                self.folder.last_signed,
                seconds_between=0,
            )
        assert found is not None, "nothing to seal"
        return found

    def witness_for(self, *keys: VerifierKey) -> None:
        """Let the operator write down which logs are cosigned here."""
        lines = [f"log {key.text}\n" for key in keys]
        (self.folder.root / WITNESS_FOR).write_text("".join(lines))

    def _last(self) -> datetime:
        with psycopg.connect(self.owner) as connection:
            row = connection.execute(
                "SELECT max(recorded_at) FROM ledger.events"
            ).fetchone()
        assert row is not None
        last: datetime | None = row[0]
        return last or datetime.now(UTC) - timedelta(days=30)


TICK: Final = timedelta(microseconds=1)


@contextmanager
def running_lab(folder: Path, name: str = "lab.test/registre") -> Generator[Lab]:
    """Run a lab whose log is begun; each role reaches the tables meant for it."""
    handle = server("embedded18", durable=False)
    owner = handle.create_database()
    database = str(conninfo_to_dict(owner)["dbname"])
    migrate(owner)
    migrate_log(owner)
    migrate_access(owner)
    publisher = handle.conninfo_as(PUBLISHER_ROLE, database)
    kept = LogFolder(folder)
    with connect(publisher) as connection:
        begin(connection, kept, name)
    make_key(kept.witness_key, f"{name}/witness", COSIGNATURE)
    settings = Settings(data=folder, base_url="http://localhost")
    with connected(settings, handle.conninfo_as(APP_ROLE, database)) as wiring:
        app = create_app(wiring)
        app.testing = True
        yield Lab(app, wiring, owner, publisher)
