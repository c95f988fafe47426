"""Conditions: what the figures were taken on, without which they mean nothing."""

import os
import platform
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

import psycopg

PACKAGES: Final = ("psycopg", "flask", "gunicorn", "msgspec", "eventsourcing")


def conditions(owner: str, datasette: Path | None) -> Sequence[str]:
    """Return the versions and the machine, in lines."""
    with psycopg.connect(owner, autocommit=True) as connection:
        found = connection.execute("SHOW server_version").fetchone()
    server = found[0] if found is not None else ""
    versions = [f"Python {platform.python_version()}", f"PostgreSQL {server}"]
    versions += [f"{package} {version(package)}" for package in PACKAGES]
    if datasette is not None:
        versions.append(_datasette_version(datasette))
    return (", ".join(versions), f"{os.cpu_count()} cores, {platform.machine()}")


def load() -> str:
    """Return how much work the machine has had in the last minute."""
    return f"{os.getloadavg()[0]:.1f}"


def _datasette_version(program: Path) -> str:
    done = subprocess.run(  # noqa: S603  # the program that was named
        [program, "--version"], capture_output=True, text=True, check=True
    )
    return done.stdout.strip().replace(", version", "")
