"""Wires: a line to the server that is cut in the middle of a conversation."""

import socket
import tempfile
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from enum import Enum, auto
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

CHUNK_BYTES = 65_536
SOCKET = ".s.PGSQL.5432"


class Cut(Enum):
    """Which part of the next exchange is lost, and the line with it."""

    NOTHING = auto()
    REQUEST = auto()
    ANSWER = auto()


class Wire:
    """Passes on what client and server say, until it is told to cut.

    The cut falls on the next conversation that says ``words``; the others stay.
    """

    def __init__(self, folder: Path, target: str, words: bytes) -> None:
        self.cut = Cut.NOTHING
        self.cuts = 0
        self.is_down = False
        self._words = words
        self._target = target
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(folder / SOCKET))
        self._listening.listen()
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                if self.is_down:
                    client.close()
                    continue
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._target)
                self._open += [client, server]
                line = Line(self, client, server)
                threading.Thread(target=line.carry_requests, daemon=True).start()
                threading.Thread(target=line.carry_answers, daemon=True).start()

    def meets(self, request: bytes) -> bool:
        """Tell whether this request is the one to be cut at."""
        return self.cut is not Cut.NOTHING and self._words in request

    def close(self) -> None:
        """Hang up."""
        for end in (self._listening, *self._open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


class Line:
    """One conversation over the wire."""

    def __init__(
        self, wire: Wire, client: socket.socket, server: socket.socket
    ) -> None:
        self._wire = wire
        self._client = client
        self._server = server
        self._loses_answer = False

    def carry_requests(self) -> None:
        with suppress(OSError):
            while request := self._client.recv(CHUNK_BYTES):
                if self._wire.meets(request):
                    is_request = self._wire.cut is Cut.REQUEST
                    self._wire.cut = Cut.NOTHING
                    self._wire.cuts += 1
                    if is_request:
                        break
                    self._loses_answer = True
                self._server.sendall(request)
        self._hang_up()

    def carry_answers(self) -> None:
        with suppress(OSError):
            while answer := self._server.recv(CHUNK_BYTES):
                if self._loses_answer:
                    break
                self._client.sendall(answer)
        self._hang_up()

    def _hang_up(self) -> None:
        for end in (self._client, self._server):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def wire(conninfo: str, words: bytes) -> Generator[tuple[Wire, str]]:
    """Lay a wire to the server; yield it with the conninfo that leads through it."""
    target = Path(str(conninfo_to_dict(conninfo)["host"])) / SOCKET
    with tempfile.TemporaryDirectory(prefix="wire-") as folder:
        laid = Wire(Path(folder), str(target), words)
        try:
            yield laid, make_conninfo(conninfo, host=folder)
        finally:
            laid.close()
