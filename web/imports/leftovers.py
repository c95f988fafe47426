"""Leftovers: the rows of an import that were not recorded, each with its reasons.

One line of JSON a row, in the order of the file. A job that goes on after a crash
cuts the file back to where it had last told, and writes on from there.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from ledger.kernel.messages import Refusal
from web.problems import said


class RowError(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with one cell, or with a row as a whole where no field is named.

    ``code`` never changes and counts errors of one kind together; ``text`` is the
    sentence in the language of whoever confirmed the import.
    """

    field: str
    code: str
    text: str


class Leftover(msgspec.Struct, frozen=True, kw_only=True):
    """A row by its number, and why it was not recorded."""

    row: int
    errors: Sequence[RowError]


def error_of(refusal: Refusal, names: Mapping[str, str]) -> RowError:
    """Return a refusal as the error of a row.

    ``names`` maps the command's fields to those of the row where they differ.
    """
    field = refusal.field or ""
    return RowError(
        field=names.get(field, field), code=type(refusal).__name__, text=said(refusal)
    )


class Leftovers:
    """Writes the errors file of a job, from where the job stands."""

    def __init__(self, path: Path, told: int) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: BinaryIO = path.open("ab")
        # What was written after the last telling belongs to rows that come again.
        self._file.truncate(told)
        self._file.seek(told)
        self._flushed = told
        self._encoder = msgspec.json.Encoder()

    def add(self, row: int, errors: Sequence[RowError]) -> None:
        """Write down a row."""
        line = self._encoder.encode(Leftover(row=row, errors=errors))
        self._file.write(line + b"\n")

    def flush(self) -> int:
        """Bring what was written to the disk, and return how long the file is."""
        if self._file.tell() != self._flushed:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._flushed = self._file.tell()
        return self._flushed

    def close(self) -> None:
        """Give the file back."""
        self._file.close()


def leftovers(path: Path) -> Iterator[Leftover]:
    """Yield the rows that an import left, never all held at once."""
    if not path.is_file():
        return
    decoder = msgspec.json.Decoder(Leftover)
    with path.open("rb") as file:
        for line in file:
            yield decoder.decode(line)
