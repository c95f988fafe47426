"""Sending: a file is made on the disk before any of it is sent.

Whoever reads slowly keeps a file open, and neither a connection nor a turn; and a
file that cannot be made whole is not begun to be sent.
"""

import tempfile
import threading
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import IO, Final

from flask import Flask, Response, current_app, request

from ledger.kernel.store.port import Unavailable

AT_ONCE_MAX: Final = 2
"""As many files as one process makes at a time: pages keep their connections."""

IN_MEMORY_BYTES: Final = 1 << 20
"""A file up to this size never comes to lie on the disk."""

PIECE_BYTES: Final = 1 << 16
EXTENSION: Final = "commun-exports"
OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Pages of any site may read a file: it is public, and nobody is known by it."""


def register(app: Flask) -> None:
    """Let this application make so many files at a time."""
    app.extensions[EXTENSION] = threading.BoundedSemaphore(AT_ONCE_MAX)


@contextmanager
def a_turn() -> Generator[None]:
    """Take a turn at making files; raise Unavailable where all are taken."""
    turns: threading.BoundedSemaphore = current_app.extensions[EXTENSION]
    if not turns.acquire(blocking=False):
        raise Unavailable("as many files as may be made at once are being made")
    try:
        yield
    finally:
        turns.release()


def file_of(pieces: Iterator[bytes], media_type: str) -> Response:
    """Make the file, and answer with it."""
    if request.method == "HEAD":
        # No size is told, as none is known before the file is made; of an empty
        # body, as opposed to an iterator, it would be told as nought.
        return Response(iter(()), content_type=media_type)
    with ExitStack() as stack:
        made = stack.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES))
        made.writelines(pieces)
        size = made.tell()
        made.seek(0)
        held = stack.pop_all()
    answer = Response(
        _until_sent(made, held),
        content_type=media_type,
        headers={"Content-Length": str(size)},
    )
    # Where the reader goes away before the first piece, nothing else ends it.
    answer.call_on_close(held.close)
    return answer


def _until_sent(made: IO[bytes], held: ExitStack) -> Iterator[bytes]:
    with held:
        yield from iter(partial(made.read, PIECE_BYTES), b"")
