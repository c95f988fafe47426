"""Uploads: files that were sent to be imported, from their coming to their job.

Each has one name, by which three files lie beside each other: what was sent, the
rows as they were read, and what is known of both. Only who sent it and those who
act for their partner open it; it goes a month after.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

import msgspec

from ledger.kernel.identifiers import PartnerId, PersonId
from web.imports.jobs import FOLDER
from web.imports.mapping import Mapping
from web.imports.reading import read
from web.imports.tables import Row, Table, rows_of
from web.imports.unreadable import BYTES_MAX, Unreadable

SENT: Final = ".sent"
ROWS: Final = ".rows"
FRESH: Final = ".fresh"
ABOUT: Final = ".about"
PIECE_BYTES: Final = 256 * 1024
NAME_MAX: Final = 120


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was sent, what was read in it, and how it is to be understood."""

    key: str
    person_id: PersonId
    partner_id: PartnerId
    name: str
    digest: str
    table: Table
    mapping: Mapping
    is_remembered: bool = False


class Uploads:
    """The files that were sent, in the data folder."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._folder = data / FOLDER

    def take_in(self, key: str, sent: IO[bytes]) -> str:
        """Keep what is sent, and return its digest; raises Unreadable.

        Read piece by piece: it never stands in memory as a whole.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        path = self._path(key, SENT)
        with open(  # only the function takes an opener, which sets the mode
            path, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)
        ) as file:
            while piece := sent.read(PIECE_BYTES):
                size += len(piece)
                if size > BYTES_MAX:
                    break
                digest.update(piece)
                file.write(piece)
        if size > BYTES_MAX:
            path.unlink()
            raise Unreadable("too_heavy")
        return digest.hexdigest()

    def read(self, key: str, sheet: str = "") -> Table:
        """Read what was sent as a table; raises Unreadable.

        Rows that were read before stay unless these are whole.
        """
        fresh = self._path(key, FRESH)
        try:
            table = read(self._path(key, SENT), fresh, sheet)
            fresh.rename(self._path(key, ROWS))
        finally:
            fresh.unlink(missing_ok=True)
        return table

    def keep(self, upload: Upload) -> None:
        """Keep what is known of a file; who reads meanwhile sees all or nothing."""
        path = self._path(upload.key, ABOUT)
        fresh = path.with_name(f".{upload.key}-{os.getpid()}")
        fresh.write_bytes(msgspec.json.encode(upload))
        fresh.rename(path)

    def find(self, key: str) -> Upload | None:
        """Return what is known of a file, None where there is none of that name."""
        path = self._path(key, ABOUT)
        if not key.isalnum() or not path.is_file():
            return None
        return msgspec.json.decode(path.read_bytes(), type=Upload)

    def rows(self, key: str) -> Iterator[Row]:
        """Yield the rows of a file."""
        return rows_of(self._path(key, ROWS))

    def forget_sent(self, key: str) -> None:
        """Throw away what was sent, once nothing more will be read in it."""
        self._path(key, SENT).unlink(missing_ok=True)

    def drop(self, key: str) -> None:
        """Throw a file away."""
        for part in (ABOUT, ROWS, SENT):
            self._path(key, part).unlink(missing_ok=True)

    def rows_path(self, key: str) -> str:
        """Return where the rows lie, from the data folder."""
        return f"{FOLDER}/{key}{ROWS}"

    def _path(self, key: str, part: str) -> Path:
        return self._folder / f"{key}{part}"


def shown_name(name: str | None) -> str:
    """Return a file's name as it may be shown."""
    bare = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in bare if sign.isprintable())[-NAME_MAX:]
