"""Access: what the rooms of sign-in need from the running Commun."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Protocol

from flask import Flask, current_app
from psycopg_pool import ConnectionPool

from ledger.kernel.identifiers import PartnerId, PersonId
from web.auth.viewer import Hat
from web.settings import Settings

EXTENSION: Final = "commun-access"


class Directory(Protocol):
    """What the views tell about people: sign-in itself knows only addresses."""

    def hats_of(self, person_id: PersonId) -> tuple[Hat, ...]:
        """Return the mandates in force today."""
        ...

    def name_of(self, person_id: PersonId) -> str:
        """Return how the person wishes to be called."""
        ...

    def contact_of(self, person_id: PersonId) -> str:
        """Return the address the person was enrolled with."""
        ...

    def partner_name(self, partner_id: PartnerId) -> str:
        """Return the name of a partner, or of a prospect."""
        ...

    def commons_name(self) -> str:
        """Return the commons' own name."""
        ...

    def is_founded(self) -> bool:
        """Tell whether the log holds a fact."""
        ...


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class Access:
    """The parts that sign-in uses; the clock is one, so that time can be tested."""

    settings: Settings
    secret: bytes = field(repr=False)
    pool: ConnectionPool
    directory: Directory
    clock: Callable[[], datetime] = utc_now


def install(app: Flask, access: Access) -> None:
    """Make these parts the application's."""
    app.extensions[EXTENSION] = access


def the_access() -> Access:
    """Return the parts of this running application."""
    access: Access = current_app.extensions[EXTENSION]
    return access
