"""A process of its own that seals a log, until it is killed or told to stop.

``steps CONNINFO DATA`` reads lines ``NUMBER before|after``, and for each has a child
seal once and die right before or after that step; it says ``killed`` or ``done``.
``seal CONNINFO DATA`` seals over and over, and says each size that it published.
``full CONNINFO DATA BALLAST`` fills the disk that DATA is on, tries to seal, makes
room, and seals; it says what happened.

Whatever is signed is written down first, beside the folder's own files.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from ledger.log.connecting import connect
from ledger.log.folder import LogFolder
from ledger.log.integrator import integrate
from ledger.log.keys import read_signer
from ledger.log.notes import Signer
from ledger.log.publisher import publish

SIGNED = "signed"
PAUSE_SECONDS = 0.02
CHUNK_BYTES = 1_000


class Remembering(Signer):
    """Signs as ever, and writes down what before anything else can happen."""

    book: Path

    def sign(self, text: bytes) -> str:
        with self.book.open("ab", buffering=0) as file:
            file.write(text + b"\n")
        return super().sign(text)


def remembering(folder: LogFolder) -> Remembering:
    signer = Remembering.parse(read_signer(folder.key).private_text)
    signer.book = folder.data / SIGNED
    return signer


def seal_once(conninfo: str, folder: LogFolder) -> int | None:
    """Integrate what there is, and publish; return the size published."""
    signer = remembering(folder)
    with connect(conninfo) as connection:
        while integrate(connection, 500):
            pass
        file = folder.last_signed
        published = publish(connection, signer, file, seconds_between=0)
    return published.checkpoint.size if published else None


class Steps:
    """Counts what changes or asks anything outside, and dies at one of them."""

    def __init__(self, number: int, form: str) -> None:
        self._number = number
        self._form = form
        self._count = 0

    def watch(self) -> None:
        """Put ourselves around the system's calls and the database's."""
        for owner, name in (
            (os, "open"),
            (os, "write"),
            (os, "fsync"),
            (os, "replace"),
            (psycopg.Connection, "execute"),
            (psycopg.Cursor, "executemany"),
            (psycopg.Transaction, "__enter__"),
            (psycopg.Transaction, "__exit__"),
        ):
            setattr(owner, name, self._around(getattr(owner, name)))

    def _around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*given: Any, **named: Any) -> Any:  # noqa: ANN401  # whatever the call's are
            self._count += 1
            is_here = self._count == self._number
            if is_here and self._form == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            answer = call(*given, **named)
            if is_here:
                os.kill(os.getpid(), signal.SIGKILL)
            return answer

        return called


def steps(conninfo: str, data: str) -> None:
    """Seal once for each line, in a child that dies where the line says."""
    folder = LogFolder(Path(data))
    for line in sys.stdin:
        number, form = line.split()
        child = os.fork()
        if child == 0:
            Steps(int(number), form).watch()
            seal_once(conninfo, folder)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert status in {0, signal.SIGKILL}, status
        say("killed" if status else "done")


def seal(conninfo: str, data: str) -> None:
    """Seal until killed, whatever happens to the database meanwhile."""
    folder = LogFolder(Path(data))
    while True:
        try:
            size = seal_once(conninfo, folder)
        except (psycopg.OperationalError, psycopg.InterfaceError):
            size = None
        if size is not None:
            say(str(size))
        time.sleep(PAUSE_SECONDS)


def full(conninfo: str, data: str, ballast: str) -> None:
    """Try to seal on a full disk, and again with room."""
    folder = LogFolder(Path(data))
    before = folder.last_signed.read_bytes()
    weight = Path(ballast)
    with weight.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * CHUNK_BYTES)
        except OSError as error:
            say(f"filled: {error.errno}")
    try:
        say(f"published: {seal_once(conninfo, folder)}")
    except OSError as error:
        say(f"refused: {error.errno}")
    say(f"kept: {folder.last_signed.read_bytes() == before}")
    say(f"left: {sorted(path.name for path in folder.root.iterdir())}")
    weight.unlink()
    say(f"published: {seal_once(conninfo, folder)}")


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    deeds: dict[str, Callable[..., None]] = {"steps": steps, "seal": seal, "full": full}
    deeds[sys.argv[1]](*sys.argv[2:])
