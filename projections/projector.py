"""The projector: follows the log, so that pages show what was just recorded."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any, Final

import psycopg
from psycopg.pq import TransactionStatus

from ledger.kernel.codec import Codec
from ledger.kernel.store.port import Store, Unavailable
from projections import generations
from projections.live import REMEMBERED_MAX, LiveRows
from projections.rebuild import rebuild
from projections.tables import Connection
from projections.view import View

BATCH_FACTS: Final = 1_000
WAIT_SECONDS: Final = 0.5
LEADER_LOCK: Final = 70617004
STANDBY_SECONDS: Final = 1.0
CLEAR_SECONDS: Final = 60.0
# Rows and the position they reflect are of one transaction, and the facts they come
# from are on the disk before anybody can read them. A crash of the server takes back
# whole batches, the last ones, and what the tables say then is where we go on.
UNHURRIED: Final = "SET synchronous_commit = off"

logger = logging.getLogger(__name__)


class Superseded(Exception):
    """Another generation serves now, or another projector moved this one."""


class Replaced(Exception):
    """The generation that serves was made by another version of these views."""


class Projector:
    """Brings the live generation forward, one batch a transaction."""

    def __init__(
        self,
        conninfo: str,
        store: Store,
        codec: Codec,
        views: Sequence[View[Any]],
    ) -> None:
        self._conninfo = conninfo
        self._store = store
        self._codec = codec
        self._views = views
        self._fingerprint = generations.fingerprint(views)
        self._rows: LiveRows | None = None
        self._clear_at = 0.0
        self._has_led = False

    def run(self, is_stopping: Callable[[], bool]) -> None:
        """Follow the log until told to stop; stand by while another one leads.

        The lock belongs to the connection: a projector that is killed gives it
        back by dying. A database that goes away is waited for.
        """
        while not is_stopping():
            try:
                with psycopg.connect(self._conninfo, autocommit=True) as connection:
                    connection.execute(UNHURRIED)
                    self._lead(connection, is_stopping)
            except (psycopg.OperationalError, Unavailable) as error:
                logger.warning("The views stand still: %s", error)
                self._rows = None
                time.sleep(STANDBY_SECONDS)

    def _lead(self, connection: Connection, is_stopping: Callable[[], bool]) -> None:
        while self._is_replaced(connection) or not _leads(connection):
            if is_stopping():
                return
            time.sleep(STANDBY_SECONDS)
        self.settle(connection)
        while not is_stopping():
            try:
                if not self.step(connection) and not self._wait():
                    self._look_for_another(connection)
            except Replaced:
                return
            except Superseded:
                continue
            if time.monotonic() > self._clear_at:
                generations.clear(connection)
                self._clear_at = time.monotonic() + CLEAR_SECONDS

    def _is_replaced(self, connection: Connection) -> bool:
        """Tell whether another version of these views serves since this one led.

        Its tables are not for this one to write, nor to replace in turn: only a
        projector that starts may do that.
        """
        if not self._has_led:
            return False
        live = generations.live(connection)
        return live is not None and live.fingerprint != self._fingerprint

    def settle(self, connection: Connection) -> None:
        """Rebuild unless a generation serves that this version has made."""
        generations.prepare(connection)
        live = generations.live(connection)
        if live is None or live.fingerprint != self._fingerprint:
            rebuild(self._conninfo, self._codec, self._views)
        generations.clear(connection)
        self._has_led = True

    def step(self, connection: Connection) -> bool:
        """Write one batch; tell whether there was anything to write."""
        if self._rows is not None and (
            self._rows.connection is not connection
            or self._rows.remembered > REMEMBERED_MAX
        ):
            self._rows = None
        if self._rows is None:
            live = generations.live(connection)
            assert live is not None, "settle() leaves a generation that serves"
            if live.fingerprint != self._fingerprint:
                raise Replaced
            self._rows = LiveRows(connection, live, self._views)
        rows = self._rows
        before = rows.generation.position
        stored = islice(self._store.since(before, limit=BATCH_FACTS), BATCH_FACTS)
        batch = [self._codec.decode(event) for event in stored]
        if not batch:
            return False
        try:
            # The lock travels with what is loaded, the commit with what is written:
            # transaction() would wait for each of its ends.
            with connection.pipeline():
                connection.execute("BEGIN")
                check = _lock_unmoved(connection, rows.generation)
                rows.write(batch, before, check)
                connection.execute("COMMIT")
        except BaseException as error:
            # Whether or not the batch was committed, what is remembered may be
            # ahead of the tables: start again from what they say.
            self._rows = None
            _leave_transaction(connection)
            if _is_gone(connection, rows.generation, error):
                raise Superseded from error
            raise
        last = batch[-1]
        rows.generation = replace(
            rows.generation, position=last.position, recorded_at=last.recorded_at
        )
        return True

    def catch_up(self, connection: Connection) -> int:
        """Write batches until there is nothing left; return the position."""
        while self.step(connection):
            pass
        return self._position()

    def _wait(self) -> bool:
        """Wait for facts; tell whether there are any."""
        position = self._position()
        return self._store.wait(position, WAIT_SECONDS) > position

    def _position(self) -> int:
        return self._rows.generation.position if self._rows is not None else 0

    def _look_for_another(self, connection: Connection) -> None:
        """Follow a generation that a rebuild has put in this one's place."""
        live = generations.live(connection)
        if self._rows is None or live is None or live.id == self._rows.generation.id:
            return
        self._rows = None


def _leads(connection: Connection) -> bool:
    row = connection.execute(
        "SELECT pg_try_advisory_lock(%s)", (LEADER_LOCK,)
    ).fetchone()
    return row is not None and bool(row[0])


def _lock_unmoved(
    connection: Connection, generation: generations.Generation
) -> Callable[[], None]:
    """Lock the generation that serves; the answer raises where it is another."""
    answer = generations.ask_live(connection, is_locked=True)

    @cache
    def check() -> None:
        if answer() != generation:
            raise Superseded

    return check


def _leave_transaction(connection: Connection) -> None:
    """End a transaction that failed; a connection that broke has none."""
    status = connection.info.transaction_status
    if status in {TransactionStatus.INTRANS, TransactionStatus.INERROR}:
        connection.rollback()


def _is_gone(
    connection: Connection, generation: generations.Generation, error: BaseException
) -> bool:
    """Tell whether the tables were taken away because others serve since long."""
    if not isinstance(error, psycopg.errors.UndefinedTable):
        return False
    live = generations.live(connection)
    return live is not None and live.id != generation.id
