"""Embedded server: a real PostgreSQL in the data folder, for who names no other."""

import contextlib
import os
import shutil
import signal
import subprocess
import threading
import time
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from ledger.kernel.store.embedded_errors import (
    AlreadyRunning,
    DataFolderUnusable,
    DiskFull,
    ServerVersionChanged,
)
from ledger.kernel.store.embedded_folder import (
    Record,
    ServerFolder,
    is_alive,
)
from ledger.kernel.store.embedded_process import (
    OWNER,
    end,
    explain_end,
    initdb_command,
    launch,
    log_size,
    major_version,
    server_command,
    wheel_binaries,
)

DATABASE = "commun"
AS_INSTALLED: Mapping[str, str] = MappingProxyType({})
# A predecessor may be writing its last checkpoint, and a server that was killed
# replays its log before it answers: both are worth waiting for.
HANDOVER_SECONDS_MAX = 60.0
START_SECONDS_MAX = 300.0
STOP_SECONDS_MAX = 60.0
PAUSE_SECONDS = 0.02


class EmbeddedPostgres:
    """Run the data folder's server for as long as this process lives.

    One process supervises a folder at a time. If it is killed, the server shuts
    down by itself; if that was killed too, the next start recovers.
    """

    def __init__(
        self,
        data: Path,
        *,
        binaries: Path | None = None,
        settings: Mapping[str, str] = AS_INSTALLED,
    ) -> None:
        self.folder = ServerFolder(data)
        self._binaries = binaries or wheel_binaries()
        self._settings = settings
        self._lock: int | None = None
        self._supervisor = os.getpid()
        self._program: subprocess.Popen[bytes] | None = None
        self._keeper: subprocess.Popen[bytes] | None = None
        self._sockets: Path | None = None
        child_hook = weakref.WeakMethod(self.let_go_in_child)
        os.register_at_fork(after_in_child=lambda: _call_if_alive(child_hook))

    @staticmethod
    def attach(data: Path) -> str | None:
        """Return the owner's conninfo of a server that another process runs."""
        folder = ServerFolder(data)
        record = folder.read_record()
        if record is None or not folder.is_private(record.sockets):
            return None
        conninfo = conninfo_of(record.sockets, OWNER, DATABASE)
        return conninfo if answers(conninfo) else None

    @property
    def owner_conninfo(self) -> str:
        """Return how the owner reaches the database, for migrations."""
        return self.conninfo(OWNER)

    def app_conninfo(self, role: str) -> str:
        """Return how the application reaches the database, under a lesser role."""
        return self.conninfo(role)

    def conninfo(self, role: str, database: str = DATABASE) -> str:
        """Return how a role reaches a database of this server."""
        assert self._sockets is not None, "the server was not started"
        return conninfo_of(self._sockets, role, database)

    @property
    def process(self) -> int | None:
        """Return the process number of the server, if it runs."""
        return self._program.pid if self._program and self.is_running() else None

    def is_running(self) -> bool:
        """Tell whether the server that we started has not ended."""
        return self._program is not None and self._program.poll() is None

    def start(self) -> str:
        """Start the server, or start it again if it has died; return its conninfo.

        The kernel ends the server when the starting *thread* ends: hence the demand.
        """
        assert threading.current_thread() is threading.main_thread()
        if self.is_running():
            return self.owner_conninfo
        self._release()
        self._supervisor = os.getpid()
        self.folder.open()
        self._lock = self._take_over()
        try:
            self._launch(self._lock)
            self._make_database()
        except BaseException:
            self.stop()
            raise
        return self.owner_conninfo

    def stop(self) -> None:
        """Shut the server down, and give the folder back."""
        if os.getpid() != self._supervisor:
            return  # a fork of the supervisor ends, and the server is not its to end
        if self._program is not None:
            end(self._program, seconds_max=STOP_SECONDS_MAX)
        if self._lock is not None:
            # The server has ended well already; a record left behind is harmless.
            with contextlib.suppress(DiskFull, DataFolderUnusable):
                self.folder.forget_record()
        self._release()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _take_over(self) -> int:
        """Hold the folder; wait for a server whose supervisor was killed."""
        deadline = time.monotonic() + HANDOVER_SECONDS_MAX
        while (lock := self.folder.try_lock()) is None:
            # In this order: a successor writes its record before its server's number
            # appears, so that no successor's server is taken for an orphan.
            postmaster, record = self.folder.postmaster(), self.folder.read_record()
            is_orphan = record is not None and not is_alive(record.supervisor)
            if is_orphan and postmaster and self.folder.is_postmaster(postmaster):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(postmaster, signal.SIGINT)
            is_served = not is_orphan and self.attach(self.folder.data) is not None
            if is_served or time.monotonic() > deadline:
                raise AlreadyRunning(
                    self.folder.data, record.supervisor if record else None
                )
            time.sleep(PAUSE_SECONDS)
        return lock

    def _launch(self, lock: int) -> None:
        self._refuse_a_server_started_by_hand()
        major = major_version(self._binaries)
        self._make_cluster(lock, major)
        self._refuse_another_version(major)
        self._sockets = self.folder.choose_sockets()
        self.folder.clear_sockets(self._sockets)
        self.folder.write_record(Record(os.getpid(), self._sockets))
        command = server_command(
            self._binaries, self.folder, self._sockets, self._settings
        )
        said_before = log_size(self.folder)
        self._program, self._keeper = launch(command, self.folder, lock)
        deadline = time.monotonic() + START_SECONDS_MAX
        while not answers(self.conninfo(OWNER, "postgres")):
            if not self.is_running() or time.monotonic() > deadline:
                end(self._program, seconds_max=STOP_SECONDS_MAX)
                raise explain_end(self.folder, self._keeper, said_before)
            time.sleep(PAUSE_SECONDS)

    def _refuse_a_server_started_by_hand(self) -> None:
        postmaster = self.folder.postmaster()
        if postmaster is None or not is_alive(postmaster):
            return
        if self.folder.is_postmaster(postmaster):
            raise AlreadyRunning(self.folder.data, postmaster)
        if Path("/proc/self").exists():
            # The number of a killed server was given to a stranger, and PostgreSQL
            # would take that one for a server at work.
            self.folder.forget_postmaster()

    def _make_cluster(self, lock: int, major: int) -> None:
        """Make the cluster under another name, so that half of one never counts."""
        if self.folder.cluster.exists():
            return
        unfinished = self.folder.unfinished
        with self.folder.named_in_errors():
            if unfinished.exists():
                shutil.rmtree(unfinished)
        said_before = log_size(self.folder)
        command = initdb_command(self._binaries, unfinished, major)
        self._program, self._keeper = launch(command, self.folder, lock)
        if self._program.wait() != 0:
            raise explain_end(self.folder, self._keeper, said_before)
        self._keeper.wait()
        with self.folder.named_in_errors():
            unfinished.rename(self.folder.cluster)

    def _refuse_another_version(self, major: int) -> None:
        with self.folder.named_in_errors():
            written_by = int((self.folder.cluster / "PG_VERSION").read_text("ascii"))
        if written_by != major:
            raise ServerVersionChanged(
                self.folder.data, written_by=written_by, installed=major
            )

    def _make_database(self) -> None:
        query = "SELECT FROM pg_database WHERE datname = %s"
        conninfo = self.conninfo(OWNER, "postgres")
        try:
            with psycopg.connect(conninfo, autocommit=True) as connection:
                if connection.execute(query, [DATABASE]).fetchone() is None:
                    name = sql.Identifier(DATABASE)
                    connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        except psycopg.errors.DiskFull as error:
            raise DiskFull(self.folder.data) from error

    def _release(self) -> None:
        if self._keeper is not None:
            # It ends with the server's last process; one that is still busy makes the
            # next start wait for the folder, and must not make us wait here.
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._keeper.wait(STOP_SECONDS_MAX)
        if self._lock is not None:
            os.close(self._lock)
        self._program = self._keeper = self._lock = None

    def let_go_in_child(self) -> None:
        """Drop the folder's lock in a forked child, which may outlive the server."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _call_if_alive(method: weakref.WeakMethod[Callable[[], None]]) -> None:
    call = method()
    if call is not None:
        call()


def conninfo_of(sockets: Path, role: str, database: str) -> str:
    """Return how a role reaches a database over the socket in the folder."""
    return make_conninfo(host=str(sockets), port=5432, user=role, dbname=database)


def answers(conninfo: str) -> bool:
    """Tell whether the server accepts connections by now."""
    try:
        psycopg.connect(conninfo, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True
