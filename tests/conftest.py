"""What every test shares: servers and folders that go when they are done with."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.servers import databases_dropped, stop_all

pytest_plugins = ["tests.workers"]
# How long an example takes says how busy the machine is; a test that means to measure
# does so itself.
settings.register_profile("commun", deadline=None)
settings.load_profile("commun")
MEMORY = Path("/dev/shm")  # noqa: S108  # only folders that mkdtemp makes private
FREE_MIN = 6 * 2**30


def pytest_configure() -> None:
    """Keep the folders of tests in memory, where there is plenty of it.

    Hundreds of databases come and go, and a disk file system that has just let go of
    their files is slow to make new ones: 40 times slower than memory, as measured.
    Tests kill processes and no machines, so what they prove is the same.
    """
    if "TMPDIR" not in os.environ and free_memory() >= FREE_MIN:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # or the folder that was found before would stay


def free_memory() -> int:
    """Return how many bytes may be kept in memory, if any."""
    told = Path("/proc/meminfo")
    if not told.exists() or not os.access(MEMORY, os.W_OK):
        return 0
    available = re.search(r"MemAvailable: +(\d+) kB", told.read_text("ascii"))
    free = shutil.disk_usage(MEMORY).free
    return min(free, 1024 * int(available.group(1))) if available else 0


@pytest.fixture(scope="session", autouse=True)
def servers() -> Iterator[None]:
    """Stop every database server that a test started."""
    yield
    stop_all()


@pytest.fixture(autouse=True)
def databases() -> Iterator[None]:
    """Drop each test's own databases; those of wider fixtures were made before."""
    with databases_dropped():
        yield
