"""The publisher's process: seals within two seconds, waits, and goes on."""

import logging
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from psycopg.conninfo import make_conninfo

from ledger.log.schema import PUBLISHER_ROLE
from tests.log.logs import Log, begun, facts
from web.cli.publish import Publisher

SEALED_SECONDS_MAX = 2
PATIENCE_SECONDS = 30


@pytest.fixture
def log(tmp_path: Path) -> Generator[Log]:
    with begun("embedded18", tmp_path) as fresh:
        yield fresh


@contextmanager
def publishing(log: Log) -> Generator[Publisher]:
    """Run a publisher beside the test."""
    conninfo = make_conninfo(log.owner, user=PUBLISHER_ROLE)
    publisher = Publisher(conninfo, log.folder, threading.Event())
    thread = threading.Thread(target=publisher.run)
    thread.start()
    try:
        yield publisher
    finally:
        publisher.stop.set()
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive()


def eventually(condition: Callable[[], bool]) -> float:
    """Wait until something holds; return how long it took."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() < began + PATIENCE_SECONDS, "waited in vain"
        time.sleep(0.01)
    return time.monotonic() - began


def reaches(log: Log, size: int) -> bool:
    return sealed(log) >= size


def sealed(log: Log) -> int:
    published = log.archive.published()
    return published.checkpoint.size if published else 0


def test_facts_are_sealed_within_two_seconds(log: Log) -> None:
    """Whoever waits for a receipt waits no longer, fact after fact."""
    with publishing(log):
        log.record(*facts(1))
        eventually(lambda: sealed(log) == 1)
        took: list[float] = []
        for number in range(2, 6):
            log.record(*facts(1))
            took.append(eventually(partial(reaches, log, number)))
    assert sorted(took)[len(took) // 2] < SEALED_SECONDS_MAX, took


def test_one_leads_and_the_other_takes_over(log: Log) -> None:
    """Two may run; each head is signed once, and none is missing."""
    with publishing(log) as first, publishing(log):
        log.record(*facts(3))
        eventually(lambda: sealed(log) == 3)
        first.stop.set()
        log.record(*facts(3))
        eventually(lambda: sealed(log) == 6)
    assert log.findings() == []


def test_a_refusal_is_told_once_and_looked_at_again(
    log: Log, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Facts go on being integrated, and are sealed once the file is back."""
    monkeypatch.setattr("web.cli.publish.PAUSE_SECONDS_AFTER_FAILURE", 0.05)
    file = log.folder.last_signed
    kept = file.read_bytes()
    file.unlink()
    with caplog.at_level(logging.WARNING), publishing(log):
        log.record(*facts(3))
        eventually(lambda: log.size == 3)
        eventually(lambda: "Nothing is sealed" in caplog.text)
        time.sleep(0.5)
        assert caplog.text.count("Nothing is sealed") == 1
        assert "commun log init --from" in caplog.text
        assert sealed(log) == 0
        file.write_bytes(kept)
        eventually(lambda: sealed(log) == 3)
        eventually(lambda: "sealed again" in caplog.text)


def test_what_was_altered_is_told_when_sealing_begins(
    log: Log, caplog: pytest.LogCaptureFixture
) -> None:
    """And each night after that; it keeps nobody from sealing what is new."""
    log.record(*facts(30))
    log.seal()
    log.tamper("UPDATE ledger.events SET data = 'x' WHERE position <= 25")
    with caplog.at_level(logging.ERROR), publishing(log):
        eventually(lambda: "5 more" in caplog.text)
        log.record(*facts(1))
        eventually(lambda: sealed(log) == 31)
    assert "not as it was sealed: fact 1 is not the one" in caplog.text
