"""The database of a command: the named server, or the one in the data folder."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from psycopg.conninfo import make_conninfo

from ledger.kernel.store.embedded import EmbeddedPostgres
from ledger.kernel.store.migrations import APP_ROLE, migrate
from web.auth.schema import migrate_access
from web.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Database:
    """How to reach it: as its owner, who may change tables, and as the application."""

    owner: str
    application: str
    embedded: EmbeddedPostgres | None = None


@contextmanager
def database(settings: Settings) -> Generator[Database]:
    """Reach the database, starting the embedded server if it does not run.

    A server that another command runs is used and left running.
    """
    if settings.database_url:
        yield Database(owner=settings.database_url, application=settings.database_url)
        return
    server = EmbeddedPostgres(settings.data)
    running = EmbeddedPostgres.attach(settings.data)
    if running is not None:
        yield Database(owner=running, application=_as_application(running))
        return
    with server:
        owner = server.owner_conninfo
        prepare(owner)
        yield Database(
            owner=owner, application=server.app_conninfo(APP_ROLE), embedded=server
        )


def prepare(owner: str) -> None:
    """Bring the tables to this version; safe when several processes start at once."""
    migrate(owner)
    migrate_access(owner)


def _as_application(owner: str) -> str:
    return make_conninfo(owner, user=APP_ROLE)
