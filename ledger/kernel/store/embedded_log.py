"""Server's log: a bounded file, written by a process of its own.

PostgreSQL rotates logs by size or age but never bounds their sum. Run as a program,
with nothing but the standard library, this copies its input to a file and keeps one
earlier file beside it. It is a process and not a thread of the supervisor because
the server must be able to write its last words after the supervisor was killed; it
ends when the last process that holds the other end of the pipe has ended.
"""

import contextlib
import sys
from pathlib import Path
from typing import BinaryIO

BYTES_MAX = 4 * 1024 * 1024


def keep(lines: BinaryIO, log: Path, bytes_max: int = BYTES_MAX) -> None:
    """Append the lines to the log, and begin a new one whenever it is full.

    A disk without space loses lines here and stops nobody: a reader that gave up
    would fill the pipe and hang the server.
    """
    for line in lines:
        with contextlib.suppress(OSError):
            if log.exists() and log.stat().st_size + len(line) > bytes_max:
                log.replace(earlier(log))
            with log.open("ab") as file:
                file.write(line)


def earlier(log: Path) -> Path:
    """Return the name of the log before this one."""
    return log.with_name(f"{log.name}.1")


if __name__ == "__main__":
    keep(sys.stdin.buffer, Path(sys.argv[1]))
