"""Connections: how the store reaches its server, and how long it waits for it."""

import threading
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import TransactionStatus

from ledger.kernel.store.port import Unavailable

Connection = psycopg.Connection[tuple[Any, ...]]
Lost = (psycopg.OperationalError, psycopg.InterfaceError)

CONNECT_SECONDS: Final = 5
STATEMENT_SECONDS: Final = 30
SILENCE_SECONDS: Final = 15
BLANK: Final = "\\ "

# Every look-up of the store goes by an index. A planner that knows the tables from
# when they were small would scan them, and under the lock of the appends at that.
SETTINGS: Final = {
    "statement_timeout": f"{STATEMENT_SECONDS}s",
    "idle_in_transaction_session_timeout": f"{2 * STATEMENT_SECONDS}s",
    "default_transaction_isolation": "read committed",
    "timezone": "UTC",
    "plan_cache_mode": "force_generic_plan",
    "enable_seqscan": "off",
    "enable_bitmapscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "jit": "off",
}


def store_conninfo(conninfo: str) -> str:
    """Add to a conninfo the settings and the patience of the store."""
    known = conninfo_to_dict(conninfo)
    settings = [f"-c {n}={value.replace(' ', BLANK)}" for n, value in SETTINGS.items()]
    ours: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "commun",
        # A server that vanished from the network says nothing: do not wait for ever.
        "keepalives_idle": SILENCE_SECONDS // 3,
        "keepalives_interval": SILENCE_SECONDS // 3,
        "keepalives_count": 2,
        "tcp_user_timeout": SILENCE_SECONDS * 1000,
        **known,
        "options": " ".join([str(known.get("options") or ""), *settings]).strip(),
    }
    return make_conninfo(**ours)


def connect(conninfo: str) -> Connection:
    """Open a connection that nobody shares; raises Unavailable."""
    try:
        return psycopg.connect(store_conninfo(conninfo), autocommit=True)
    except Lost as error:
        raise Unavailable(str(error)) from error


class Pool:
    """Lends connections: those at hand first, then new ones, up to a number.

    A new one is made by whoever needs it, so a server that is gone is noticed at
    once, and used again from the moment it is back: no attempt is put off.
    """

    def __init__(self, conninfo: str, size: int) -> None:
        self._conninfo = conninfo
        self._idle: deque[Connection] = deque()
        self._free = threading.BoundedSemaphore(size)
        self._is_closed = False

    @contextmanager
    def lend(self, timeout: float = CONNECT_SECONDS) -> Generator[Connection]:
        """Lend a connection; raises Unavailable when none can be had."""
        if not self._free.acquire(timeout=timeout):
            raise Unavailable("all connections are in use")
        try:
            connection = self._take()
            try:
                with unavailable_when_lost():
                    yield connection
            finally:
                self._take_back(connection)
        finally:
            self._free.release()

    def _take(self) -> Connection:
        try:
            return self._idle.pop()
        except IndexError:
            return connect(self._conninfo)

    def _take_back(self, connection: Connection) -> None:
        """Keep a connection that is sound and has no work left open."""
        is_sound = connection.info.transaction_status is TransactionStatus.IDLE
        if is_sound and not self._is_closed:
            self._idle.append(connection)
        else:
            connection.close()

    def close_idle(self) -> None:
        """Close those at hand: when one has died in its sleep, others may have."""
        with suppress(IndexError):
            while True:
                self._idle.pop().close()

    def close(self) -> None:
        """Close those at hand, and the others when they come back."""
        self._is_closed = True
        self.close_idle()


@contextmanager
def unavailable_when_lost() -> Generator[None]:
    """Tell what psycopg tells of a lost or silent server in the port's word."""
    try:
        yield
    except Lost as error:
        raise Unavailable(str(error)) from error
