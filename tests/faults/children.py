"""Children: processes that run the embedded server, and how to cramp them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from ledger.kernel.store.embedded_folder import (
    ServerFolder,
)
from tests.servers import leave_out

CHILD = Path(__file__).with_name("embedded_child.py")
PATIENCE_SECONDS = 60


@contextmanager
def child(deed: str, data: Path) -> Generator[subprocess.Popen[str]]:
    command = [sys.executable, str(CHILD), deed, str(data)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def answer(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def is_free(data: Path) -> bool:
    """Tell whether every process of the folder's server has ended."""
    lock = ServerFolder(data).try_lock()
    if lock is None:
        return False
    os.close(lock)
    return True


def numbers(conninfo: str) -> list[int]:
    with psycopg.connect(conninfo) as connection:
        query = "SELECT number FROM deed ORDER BY number"
        return [int(row[0]) for row in connection.execute(query)]


def add(conninfo: str, number: int) -> None:
    with psycopg.connect(conninfo) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS deed (number int PRIMARY KEY)")
        connection.execute("INSERT INTO deed VALUES (%s)", [number])


def setting(conninfo: str, name: str) -> str:
    with psycopg.connect(conninfo) as connection:
        row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
    assert row is not None
    return str(row[0])


def ordinary_user(number: int) -> list[str]:
    """Return what makes root an ordinary user, without its privileges."""
    if os.geteuid() != 0:
        return []
    need_namespaces()
    return ["unshare", "--user", f"--map-user={number}", f"--map-group={number}"]


def need_namespaces() -> None:
    """Leave the test out where the system refuses user namespaces."""
    if subprocess.run(["unshare", "--user", "true"], check=False).returncode:
        leave_out("this system refuses user namespaces")


def run_child(before: list[str], deed: str, data: Path) -> list[str]:
    command = [*before, sys.executable, str(CHILD), deed, str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def mounted(options: str, folder: Path) -> list[str]:
    """Return what mounts a small disk on the folder for one command only."""
    namespace = ["unshare", "--user", "--map-root-user", "--mount"]
    mount = f'mount -t tmpfs -o {options} tmpfs "$0" && exec "$@"'
    wrap = [*namespace, "/bin/sh", "-c", mount, str(folder)]
    if subprocess.run([*wrap, "true"], capture_output=True, check=False).returncode:
        leave_out("this system lets no user mount a disk of their own")
    return wrap
