"""Client: asks over HTTP and keeps the line, at as little cost as can be."""

import re
import socket
from collections.abc import Mapping
from typing import Final, NamedTuple, Self

LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CHUNKED: Final = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
COOKIE: Final = re.compile(r"(?im)^set-cookie: *([^=;]+)=([^;]*)")
LAST_CHUNK: Final = b"0\r\n\r\n"
PATIENCE_SECONDS: Final = 60.0
READ_BYTES: Final = 1 << 16


class Answer(NamedTuple):
    """What came back."""

    status: int
    head: str
    body: bytes

    def cookies(self) -> Mapping[str, str]:
        """Return the cookies that it hands out."""
        return dict(COOKIE.findall(self.head))


class Client:
    """One line to a server on this machine."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._line: socket.socket | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def get(self, path: str, cookies: str = "") -> Answer:
        """Ask for a page."""
        return self.ask(request("GET", path, cookies))

    def ask(self, asked: bytes) -> Answer:
        """Send a request; once more if the server had hung up since the last one."""
        had_line = self._line is not None
        try:
            return self._ask(asked)
        except ConnectionError:
            self.close()
            if not had_line:
                raise
            return self._ask(asked)

    def _ask(self, asked: bytes) -> Answer:
        if self._line is None:
            address = ("127.0.0.1", self._port)
            self._line = socket.create_connection(address, PATIENCE_SECONDS)
            self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._line.sendall(asked)
        held = b""
        while (end := held.find(b"\r\n\r\n")) < 0:
            held += self._more()
        head, body = held[:end], held[end + 4 :]
        length = LENGTH.search(head)
        if length is not None:
            parts, missing = [body], int(length[1]) - len(body)
            while missing > 0:
                parts.append(self._more())
                missing -= len(parts[-1])
            body = b"".join(parts)
        elif CHUNKED.search(head):
            while not body.endswith(LAST_CHUNK):
                body += self._more()
        if b"connection: close" in head.lower():
            self.close()
        return Answer(int(head[9:12]), head.decode("latin-1"), body)

    def _more(self) -> bytes:
        assert self._line is not None, "asked on a line"
        part = self._line.recv(READ_BYTES)
        if not part:
            raise ConnectionResetError
        return part


def request(method: str, path: str, cookies: str = "", body: bytes = b"") -> bytes:
    """Write a request, with a form's answers if there are any."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
    if cookies:
        lines.append(f"Cookie: {cookies}")
    if method == "POST":
        lines.append("Content-Type: application/x-www-form-urlencoded")
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
