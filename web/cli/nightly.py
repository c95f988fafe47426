"""Nightly: the whole log checked when sealing begins, and each night after that."""

import logging
import threading
from typing import Final

import psycopg

from ledger.log.archive import Lender, LogDamaged, NotInitialised
from ledger.log.checking import check_with_folder
from ledger.log.folder import LogFolder
from ledger.log.keys import KeyFileWrong, read_signer

SECONDS_BETWEEN: Final = 24 * 60 * 60.0
TOLD_MAX: Final = 20

logger = logging.getLogger(__name__)


class Stopped(Exception):
    """The check was told to end before it had looked at everything."""


class Nightly:
    """Checks in a thread of its own; what it finds is written for the operator."""

    def __init__(
        self, lend: Lender, folder: LogFolder, seconds: float = SECONDS_BETWEEN
    ) -> None:
        self._lend = lend
        self._folder = folder
        self._seconds = seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="check", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End it, in the middle of a check if need be."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._check()
            except Stopped:
                return
            except (KeyFileWrong, LogDamaged, NotInitialised) as error:
                # The publisher tells of these itself, each time they change.
                logger.warning("The log was not checked: %s", error)
            except psycopg.Error as error:
                logger.warning("The log was not checked: %s", str(error).strip())
            except Exception:  # a thread that ended would check nothing any more
                logger.exception("The log was not checked.")
            self._stop.wait(self._seconds)

    def _check(self) -> None:
        key = read_signer(self._folder.key).verifier
        count = 0
        found = check_with_folder(self._lend, self._folder, key, self._go_on)
        for finding in found:
            count += 1
            if count <= TOLD_MAX:
                logger.error("The log is not as it was sealed: %s", finding.said)
        if count > TOLD_MAX:
            logger.error("%d more: commun log check names them.", count - TOLD_MAX)

    def _go_on(self, _position: int, _size: int) -> None:
        if self._stop.is_set():
            raise Stopped
