"""A commons with a past whose log is begun and sealed, for tests of its audit."""

from dataclasses import dataclass
from pathlib import Path

import psycopg

from ledger.log.beginning import begin as begin_log
from ledger.log.folder import LogFolder
from ledger.log.integrator import integrate
from ledger.log.keys import read_signer
from ledger.log.publisher import publish
from tests.web.pages.public.storied import Storied
from tests.web.running import Page, Running
from tests.web.tree import Node, tree

ORIGIN = "commun.invalid/essai"


@dataclass
class Sealed:
    """The running commons, and the folder of its log."""

    running: Running
    folder: LogFolder

    @property
    def owner(self) -> str:
        """Return how to reach the database as its owner."""
        return self.running.connection.info.dsn

    @property
    def head(self) -> int:
        """Return the number of the last entry."""
        return self.running.wiring.store.head().position

    @property
    def last(self) -> str:
        """Return that number as pages write it."""
        return f"{self.head:,}".replace(",", " ")

    def seal(self) -> None:
        """Sign a checkpoint of all that is recorded."""
        with psycopg.connect(self.owner, autocommit=True) as db:
            while integrate(db):
                pass
            signer = read_signer(self.folder.key)
            publish(db, signer, self.folder.last_signed, seconds_between=0)

    def page(self, path: str) -> Page:
        """Open a page as a visitor."""
        return self.running.visitor().get(path)

    def tree(self, path: str) -> Node:
        """Return a page's tree; it must be there."""
        page = self.page(path)
        assert page.status_code == 200, (path, page.status_code)
        return tree(page.text)


def begin_sealing(running: Running) -> Sealed:
    """Begin the log of a running commons; nothing is sealed yet."""
    folder = LogFolder(running.wiring.settings.data)
    with psycopg.connect(running.connection.info.dsn, autocommit=True) as db:
        begin_log(db, folder, None, ORIGIN)
    return Sealed(running, folder)


def sealed(storied: Storied, folder: Path) -> Sealed:
    """Begin the log of a commons with a past, and seal it."""
    found = begin_sealing(storied.running)
    assert found.folder.data == folder
    found.seal()
    return found
