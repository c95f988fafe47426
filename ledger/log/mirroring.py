"""Mirroring: a log's published files brought to a folder here, only what is new.

Nothing is believed: whoever mirrors verifies the folder afterwards, every time.
"""

import os
import zlib
from collections.abc import Callable, Iterator, Mapping
from http.client import (
    HTTPConnection,
    HTTPException,
    HTTPResponse,
    HTTPSConnection,
)
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlsplit

from ledger.log.checkpoints import parse_checkpoint
from ledger.log.entries import ENTRY_BYTES_MAX, LENGTH_BYTES
from ledger.log.hashing import HASH_BYTES
from ledger.log.notes import NOTE_BYTES_MAX, MalformedNote, WrongSignature, open_note
from ledger.log.policies import Policy
from ledger.log.tiles import TILE_WIDTH, entries_of, entries_path, tile_path, tiles_of

SECONDS_MAX: Final = 30.0
TILE_BYTES_MAX: Final = TILE_WIDTH * HASH_BYTES
BUNDLE_BYTES_MAX: Final = TILE_WIDTH * (ENTRY_BYTES_MAX + LENGTH_BYTES)
PART_BYTES: Final = 1 << 20
GZIP: Final = 31
"""What zlib calls a window of any size with the head and the sum of gzip."""

FOUND: Final = 200
NOT_THERE: Final = 404
SCHEMES: Final[Mapping[str, type[HTTPConnection]]] = {
    "http": HTTPConnection,
    "https": HTTPSConnection,
}
HEADERS: Final = {"User-Agent": "commun", "Accept-Encoding": "gzip"}

Progress = Callable[[int, int], None]


class Unfetched(Exception):
    """A file of the log could not be had; the message says which, and why."""


class Site:
    """A log's address, asked over one connection. No redirect is followed."""

    def __init__(self, url: str) -> None:
        try:
            parts = urlsplit(url)
            kind = SCHEMES[parts.scheme]
            self._connection = kind(
                parts.hostname or "", parts.port, timeout=SECONDS_MAX
            )
        except (KeyError, ValueError) as error:
            raise Unfetched(f"{url} is no address of the web") from error
        path = parts.path.rstrip("/")
        self.prefix = path if path.endswith("/log") else f"{path}/log"

    def __enter__(self) -> Self:
        """Use it as a context that ends the connection."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """End the connection."""
        self._connection.close()

    def get(self, name: str, most: int) -> bytes:
        """Return a file that is not larger than it may be; raise Unfetched."""
        whole = bytearray()
        if not self._read(name, whole.extend, most):
            raise Unfetched(f"{self.prefix}/{name} is not there")
        return bytes(whole)

    def download(self, name: str, target: Path, most: int) -> bool:
        """Write a large file to its place once it is here; False if there is none."""
        fresh = target.with_name(f".{target.name}.new")
        try:
            with fresh.open("wb") as file:
                is_there = self._read(name, file.write, most)
            if is_there:
                fresh.replace(target)
            return is_there
        finally:
            fresh.unlink(missing_ok=True)

    def _read(self, name: str, take: Callable[[bytes], object], most: int) -> bool:
        path = f"{self.prefix}/{name}"
        try:
            self._connection.request("GET", path, headers=HEADERS)
            with self._connection.getresponse() as response:
                if response.status == NOT_THERE:
                    response.read(PART_BYTES)
                    return False
                if response.status != FOUND:
                    raise ValueError(f"answered {response.status}")  # noqa: TRY301  # told below like the others
                size = 0
                for part in _plain(response):
                    size += len(part)
                    if size > most:
                        raise ValueError(f"larger than {most} bytes")  # noqa: TRY301  # the same
                    take(part)
        except (OSError, HTTPException, ValueError, zlib.error) as error:
            # What was not read to its end would be taken for the next answer.
            self._connection.close()
            said = str(error) or type(error).__name__
            raise Unfetched(f"{path}: {said}") from error
        return True


def _plain(response: HTTPResponse) -> Iterator[bytes]:
    """Yield a body unpacked, a bounded part at a time, however well it was packed."""
    if response.headers.get("Content-Encoding") != "gzip":
        while part := response.read(PART_BYTES):
            yield part
        return
    unpack = zlib.decompressobj(GZIP)
    while part := response.read(PART_BYTES):
        while part:
            yield unpack.decompress(part, PART_BYTES)
            part = unpack.unconsumed_tail
    if not unpack.eof:
        raise ValueError("it was cut short")


def mirror(site: Site, folder: Path, policy: Policy, progress: Progress) -> int:
    """Bring the files under the newest checkpoint here; return how many were new.

    The checkpoint is written last: a mirror that is cut short still has the one that
    it has everything of.
    """
    note = site.get("checkpoint", NOTE_BYTES_MAX)
    try:
        size = parse_checkpoint(open_note(note, policy.keys).text).size
    except (MalformedNote, WrongSignature) as error:
        raise Unfetched(f"the checkpoint is not one of this log: {error}") from error
    wanted = [(tile_path(tile), TILE_BYTES_MAX) for tile in tiles_of(size)]
    wanted += [(entries_path(tile), BUNDLE_BYTES_MAX) for tile in entries_of(size)]
    fresh = [(name, most) for name, most in wanted if not (folder / name).exists()]
    for count, (name, most) in enumerate(fresh, 1):
        _keep(folder / name, site.get(name, most))
        progress(count, len(fresh))
    _keep(folder / "checkpoint", note)
    return len(fresh)


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    fresh.write_bytes(content)
    fresh.replace(path)
