"""The supervisor: runs the parts of Commun as children, and starts anew what falls."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import Final

import psycopg

from ledger.kernel.store.embedded import EmbeddedPostgres
from ledger.kernel.store.embedded_errors import EmbeddedPostgresError

POLL_SECONDS: Final = 0.2
GRACE_SECONDS: Final = 10.0
PAUSE_SECONDS_MAX: Final = 5.0
STEADY_SECONDS: Final = 30.0
# Between fork and prctl our death goes unnoticed, so the child looks for us once the
# signal is set: had we died before, it would have another parent by now.
STILL_OURS: Final = 'test "$PPID" = "$1" || exit 1; shift; exec "$@"'


@dataclass
class Part:
    """One child: its words on the command line, and how often it fell lately.

    ``settings`` are its own, before those of all: the role it logs in with.
    """

    name: str
    words: Sequence[str]
    settings: Mapping[str, str] = field(default_factory=dict[str, str])
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    falls: int = 0
    not_before: float = 0.0


@dataclass
class Supervisor:
    """Keeps the parts and the embedded server running until told to stop."""

    environment: Mapping[str, str]
    embedded: EmbeddedPostgres | None = None
    parts: list[Part] = field(default_factory=list[Part])
    is_stopping: bool = False
    server_not_before: float = 0.0
    last_said: str = ""

    def run(self) -> None:
        """Run until a signal asks to stop; then stop every part in good order."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        try:
            while not self.is_stopping:
                self.look_after()
                time.sleep(POLL_SECONDS)
        finally:
            self.stop()

    def look_after(self) -> None:
        """Start what is not running.

        The server comes first: parts that lost it wait by themselves, and find
        it again at the same place.
        """
        now = time.monotonic()
        self._look_after_server(now)
        for part in self.parts:
            if part.process is not None and part.process.poll() is None:
                if now - part.started > STEADY_SECONDS:
                    part.falls = 0
                continue
            if part.process is not None:
                part.process = None
                part.falls += 1
                pause = min(PAUSE_SECONDS_MAX, 0.1 * 2**part.falls)
                part.not_before = now + pause
                sys.stderr.write(f"commun: {part.name} ended, starting it again\n")
            if now >= part.not_before:
                part.process = self._start(part)
                part.started = now

    def _look_after_server(self, now: float) -> None:
        """Start the server if it has ended; try again later if it cannot be.

        Another command of this folder may have been faster, and serves everyone
        until it ends; a full disk may be emptied; a server may be killed while it
        starts. To end with it would take the pages down for good.
        """
        server = self.embedded
        if server is None or server.is_running() or now < self.server_not_before:
            return
        try:
            server.start()
        except (EmbeddedPostgresError, psycopg.OperationalError) as error:
            self.server_not_before = time.monotonic() + PAUSE_SECONDS_MAX
            self._say(str(error).strip())

    def _say(self, words: str) -> None:
        if words != self.last_said:
            sys.stderr.write(f"commun: {words}\n")
        self.last_said = words

    def stop(self) -> None:
        """Ask every part to end, insist after a while, and stop the server last."""
        running = [p.process for p in self.parts if p.process is not None]
        for process in running:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        end = time.monotonic() + GRACE_SECONDS
        for process in running:
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self.embedded is not None:
            self.embedded.stop()

    def _start(self, part: Part) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "web.cli.main", *part.words]
        return subprocess.Popen(  # noqa: S603  # our own program, no shell
            [*_bound_to_us(), *command],
            env={**self.environment, **part.settings},
            start_new_session=True,
        )

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.is_stopping = True


def _bound_to_us() -> Sequence[str]:
    """Let a child end when we are killed: it must not hold the port for ever."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return []
    us = str(os.getpid())
    return [setpriv, "--pdeathsig", "TERM", "/bin/sh", "-c", STILL_OURS, "sh", us]
