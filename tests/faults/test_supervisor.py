"""The supervisor: what it starts ends with it, and what falls is started again."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ledger.kernel.store.embedded import EmbeddedPostgres
from ledger.kernel.store.embedded_folder import is_alive
from projections.projector import LEADER_LOCK as PROJECTOR
from tests.faults.children import answer, child, is_free
from tests.faults.service import PARTS, Service, commun, eventually, kill
from web.cli.publish import LEADER_LOCK as PUBLISHER
from web.cli.react import LEADER_LOCK as REACTOR
from web.cli.supervisor import Supervisor

LEADERS = {PROJECTOR, PUBLISHER, REACTOR}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    started = Service(tmp_path / "data")
    try:
        started.start()
        eventually(started.is_whole, "every part is at work")
        yield started
    finally:
        started.end()


def test_killed_it_leaves_no_process_and_no_port_behind(service: Service) -> None:
    """Whoever starts it again finds the port and the folder free."""
    processes = service.processes()
    assert len(processes) >= 1 + len(PARTS) + 2 + 1
    service.kill_supervisor()
    assert not any(map(is_alive, processes))
    assert service.is_port_free()
    eventually(lambda: is_free(service.data), "the folder is given back")
    service.start()


def test_a_part_that_falls_is_started_again(service: Service) -> None:
    """Each part, and the database, comes back as another process; the pages too."""
    for name in PARTS:
        fallen = service.part(name)
        assert fallen is not None
        kill(fallen)
        eventually(service.is_whole, f"{name} is back")
        assert service.part(name) != fallen
        assert f"commun: {name} ended, starting it again" in service.said()
    fallen = service.server
    assert fallen is not None
    kill(fallen)
    eventually(lambda: service.server not in {fallen, None}, "the database is back")
    eventually(service.is_whole, "all is back")


def test_parts_that_lose_the_database_wait_for_it(service: Service) -> None:
    """None ends: projector, publisher and reactor lead again on the one that comes."""
    parts = [service.part(name) for name in PARTS]
    eventually(lambda: led(service) == LEADERS, "all lead")
    fallen = service.server
    assert fallen is not None
    kill(fallen)
    eventually(lambda: service.server not in {fallen, None}, "the database is back")
    eventually(lambda: led(service) == LEADERS, "all lead again")
    assert [service.part(name) for name in PARTS] == parts
    assert "ended, starting it again" not in service.said()


def led(service: Service) -> set[int]:
    """Return the locks that leaders hold, none while the database is away."""
    try:
        with psycopg.connect(service.conninfo) as connection:
            rows = connection.execute(
                "SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory'"
            ).fetchall()
    except psycopg.OperationalError:
        return set()
    return {number for (number,) in rows} & LEADERS


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_ends_everything_in_good_order(
    service: Service, number: signal.Signals
) -> None:
    """Every part ends, the database writes its last checkpoint, the exit code is 0."""
    processes = service.processes()
    os.kill(service.supervisor, number)
    assert service.wait() == 0
    assert not any(map(is_alive, processes))
    assert service.is_port_free()
    assert is_free(service.data)
    assert "Traceback" not in service.said()
    # A server that was shut down in good order has nothing to recover.
    with EmbeddedPostgres(service.data):
        log = (service.data / "postgres" / "server.log").read_text()
    assert "not properly shut down" not in log


def test_a_busy_port_is_named_before_anything_starts(tmp_path: Path) -> None:
    """Port, address and remedy stand in one line, and nothing was made."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = commun(tmp_path / "data", "serve", COMMUN_PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in done.stderr
    assert "COMMUN_PORT=" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data" / "postgres").exists()


def test_a_database_that_another_command_runs_is_taken_over_when_it_ends(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """It says who is in the way once, keeps looking, and then runs the server."""
    supervisor = Supervisor({}, EmbeddedPostgres(tmp_path), [])
    server = supervisor.embedded
    assert server is not None
    try:
        with child("serve", tmp_path) as other:
            assert answer(other).startswith("started")
            for _ in range(3):
                supervisor.server_not_before = 0
                supervisor.look_after()
            assert not server.is_running()
            assert capfd.readouterr().err.count("already run by process") == 1
            end_input(other)
        supervisor.server_not_before = 0
        supervisor.look_after()
        assert server.is_running()
    finally:
        supervisor.stop()
    assert not server.is_running()


def end_input(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.close()
    process.wait()
