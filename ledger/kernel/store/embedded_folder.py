"""Folder of the embedded server: where its files lie, and who holds them."""

import contextlib
import errno
import fcntl
import json
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import NamedTuple

from ledger.kernel.store.embedded_errors import DataFolderUnusable, DiskFull

SOCKET_PATH_BYTES_MAX = 107
SOCKET_NAME = ".s.PGSQL.5432"
WAL_SEGMENT_BYTES = 16 * 1024 * 1024
SPACE_EXHAUSTED = frozenset({errno.ENOSPC, errno.EDQUOT})
# A comma separates hosts for libpq and folders for the server, and "@" begins an
# abstract socket: paths beyond these signs get a folder elsewhere instead of quoting.
PLAIN_PATH = re.compile(r"/[A-Za-z0-9._/ -]*")


class Record(NamedTuple):
    """What other processes must know to find the server."""

    supervisor: int
    sockets: Path


class Owner(NamedTuple):
    """Whose a folder is."""

    number: int
    group: int


class ServerFolder:
    """Lay out one server's files under `postgres/` in the data folder.

    The folder is private (0700), and so is the one of the socket: that is the
    whole authentication, and enough, because whoever passes these doors as our user
    or as root could as well change the database files themselves.
    """

    def __init__(self, data: Path) -> None:
        self.data = data.absolute()
        self.root = self.data / "postgres"
        self.cluster = self.root / "cluster"
        self.unfinished = self.root / "cluster.unfinished"
        self.log = self.root / "server.log"
        self._lock = self.root / "lock"
        self._record = self.root / "server.json"

    @contextlib.contextmanager
    def named_in_errors(self) -> Generator[None]:
        """Say of a failed file operation which folder it concerns."""
        try:
            yield
        except OSError as error:
            if error.errno in SPACE_EXHAUSTED:
                raise DiskFull(self.data) from error
            raise DataFolderUnusable(self.data, error.strerror or str(error)) from error

    def open(self) -> None:
        """Make the folder, private from its first moment; leave its parents be."""
        with self.named_in_errors():
            self.data.mkdir(parents=True, exist_ok=True)
            self.root.mkdir(mode=0o700, exist_ok=True)
            owner = self.owner().number
            if os.geteuid() not in (owner, 0):
                cause = f"{self.root} belongs to the user number {owner}"
                raise DataFolderUnusable(self.data, cause)
            self.root.chmod(0o700)

    def owner(self) -> Owner:
        """Return whose folder it is; as root we keep house for others too."""
        with self.named_in_errors():
            status = self.root.stat()
        return Owner(status.st_uid, status.st_gid)

    def give_to(self, number: int, group: int) -> None:
        """Give the folder and what is in it, before the cluster is, to a user."""
        with self.named_in_errors():
            os.chown(self.root, number, group)
            for path in self.root.iterdir():
                os.chown(path, number, group)

    def own(self, path: Path) -> None:
        """Let the folder's owner have a file that we made in their place."""
        if path.stat().st_uid != self.owner().number:
            os.chown(path, *self.owner())

    def try_lock(self) -> int | None:
        """Return a descriptor that holds the folder, or nothing if it is held.

        The server's processes inherit the descriptor, so the folder is free only
        when all of them have ended, however they did.
        """
        with self.named_in_errors():
            descriptor = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
            self.own(self._lock)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return descriptor

    def read_record(self) -> Record | None:
        """Return the last record left here, whether or not its server still runs."""
        with self.named_in_errors():
            try:
                text = self._record.read_text("utf-8")
            except FileNotFoundError:
                return None
        # A disk without space or a power cut can leave a torn record.
        with contextlib.suppress(ValueError, KeyError, TypeError):
            fields = json.loads(text)
            return Record(int(fields["supervisor"]), Path(fields["sockets"]))
        return None

    def write_record(self, record: Record) -> None:
        """Let other processes find the server."""
        text = json.dumps(
            {"supervisor": record.supervisor, "sockets": str(record.sockets)}
        )
        draft = self._record.with_suffix(".unfinished")
        with self.named_in_errors():
            draft.write_text(text, "utf-8")
            self.own(draft)
            draft.replace(self._record)

    def forget_record(self) -> None:
        """Remove the record and the socket's folder after a clean end."""
        record = self.read_record()
        with self.named_in_errors():
            self._record.unlink(missing_ok=True)
        if record and record.sockets != self.root and self.is_private(record.sockets):
            shutil.rmtree(record.sockets, ignore_errors=True)

    def choose_sockets(self) -> Path:
        """Return a private folder whose path is short enough for a socket.

        The folder that a killed server left behind serves again, so that crashes
        do not litter the system's temporary folder.
        """
        if fits(self.root):
            return self.root
        left = self.read_record()
        if left and left.sockets != self.root and self.is_private(left.sockets):
            return left.sockets
        with self.named_in_errors():
            for parent in (tempfile.gettempdir(), "/tmp"):  # noqa: S108  # mkdtemp makes it private, the sticky bit keeps it
                folder = Path(tempfile.mkdtemp(prefix="commun-", dir=parent))
                if fits(folder):
                    self.own(folder)
                    return folder
                folder.rmdir()
        cause = "its path and the temporary folder's are too long for a socket"
        raise DataFolderUnusable(self.data, cause)

    def is_private(self, sockets: Path) -> bool:
        """Tell whether a folder of sockets is closed to all but our folder's owner.

        Asked before a remembered folder is trusted: had a cleaner removed it from the
        temporary folder, another user could have put a server of theirs in its place.
        """
        try:
            status = sockets.lstat()
        except OSError:
            return False
        return (
            stat.S_ISDIR(status.st_mode)
            and status.st_uid == self.owner().number
            and stat.S_IMODE(status.st_mode) == stat.S_IRWXU
        )

    def clear_sockets(self, sockets: Path) -> None:
        """Remove what a killed server left where the new one will listen.

        The server refuses a socket whose lock names a living process, and process
        numbers are soon given again, above all in containers. Whoever holds the
        folder knows that no server of ours is left to own the file.
        """
        with self.named_in_errors():
            for name in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
                (sockets / name).unlink(missing_ok=True)

    def has_space(self) -> bool:
        """Tell whether the next piece of the write-ahead log finds its place."""
        with self.named_in_errors():
            free = os.statvfs(self.root)
        return free.f_bavail * free.f_frsize >= WAL_SEGMENT_BYTES

    def postmaster(self) -> int | None:
        """Return the process number that the last server wrote down."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            lines = (self.cluster / "postmaster.pid").read_text("utf-8").splitlines()
            return int(lines[0])
        return None

    def is_postmaster(self, process: int) -> bool:
        """Tell whether the process is a server at work in this very folder.

        A container's root may not look at another user's processes so closely; there
        the name must do, and errs on the side of leaving a server in peace.
        """
        about = Path(f"/proc/{process}")
        try:
            return (about / "cwd").readlink() == self.cluster.resolve()
        except PermissionError:
            return (about / "comm").read_bytes().strip() == b"postgres"
        except OSError:
            return False

    def forget_postmaster(self) -> None:
        """Remove the process number of a server that is no more."""
        with self.named_in_errors():
            (self.cluster / "postmaster.pid").unlink(missing_ok=True)


def fits(folder: Path) -> bool:
    """Tell whether a socket in the folder can be named to libpq and the server."""
    socket = os.fsencode(folder / SOCKET_NAME)
    plain = PLAIN_PATH.fullmatch(str(folder)) is not None
    return plain and len(socket) <= SOCKET_PATH_BYTES_MAX


def is_alive(process: int) -> bool:
    """Tell whether the process is at work: a killed one may linger unburied."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    with contextlib.suppress(OSError):
        after_name = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2]
        return after_name.split()[0] not in (b"Z", b"X")
    return True
