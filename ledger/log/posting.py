"""Posting: one request to one address, that never lasts longer than it may.

No redirect is followed and no proxy is asked: only the host that the operator has
written down is ever spoken to.
"""

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Final, NamedTuple
from urllib.parse import urlsplit

REPLY_BYTES_MAX: Final = 64 << 10
SECONDS_MAX: Final = 5.0
SCHEMES: Final[Mapping[str, type[HTTPConnection]]] = {
    "http": HTTPConnection,
    "https": HTTPSConnection,
}
HEADERS: Final = {
    "Content-Type": "text/plain; charset=utf-8",
    "User-Agent": "commun",
    "Connection": "close",
}


class Unanswered(Exception):
    """The address gave no answer that is of use; the message says why."""


class Reply(NamedTuple):
    """What was answered."""

    status: int
    content_type: str
    body: bytes


def post(url: str, body: bytes, seconds: float = SECONDS_MAX) -> Reply:
    """Send a body and return the answer; raises Unanswered."""
    try:
        parts = urlsplit(url)
        kind, host, port = SCHEMES[parts.scheme], parts.hostname or "", parts.port
    except (ValueError, KeyError) as error:
        raise Unanswered(f"{url} is no address of the web") from error
    connection = kind(host, port, timeout=seconds)
    call = Call(connection)
    # The connection's own patience begins anew with every byte: one that drips
    # would be listened to for hours.
    expiry = threading.Timer(seconds, call.cut)
    expiry.daemon = True
    expiry.start()
    try:
        call.begin()
        connection.request("POST", parts.path or "/", body, HEADERS)
        with connection.getresponse() as response:
            content = response.read(REPLY_BYTES_MAX + 1)
            content_type = response.headers.get("Content-Type", "")
    except (OSError, HTTPException, ValueError) as error:
        raise Unanswered(f"{url}: {str(error) or type(error).__name__}") from error
    finally:
        expiry.cancel()
        connection.close()
    if call.is_cut:
        raise Unanswered(f"{url} took longer than {seconds:g} seconds")
    if len(content) > REPLY_BYTES_MAX:
        raise Unanswered(f"{url} answered too much")
    return Reply(response.status, content_type, content)


@dataclass
class Call:
    """A request under way; the connection lets go of its line before the body."""

    connection: HTTPConnection
    line: socket.socket | None = None
    is_cut: bool = False

    def begin(self) -> None:
        """Connect; raise TimeoutError if time ran out before there was a line."""
        self.connection.connect()
        self.line = self.connection.sock
        if self.is_cut:
            raise TimeoutError

    def cut(self) -> None:
        """End it from another thread: whoever waits for a byte goes on at once."""
        self.is_cut = True
        line = self.line or self.connection.sock
        if isinstance(line, socket.socket):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
