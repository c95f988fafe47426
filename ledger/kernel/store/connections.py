"""Connections: how the store reaches its server, and how long it waits for it."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import ConnectionPool

from ledger.kernel.store.port import Unavailable

Connection = psycopg.Connection[tuple[Any, ...]]
Lost = (psycopg.OperationalError, psycopg.InterfaceError)

CONNECT_SECONDS: Final = 5
STATEMENT_SECONDS: Final = 30
SILENCE_SECONDS: Final = 15
RECONNECT_SECONDS: Final = 30
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


def open_pool(conninfo: str, *, size: int) -> ConnectionPool[Connection]:
    """Open a pool whose connections are made when they are first wanted."""
    return ConnectionPool(
        store_conninfo(conninfo),
        connection_class=psycopg.Connection[tuple[Any, ...]],
        min_size=0,
        max_size=size,
        timeout=CONNECT_SECONDS,
        reconnect_timeout=RECONNECT_SECONDS,
        kwargs={"autocommit": True},
        open=True,
    )


@contextmanager
def unavailable_when_lost() -> Generator[None]:
    """Tell what psycopg tells of a lost or silent server in the port's word."""
    try:
        yield
    except Lost as error:
        raise Unavailable(str(error)) from error
