"""Durable files: there whole, or not at all, whatever fails in between."""

import contextlib
import fcntl
import os
from collections.abc import Generator
from pathlib import Path
from typing import Final

PRIVATE: Final = 0o600


def create_file(path: Path, content: bytes) -> None:
    """Make a file that its owner alone reads; raise FileExistsError if it is there.

    The name is given only once the content is on the disk: a crash leaves no half of
    a key, and of two that start at once one is told that the other was first.
    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        _write(fresh, content)
        # Unlike a renaming, a link never takes the place of what is there.
        path.hardlink_to(fresh)
    finally:
        fresh.unlink(missing_ok=True)
    sync_folder(path.parent)


def replace_file(path: Path, content: bytes, mode: int = PRIVATE) -> None:
    """Put a file in the place of another, or of none.

    A crash leaves the old one or the new one, and what a reader sees is whole.
    """
    fresh = path.with_name(f".{path.name}.new")
    try:
        _write(fresh, content, mode)
        fresh.replace(path)
    except BaseException:
        # A disk that is full needs the room more than we need the rest.
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Wait until a file and its name are on the disk, whoever wrote them."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextlib.contextmanager
def alone_in(folder: Path) -> Generator[None]:
    """Keep others who ask the same out of a folder; a process that dies lets go."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)


def _write(path: Path, content: bytes, mode: int = PRIVATE) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        with memoryview(content) as rest:
            done = 0
            while done < len(rest):
                done += os.write(file, rest[done:])
        os.fsync(file)
    finally:
        os.close(file)
