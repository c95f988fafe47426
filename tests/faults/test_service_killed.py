"""A service of real processes, whose parts are killed at any moment, in a loop."""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import psycopg
import pytest

from tests.faults.service import Service, commun, eventually, kill
from tests.faults.writing import Writer, assert_kept, assert_no_half_fact
from tests.projections.comparing import assert_live_is_offline

SEED = 70617


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    data = tmp_path / "data"
    loaded = commun(data, "demo", "--load-only")
    assert loaded.returncode == 0, loaded.stderr
    started = Service(data)
    try:
        started.start()
        yield started
    finally:
        started.end()


def kill_worker(service: Service) -> None:
    kill(service.workers()[0])


def kill_part(name: str) -> Callable[[Service], None]:
    def deed(service: Service) -> None:
        # It may be between a fall and its next start.
        eventually(lambda: service.part(name) is not None, f"{name} is at work")
        process = service.part(name)
        assert process is not None, name
        kill(process)

    return deed


def kill_server(service: Service) -> None:
    process = service.server
    assert process is not None
    kill(process)


def kill_all(service: Service) -> None:
    service.kill_supervisor()
    assert service.is_port_free()
    service.start()


DEEDS: Mapping[str, Callable[[Service], None]] = {
    "a worker": kill_worker,
    "the projector": kill_part("project"),
    "the reactor": kill_part("react"),
    "the database": kill_server,
    "the supervisor": kill_all,
}


def keep_killing(service: Service, rounds: int, chance: random.Random) -> None:
    conninfo = service.conninfo
    with psycopg.connect(conninfo) as connection:
        row = connection.execute("SELECT max(position) FROM ledger.events").fetchone()
    assert row is not None
    loaded = int(row[0])
    writer = Writer(conninfo, chance)
    times = -(-rounds // len(DEEDS))
    victims = [
        v for _ in range(times) for v in chance.sample(sorted(DEEDS), len(DEEDS))
    ]
    try:
        for victim in victims[:rounds]:
            one_round(service, writer, victim, chance)
            assert_no_half_fact(conninfo, loaded)
            assert_kept(conninfo, writer.acknowledged)
            position = assert_live_is_offline(conninfo)
            done = len(writer.acknowledged)
            print(f"{victim} killed: {done} acknowledged, {position} facts")  # noqa: T201  # read with -s
    finally:
        writer.close()


def one_round(
    service: Service, writer: Writer, victim: str, chance: random.Random
) -> None:
    """Kill under load, and wait until all is at work again and caught up."""
    writer.start()
    before = len(writer.acknowledged)
    eventually(lambda: len(writer.acknowledged) > before, "a first command")
    time.sleep(chance.uniform(0, 0.7))
    DEEDS[victim](service)
    after = len(writer.acknowledged)
    eventually(
        lambda: len(writer.acknowledged) > after or writer.failed is not None,
        f"commands after {victim} was killed",
    )
    eventually(service.is_whole, f"every part after {victim} was killed")
    writer.stop()
    eventually(lambda: service.status()["lag"] == 0, f"the views after {victim}")
    assert service.answers()


def test_whatever_is_killed_no_acknowledged_fact_is_lost(service: Service) -> None:
    """Each part is killed once under load: nothing lost, nothing half, views equal."""
    seed = random.randrange(2**32)  # noqa: S311  # no secret
    print(f"seed {seed}")  # noqa: T201  # shown when the test fails
    keep_killing(service, len(DEEDS), random.Random(seed))  # noqa: S311  # as above


@pytest.mark.deep
@pytest.mark.timeout(3_000)
def test_killed_in_forty_rounds_no_acknowledged_fact_is_lost(service: Service) -> None:
    """The same, until every part was killed many times at many moments."""
    keep_killing(service, 40, random.Random(SEED))  # noqa: S311  # no secret
