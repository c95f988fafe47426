"""A service: `commun serve` as a process of its own, whose parts can be killed."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ledger.kernel.store.embedded import EmbeddedPostgres
from ledger.kernel.store.embedded_folder import ServerFolder, is_alive

PATIENCE_SECONDS = 120
PARTS = ("project", "react", "web", "publish")
COMMUN = (sys.executable, "-m", "web.cli.main")
ROOT = Path(__file__).parents[2]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def eventually(condition: Callable[[], bool], what: str) -> None:
    """Wait until something holds; how long is nobody's promise."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.05)


def environment(data: Path, **settings: str) -> Mapping[str, str]:
    """Return ours without settings of Commun's, but for those given."""
    ours = {n: v for n, v in os.environ.items() if not n.startswith("COMMUN_")}
    return ours | {"COMMUN_DATA": str(data)} | settings


def commun(
    data: Path, *words: str, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [*COMMUN, *words],
        cwd=ROOT,
        env=environment(data, **settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )


class Service:
    """Runs `commun serve` in a data folder, and knows its processes."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        self.log = data.with_suffix(".log")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def supervisor(self) -> int:
        """Return the process that runs the others."""
        assert self._process is not None, "not started"
        return self._process.pid

    @property
    def server(self) -> int | None:
        """Return the process of the embedded PostgreSQL, if it is at work."""
        number = ServerFolder(self.data).postmaster()
        return number if number and is_alive(number) else None

    @property
    def conninfo(self) -> str:
        """Return how the owner reaches the database, once it answers."""
        found: list[str | None] = []

        def is_found() -> bool:
            found.append(EmbeddedPostgres.attach(self.data))
            return found[-1] is not None

        eventually(is_found, "the database answers")
        conninfo = found[-1]
        assert conninfo is not None
        return conninfo

    def start(self) -> None:
        """Start it, and wait until it serves a page."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*COMMUN, "serve"],
                cwd=ROOT,
                env=environment(self.data, COMMUN_PORT=str(self.port)),
                stdout=log,
                stderr=log,
            )
        eventually(self._answers_or_ended, "a page")
        assert self._process.poll() is None, self.said()

    def _answers_or_ended(self) -> bool:
        assert self._process is not None
        return self._process.poll() is not None or self.answers()

    def answers(self) -> bool:
        """Tell whether the front page is served in full."""
        address = f"http://127.0.0.1:{self.port}/fr/"
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(address, timeout=10) as answer,
        ):
            return bool(answer.status == 200)
        return False

    def is_port_free(self) -> bool:
        """Tell whether nobody listens there any more."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) != 0

    def part(self, name: str) -> int | None:
        """Return the process of a part, if it is at work."""
        found = [
            p
            for p in children(self.supervisor)
            if words_of(p)[-2:] == [COMMUN[2], name]
        ]
        return found[0] if found else None

    def workers(self) -> Sequence[int]:
        """Return the processes that serve pages."""
        web = self.part("web")
        return children(web) if web else []

    def is_whole(self) -> bool:
        """Tell whether every part is at work, and a page is served."""
        at_work = [self.server, *(self.part(name) for name in PARTS), *self.workers()]
        return len(self.workers()) > 1 and all(at_work) and self.answers()

    def processes(self) -> Sequence[int]:
        """Return every process of it that is at work."""
        parts = [p for name in PARTS if (p := self.part(name)) is not None]
        server = [self.server] if self.server else []
        return [self.supervisor, *parts, *self.workers(), *server]

    def kill_supervisor(self) -> None:
        """Kill the first process, and wait until all that it ran has ended."""
        left = self.processes()
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        eventually(lambda: not any(map(is_alive, left)), "its children end")

    def wait(self) -> int:
        """Wait for its end; return its exit code."""
        assert self._process is not None
        return self._process.wait(PATIENCE_SECONDS)

    def end(self) -> None:
        """End it whatever its state, at the end of a test."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill_supervisor()

    def status(self) -> Mapping[str, Any]:
        """Return what `commun status` says."""
        done = commun(self.data, "status", "--json")
        assert done.returncode == 0, done.stderr
        found: Mapping[str, Any] = json.loads(done.stdout)
        return found

    def said(self) -> str:
        """Return what it and its parts wrote."""
        return self.log.read_text(errors="replace")


def kill(process: int) -> None:
    """Kill a process, as the machine does when it runs out of memory."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    eventually(lambda: not is_alive(process), f"process {process} ends")


def children(parent: int) -> Sequence[int]:
    """Return the living children of a process."""
    found: list[int] = []
    for thread in Path(f"/proc/{parent}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(word) for word in thread.read_text().split()]
    return [process for process in found if is_alive(process)]


def words_of(process: int) -> list[str]:
    """Return the command line of a process; none when it has ended."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text().split("\0")[:-1]
    except OSError:
        return []
