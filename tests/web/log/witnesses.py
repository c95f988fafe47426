"""Witnesses for tests: real ones that listen on a port, and hostile ones."""

import contextlib
import socket
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager

from werkzeug.serving import make_server

from tests.web.log.lab import Lab


@contextmanager
def listening(lab: Lab) -> Generator[str]:
    """Let a lab answer on a port; return the prefix that logs submit under."""
    listener = make_server("127.0.0.1", 0, lab.app, threaded=True)
    thread = threading.Thread(target=listener.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.port}/log"
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()


Deed = Callable[[socket.socket, bytes], None]


class Hostile:
    """Takes connections, and does to each what a test says."""

    def __init__(self, deed: Deed) -> None:
        self._deed = deed
        self._door = socket.create_server(("127.0.0.1", 0))
        self.asked: list[bytes] = []
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def _serve(self) -> None:
        while not self._is_over.is_set():
            try:
                line, _ = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._attend, args=(line,), daemon=True).start()

    def _attend(self, line: socket.socket) -> None:
        with line, contextlib.suppress(OSError):
            request = _request(line)
            self.asked.append(request)
            self._deed(line, request)

    def close(self) -> None:
        self._is_over.set()
        # A thread that waits in `accept` is not woken by closing alone.
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._thread.join()


@contextmanager
def hostile(deed: Deed) -> Generator[Hostile]:
    """Listen on a port, and do what a test says to whoever asks."""
    found = Hostile(deed)
    try:
        yield found
    finally:
        found.close()


def answering(status: str, body: bytes, *headers: str) -> Deed:
    """Return the deed of one who always answers the same, by the rules of HTTP."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return sending(("\r\n".join(lines) + "\r\n\r\n").encode() + body)


def sending(raw: bytes) -> Deed:
    """Return the deed of one who sends bytes, whatever they are, and leaves."""
    return lambda line, _: line.sendall(raw)


def _request(line: socket.socket) -> bytes:
    raw = b""
    while b"\r\n\r\n" not in raw:
        raw += line.recv(65_536)
    head, _, body = raw.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
    while len(body) < length:
        body += line.recv(65_536)
    return head + b"\r\n\r\n" + body
