"""Waking: who waits for new facts hears of them sooner than by looking.

A call that is lost costs a moment and nothing else, for whoever waits also looks.
"""

import threading
import time
from collections.abc import Callable
from typing import Final

import psycopg

from ledger.kernel.store.connections import Connection, connect
from ledger.kernel.store.port import Unavailable

CHANNEL: Final = "ledger"
PAUSE_SECONDS: Final = 0.002
RETRY_SECONDS: Final = 1.0
LISTEN_SECONDS: Final = 1.0


class Notifier:
    """Calls after commits, from a thread and a connection of its own.

    Inside the append a call would take a lock that all the cluster's commits
    share. Many commits in a moment are one call.
    """

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        self._is_due = threading.Event()
        self._is_closing = False
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def call(self) -> None:
        """Have it called that something was recorded."""
        self._is_due.set()
        if self._thread is None:
            with self._starting:
                if self._thread is None and not self._is_closing:
                    self._thread = _start(self._run, "ledger notifier")

    def _run(self) -> None:
        connection: Connection | None = None
        while not self._is_closing:
            self._is_due.wait()
            if self._is_closing:
                break
            self._is_due.clear()
            try:
                if connection is None:
                    connection = connect(self._conninfo)
                    # A call needs no disk: a lost one is harmless.
                    connection.execute("SET synchronous_commit = off")
                connection.execute("NOTIFY ledger")
                # What is recorded meanwhile is one call, and the first is at once.
                time.sleep(PAUSE_SECONDS)
            except (psycopg.Error, Unavailable):
                _close(connection)
                connection = None
                time.sleep(RETRY_SECONDS)
        _close(connection)

    def close(self) -> None:
        """End the thread."""
        self._is_closing = True
        self._is_due.set()
        if self._thread is not None:
            self._thread.join()


class Listener:
    """Hears the calls of all processes, for all who wait in this one."""

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        self._heard = threading.Condition()
        self._count = 0
        self._is_closing = False
        self._thread: threading.Thread | None = None

    def count(self) -> int:
        """Return how many calls were heard; to be asked before looking."""
        with self._heard:
            if self._thread is None and not self._is_closing:
                self._thread = _start(self._run, "ledger listener")
            return self._count

    def wait(self, count: int, timeout: float) -> None:
        """Wait for a call after these, but no longer."""
        with self._heard:
            self._heard.wait_for(lambda: self._count != count, timeout)

    def wake(self) -> None:
        """Wake those who wait in this process."""
        with self._heard:
            self._count += 1
            self._heard.notify_all()

    def _run(self) -> None:
        while not self._is_closing:
            try:
                with connect(self._conninfo) as connection:
                    self._hear(connection)
            except (psycopg.Error, Unavailable):
                time.sleep(RETRY_SECONDS)

    def _hear(self, connection: Connection) -> None:
        connection.execute("LISTEN ledger")
        while not self._is_closing:
            for _ in connection.notifies(timeout=LISTEN_SECONDS, stop_after=1):
                self.wake()

    def close(self) -> None:
        """End the thread, and wake all who wait."""
        self._is_closing = True
        self.wake()
        if self._thread is not None:
            self._thread.join()


def _start(run: Callable[[], None], name: str) -> threading.Thread:
    thread = threading.Thread(target=run, name=name, daemon=True)
    thread.start()
    return thread


def _close(connection: Connection | None) -> None:
    if connection is not None:
        connection.close()
