"""Migrations: each applied once, whoever starts at the same moment."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from ledger.kernel.store.migrations import FOLDER, MigrationAltered, migrate
from tests.servers import Kind, server
from tests.store.places import DATABASES

START = """
import sys
from ledger.kernel.store.migrations import migrate
print(len(migrate(sys.argv[1])))
"""


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest) -> str:
    kind: Kind = request.param
    return server(kind, durable=False).create_database()


def test_six_processes_that_start_at_once_make_one_schema(empty: str) -> None:
    """One works, and the others find nothing left to do."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", START, empty], stdout=subprocess.PIPE, text=True
        )
        for _ in range(6)
    ]
    said = [process.communicate(timeout=60)[0].strip() for process in started]
    assert [process.returncode for process in started] == [0] * 6
    files = len(list(FOLDER.glob("*.sql")))
    assert sorted(map(int, said)) == [0, 0, 0, 0, 0, files]


def test_databases_of_one_server_are_made_at_once(empty: str) -> None:
    """They share the application's role, and nothing else."""
    kind: Kind = "embedded18" if "embedded18" in empty else "debian15"
    others = [server(kind, durable=False).create_database() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(migrate, others))


def test_a_migration_that_was_altered_is_an_error(empty: str, tmp_path: Path) -> None:
    """What was applied here is not what the file says now: nobody may guess."""
    folder = copy(tmp_path)
    assert migrate(empty, folder)
    with (folder / "0001_events.sql").open("a") as file:
        file.write("-- one more line")
    with pytest.raises(MigrationAltered):
        migrate(empty, folder)


def test_a_migration_that_fails_leaves_nothing(empty: str, tmp_path: Path) -> None:
    """Half of one is none: the next start tries again."""
    folder = copy(tmp_path)
    broken = folder / "0009_broken.sql"
    broken.write_text("CREATE TABLE ledger.half (); SELECT 1 / 0;")
    with pytest.raises(psycopg.errors.DivisionByZero):
        migrate(empty, folder)
    broken.write_text("CREATE TABLE ledger.half ();")
    assert migrate(empty, folder) == [f"{tmp_path.name}/0009_broken.sql"]
    assert migrate(empty, folder) == []


def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "migrations"
    folder.mkdir()
    for file in FOLDER.glob("*.sql"):
        (folder / file.name).write_text(file.read_text())
    return folder
