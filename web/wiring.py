"""The wiring: what a running Commun is made of, opened once a process."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from psycopg_pool import ConnectionPool

from ledger.application import Ledger
from ledger.kernel.store.postgres import PostgresStore
from projections.reading import Views
from web.settings import Settings

CONNECT_SECONDS: Final = 5.0
"""How long a request waits for a connection before it says that none is to be had."""


@dataclass(frozen=True, kw_only=True)
class Wiring:
    """The parts of a running Commun."""

    settings: Settings
    secret: bytes
    store: PostgresStore
    ledger: Ledger
    views: Views
    pool: ConnectionPool


@contextmanager
def connected(settings: Settings, conninfo: str) -> Generator[Wiring]:
    """Open the parts on a database that is migrated, and close them in the end."""
    secret = settings.secret()
    pool: ConnectionPool = ConnectionPool(
        conninfo,
        min_size=1,
        max_size=settings.threads + 2,
        timeout=CONNECT_SECONDS,
        kwargs={"autocommit": True},
        open=False,
    )
    store = PostgresStore(conninfo)
    try:
        pool.open()
        yield Wiring(
            settings=settings,
            secret=secret,
            store=store,
            ledger=Ledger(store, secret=secret),
            views=Views(pool),
            pool=pool,
        )
    finally:
        store.close()
        pool.close()
