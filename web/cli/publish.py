"""Publish: seal what is recorded, and have others witness it; one publisher leads."""

import logging
import threading
from dataclasses import dataclass
from typing import Any, Final

import click
import psycopg

from ledger.log.archive import (
    Archive,
    Connection,
    LogDamaged,
    NotInitialised,
    Published,
)
from ledger.log.connecting import connect, lending
from ledger.log.folder import LogFolder
from ledger.log.integrator import integrate
from ledger.log.keys import KeyFileWrong, read_signer
from ledger.log.last_signed import PublicationRefused
from ledger.log.marks import keep_marks
from ledger.log.policies import MalformedPolicy, parse_policy
from ledger.log.publisher import publish as publish_once
from ledger.log.submitter import Submitter
from web.cli.database import database
from web.cli.nightly import Nightly
from web.cli.project import until_told_to_stop
from web.settings import Settings

PAUSE_SECONDS: Final = 0.2
PAUSE_SECONDS_AFTER_FAILURE: Final = 3.0
LEADER_LOCK: Final = 70617007
WITNESSES_MAX: Final = 8
NO_WITNESS: Final = b"quorum none\n"

logger = logging.getLogger(__name__)


@click.command()
@click.option("--once", is_flag=True, help="Seal what is recorded now, then end.")
@click.pass_obj
def publish(settings: Settings, *, once: bool) -> None:
    """Seal facts as they are recorded, and have witnesses countersign."""
    stop = until_told_to_stop()
    folder = LogFolder(settings.data)
    with database(settings) as reached:
        if once:
            with connect(reached.publisher) as connection:
                seal(connection, folder)
            return
        Publisher(reached.publisher, folder, stop).run()


def seal(
    connection: Connection, folder: LogFolder, stop: threading.Event | None = None
) -> Published | None:
    """Bring the tree to the last fact and sign it; return what is new.

    The key is read anew each time: one that is put back serves from the next round.
    """
    signer = read_signer(folder.key)
    while integrate(connection):
        if stop is not None and stop.is_set():
            return None
    published = publish_once(connection, signer, folder.last_signed)
    # After sealing, and a part at a time: nobody waits for what is only looked up by.
    keep_marks(connection)
    return published


@dataclass
class Publisher:
    """Seals a round at a time until told to stop; stands by while another leads."""

    conninfo: str
    folder: LogFolder
    stop: threading.Event
    said: str = ""
    policy: bytes | None = None

    def run(self) -> None:
        """Work until told to stop.

        The lock belongs to the connection: a publisher that is killed gives it back
        by dying. A database that goes away is waited for.
        """
        while not self.stop.is_set():
            try:
                with connect(self.conninfo) as leading:
                    while not self.stop.is_set() and not _leads(leading):
                        self.stop.wait(PAUSE_SECONDS_AFTER_FAILURE)
                    if not self.stop.is_set():
                        self._lead(leading)
            except (psycopg.OperationalError, psycopg.InterfaceError) as error:
                self._failed(error)

    def _lead(self, connection: Connection) -> None:
        with lending(self.conninfo, WITNESSES_MAX) as lend:
            submitter, self.policy = Submitter(lend), None
            nightly = Nightly(lend, self.folder)
            try:
                # Who led before may have died before it was countersigned.
                last = Archive(lend).published()
                if last is not None:
                    submitter.offer(last)
                while not self.stop.is_set():
                    self._round(connection, submitter)
            finally:
                submitter.close()
                nightly.close()

    def _follow_policy(self, submitter: Submitter) -> None:
        """Ask the witnesses that the policy names by now.

        One that cannot be read changes nothing: those who were asked still are.
        """
        try:
            written = self.folder.policy.read_bytes()
        except FileNotFoundError:
            written = NO_WITNESS
        if written == self.policy:
            return
        self.policy = written
        try:
            submitter.follow(parse_policy(written.decode()).witnesses)
        except (MalformedPolicy, UnicodeDecodeError) as error:
            said = f"{self.folder.policy}: the witnesses stay as they were: {error}"
            logger.error(said)  # noqa: TRY400  # the operator mends a line, not code

    def _round(self, connection: Connection, submitter: Submitter) -> None:
        """Seal what there is; a refusal is told once, and looked at again later."""
        try:
            self._follow_policy(submitter)
            published = seal(connection, self.folder, self.stop)
        except (
            KeyFileWrong,
            LogDamaged,
            NotInitialised,
            OSError,
            PublicationRefused,
        ) as error:
            self._failed(error)
            return
        if published is not None:
            submitter.offer(published)
        if self.said:
            logger.warning("The log is sealed again.")
            self.said = ""
        self.stop.wait(PAUSE_SECONDS)

    def _failed(self, error: Exception) -> None:
        if str(error) != self.said:
            logger.error("Nothing is sealed: %s", str(error).strip())
        self.said = str(error)
        self.stop.wait(PAUSE_SECONDS_AFTER_FAILURE)


def _leads(connection: psycopg.Connection[tuple[Any, ...]]) -> bool:
    row = connection.execute(
        "SELECT pg_try_advisory_lock(%s)", (LEADER_LOCK,)
    ).fetchone()
    return row is not None and bool(row[0])
