"""Pages: `commun web` as processes of its own, whose workers and lines are killed."""

import contextlib
import http.client
import subprocess
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from tests.faults.service import (
    COMMUN,
    PATIENCE_SECONDS,
    ROOT,
    children,
    environment,
    eventually,
    free_port,
)
from tests.web.running import Person, Running

ORDER = 70617001
"""The advisory lock that gives appends their order."""
WAITING = """
SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@dataclass(frozen=True)
class Answer:
    """What a worker answered, None where it died instead."""

    status: int | None
    location: str = ""
    text: str = ""


class Sent:
    """A form under way: its answer is there once somebody let it be."""

    def __init__(self, pages: "Pages", path: str, form: Mapping[str, str]) -> None:
        self._answer: Answer | None = None

        def send() -> None:
            self._answer = pages.ask("POST", path, form)

        self._thread = threading.Thread(target=send)
        self._thread.start()

    def answer(self) -> Answer:
        """Wait for the answer."""
        self._thread.join(PATIENCE_SECONDS)
        assert self._answer is not None, "no answer came, nor an end"
        return self._answer


@dataclass
class Pages:
    """One gunicorn with one worker, on the database and data folder of a town."""

    running: Running
    process: subprocess.Popen[bytes]
    port: int
    cookies: str

    def worker(self) -> int | None:
        """Return the process that serves pages now."""
        return next(iter(children(self.process.pid)), None)

    def ask(self, method: str, path: str, form: Mapping[str, str]) -> Answer:
        """Send one request as the signed-in person."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Cookie": self.cookies,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        with contextlib.closing(line):
            try:
                line.request(method, path, urlencode(form), headers)
                given = line.getresponse()
                text = given.read().decode()
            except (OSError, http.client.HTTPException):
                return Answer(None)
        return Answer(given.status, given.getheader("Location", ""), text)

    def answers(self) -> bool:
        """Tell whether a page is served."""
        assert self.process.poll() is None, "it ended instead of serving"
        return self.ask("GET", "/fr/", {}).status == 200

    def send(self, path: str, form: Mapping[str, str]) -> Sent:
        """Send a form, and do not wait for its answer."""
        return Sent(self, path, form)

    def waiting(self) -> list[int]:
        """Return the database's processes that wait to append."""
        found = self.running.connection.execute(WAITING, (ORDER,)).fetchall()
        return [pid for (pid,) in found]

    def await_waiting(self, count: int) -> list[int]:
        """Wait until so many appends stand in line; return their processes."""
        eventually(lambda: len(self.waiting()) == count, f"{count} appends in line")
        return self.waiting()


@contextmanager
def nobody_appends(running: Running) -> Generator[None]:
    """Hold the order of appends, so that every append is caught in the middle."""
    with (
        psycopg.connect(running.connection.info.dsn) as holder,
        holder.transaction(),
    ):
        holder.execute("SELECT pg_advisory_xact_lock(%s)", (ORDER,))
        yield


@contextmanager
def pages_for(running: Running, person: Person, data: Path) -> Generator[Pages]:
    """Serve the town's pages by gunicorn, to somebody who signed in."""
    port = free_port()
    log = data / "web.log"
    with log.open("ab") as said:
        process = subprocess.Popen(
            [*COMMUN, "web"],
            cwd=ROOT,
            env=environment(
                data,
                COMMUN_PORT=str(port),
                COMMUN_WORKERS="1",
                COMMUN_BASE_URL="http://localhost",
                COMMUN_DATABASE_URL=running.connection.info.dsn,
            ),
            stdout=said,
            stderr=said,
        )
    pages = Pages(running, process, port, cookies_of(person))
    try:
        eventually(pages.answers, f"a page; what it said is in {log}")
        yield pages
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def cookies_of(person: Person) -> str:
    """Return the cookies of somebody's browser, as it sends them."""
    environ = person.client.get("/fr/espace").request.environ
    return str(environ["HTTP_COOKIE"])
