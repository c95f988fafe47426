"""Child: a process that runs the embedded server, to be killed or cramped by tests."""

import itertools
import sys
from pathlib import Path

import psycopg

from ledger.kernel.store.embedded import EmbeddedPostgres
from ledger.kernel.store.embedded_errors import EmbeddedPostgresError


def serve(data: Path) -> None:
    """Run the server until the input ends."""
    with EmbeddedPostgres(data) as server:
        say(f"started {server.process}")
        sys.stdin.read()
    say("stopped")


def write(data: Path) -> None:
    """Write rows for ever, and say each one once it is acknowledged."""
    conninfo = EmbeddedPostgres(data).start()
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS deed (number int PRIMARY KEY)")
        query = "SELECT coalesce(max(number), 0) FROM deed"
        found = connection.execute(query).fetchone()
        assert found is not None
        for number in itertools.count(int(found[0]) + 1):
            connection.execute("INSERT INTO deed VALUES (%s)", [number])
            say(str(number))


def fill(data: Path) -> None:
    """Fill the disk under a folder in use, start, then free the disk and start."""
    with (
        EmbeddedPostgres(data) as server,
        psycopg.connect(server.owner_conninfo) as connection,
    ):
        connection.execute("CREATE TABLE deed AS SELECT 1 AS number")
    ballast = data / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (2**20, 2**12):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                continue
    attempt(data)
    ballast.unlink()
    with (
        EmbeddedPostgres(data) as server,
        psycopg.connect(server.owner_conninfo) as connection,
    ):
        say(f"rows {connection.execute('TABLE deed').fetchall()}")


def attempt(data: Path) -> None:
    """Start and stop the server, and say how it went."""
    try:
        EmbeddedPostgres(data).start()
    except EmbeddedPostgresError as error:
        say(f"refused {type(error).__name__} {error}")
    else:
        say("started")


def say(line: str) -> None:
    """Tell the parent, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    deeds = {"serve": serve, "write": write, "fill": fill, "attempt": attempt}
    deeds[sys.argv[1]](Path(sys.argv[2]))
