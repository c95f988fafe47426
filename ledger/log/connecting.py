"""Connecting: how the processes of the log reach the database."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import ConnectionPool

from ledger.log.archive import Connection, Lender

CONNECT_SECONDS: Final = 5
SILENCE_SECONDS: Final = 15
# Names are looked up where only the server's owner writes: the publisher would run
# whatever function others could put before the real one.
SETTINGS: Final = {
    "search_path": "pg_catalog",
    "timezone": "UTC",
    "jit": "off",
    "default_transaction_isolation": "read\\ committed",
}


def log_conninfo(conninfo: str) -> str:
    """Add to a conninfo what the log wants of its connections."""
    known = conninfo_to_dict(conninfo)
    settings = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    ours: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "commun log",
        # A server that vanished from the network says nothing: do not wait for ever.
        "keepalives_idle": SILENCE_SECONDS // 3,
        "keepalives_interval": SILENCE_SECONDS // 3,
        "keepalives_count": 2,
        "tcp_user_timeout": SILENCE_SECONDS * 1000,
        **known,
        "options": f"{known.get('options') or ''} {settings}".strip(),
    }
    return make_conninfo(**ours)


def connect(conninfo: str) -> Connection:
    """Open a connection that commits by itself."""
    return psycopg.connect(log_conninfo(conninfo), autocommit=True)


@contextmanager
def lending(conninfo: str, most: int = 4) -> Generator[Lender]:
    """Lend connections to several at once, while in the context."""
    pool: ConnectionPool[Connection] = ConnectionPool(
        log_conninfo(conninfo),
        min_size=0,
        max_size=most,
        kwargs={"autocommit": True},
        open=True,
    )
    with pool:
        yield pool.connection
