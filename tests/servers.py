"""Servers for the storage tests: the embedded PostgreSQL 18 and Debian's 15."""

import itertools
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Literal, NoReturn, get_args

import psycopg
import pytest
from psycopg import sql

from ledger.kernel.store.embedded import EmbeddedPostgres, answers
from ledger.kernel.store.embedded_folder import ServerFolder, is_alive
from ledger.kernel.store.embedded_process import OWNER, wheel_binaries

Kind = Literal["embedded18", "debian15"]
KINDS: tuple[Kind, ...] = get_args(Kind)
DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")
# Speed bought with durability: for tests that kill no server.
HASTY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # Each database is written to this log as a whole when it is made.
    "wal_compression": "off",
    "max_wal_size": "128MB",
}


class ServerHandle:
    """A server of the tests, in a folder of its own that goes when it stops."""

    def __init__(self, kind: Kind, *, durable: bool) -> None:
        clear_left()
        self.kind = kind
        self.folder = Path(tempfile.mkdtemp(prefix=f"commun-test-{kind}-"))
        self._names = (f"test_{number}" for number in itertools.count(1))
        self.databases: list[str] = []
        self._server = EmbeddedPostgres(
            self.folder,
            binaries=wheel_binaries() if kind == "embedded18" else DEBIAN_15,
            settings={} if durable else HASTY,
        )
        self._server.start()

    def conninfo(self, dbname: str = "commun") -> str:
        """Return how the owner reaches a database."""
        return self._server.conninfo(OWNER, dbname)

    def conninfo_as(self, role: str, dbname: str = "commun") -> str:
        """Return how another role reaches a database."""
        return self._server.conninfo(role, dbname)

    def create_database(self) -> str:
        """Make a fresh empty database, and return how the owner reaches it."""
        name = next(self._names)
        query = sql.SQL("CREATE DATABASE {} TEMPLATE template0 STRATEGY FILE_COPY")
        with psycopg.connect(self.conninfo("postgres"), autocommit=True) as connection:
            connection.execute(query.format(sql.Identifier(name)))
        self.databases.append(name)
        return self.conninfo(name)

    def drop_databases(self, kept: int) -> None:
        """Drop the databases made last, all but so many."""
        gone, self.databases = self.databases[kept:], self.databases[:kept]
        if not gone:
            return
        query = sql.SQL("DROP DATABASE {} WITH (FORCE)")
        with psycopg.connect(self.conninfo("postgres"), autocommit=True) as connection:
            for name in gone:
                connection.execute(query.format(sql.Identifier(name)))

    def kill(self) -> None:
        """Kill the server's first process, and with it all others."""
        process = self._server.process
        assert process is not None, "the server does not run"
        os.kill(process, signal.SIGKILL)
        while self._server.is_running() or answers(self.conninfo("postgres")):
            time.sleep(0.01)

    def restart(self) -> None:
        """Start the server again, after a kill or in good order."""
        if self._server.is_running():
            self._server.stop()
        self._server.start()

    def stop(self) -> None:
        """Stop the server for good."""
        self._server.stop()
        shutil.rmtree(self.folder)
        for key in [key for key, handle in _running.items() if handle is self]:
            del _running[key]


@cache
def clear_left() -> None:
    """Remove the folders of runs that were killed: they may lie in memory."""
    for folder in Path(tempfile.gettempdir()).glob("commun-test-*"):
        record = ServerFolder(folder).read_record()
        # One without a record is being made, or was never more than a folder.
        if record is not None and not is_alive(record.supervisor):
            shutil.rmtree(folder, ignore_errors=True)


_running: dict[tuple[Kind, bool], ServerHandle] = {}


def missing(kind: Kind) -> str | None:
    """Return why the server cannot be had on this machine, if it cannot."""
    if kind == "debian15" and not (DEBIAN_15 / "postgres").exists():
        return f"PostgreSQL 15 is not installed in {DEBIAN_15}"
    return None


def leave_out(reason: str) -> NoReturn:
    """Leave the test out and say why, unless no omission is accepted."""
    if os.environ.get("COMMUN_ACCEPT_NO_OMISSION"):
        pytest.fail(f"no omission is accepted, but {reason}")
    pytest.skip(reason)


def server(kind: Kind, *, durable: bool = True) -> ServerHandle:
    """Return the session's server of this kind, started on first demand."""
    reason = missing(kind)
    if reason is not None:
        leave_out(reason)
    if (kind, durable) not in _running:
        _running[kind, durable] = ServerHandle(kind, durable=durable)
    return _running[kind, durable]


@contextmanager
def databases_dropped() -> Generator[None]:
    """Drop in the end what was made meanwhile: 8 MB each, and some 300 files."""
    kept = {key: len(handle.databases) for key, handle in _running.items()}
    yield
    for key, handle in _running.items():
        handle.drop_databases(kept.get(key, 0))


def stop_all() -> None:
    """Stop every server of the session; for the end of it."""
    for handle in list(_running.values()):
        handle.stop()
