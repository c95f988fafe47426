"""The database of a command: the named server, or the one in the data folder."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from psycopg.conninfo import make_conninfo

from ledger.kernel.store.embedded import EmbeddedPostgres
from ledger.kernel.store.migrations import APP_ROLE, migrate
from ledger.log.schema import PUBLISHER_ROLE, migrate_log
from web.auth.schema import migrate_access
from web.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Database:
    """How to reach it: as its owner, as the application, and as the log's publisher.

    The owner may change tables. On a named server all three are one.
    """

    owner: str
    application: str
    publisher: str
    embedded: EmbeddedPostgres | None = None


@contextmanager
def database(settings: Settings) -> Generator[Database]:
    """Reach the database, starting the embedded server if it does not run.

    A server that another command runs is used and left running.
    """
    if settings.database_url:
        url = settings.database_url
        yield Database(owner=url, application=url, publisher=url)
        return
    server = EmbeddedPostgres(settings.data)
    running = EmbeddedPostgres.attach(settings.data)
    if running is not None:
        yield _by_roles(running)
        return
    with server:
        owner = server.owner_conninfo
        prepare(owner)
        yield _by_roles(owner, server)


def prepare(owner: str) -> None:
    """Bring the tables to this version; safe when several processes start at once."""
    migrate(owner)
    migrate_log(owner)
    migrate_access(owner)


def _by_roles(owner: str, embedded: EmbeddedPostgres | None = None) -> Database:
    return Database(
        owner=owner,
        application=make_conninfo(owner, user=APP_ROLE),
        publisher=make_conninfo(owner, user=PUBLISHER_ROLE),
        embedded=embedded,
    )
