"""The check that runs by itself: it goes on, and says what keeps it from looking."""

import logging
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from ledger.log.archive import Connection, Lender
from ledger.log.connecting import lending
from tests.log.logs import Log, begun, facts
from tests.web.cli.test_publish import eventually
from web.cli.nightly import Nightly

SECONDS_BETWEEN = 0.05


@pytest.fixture
def log(tmp_path: Path) -> Generator[Log]:
    with begun("embedded18", tmp_path) as fresh:
        fresh.record(*facts(30))
        fresh.seal()
        yield fresh


@contextmanager
def checking(log: Log, lend: Lender) -> Generator[None]:
    """Check again and again beside the test."""
    nightly = Nightly(lend, log.folder, SECONDS_BETWEEN)
    try:
        yield
    finally:
        nightly.close()


@pytest.mark.parametrize("content", [None, b"", b"\x00 no note", b"a folder"])
def test_without_what_was_signed_last_the_rest_is_looked_at(
    log: Log, caplog: pytest.LogCaptureFixture, content: bytes | None
) -> None:
    """That the file cannot be read is told, and so is an altered fact."""
    file = log.folder.last_signed
    file.unlink()
    if content == b"a folder":
        file.mkdir()
    elif content is not None:
        file.write_bytes(content)
    log.tamper("UPDATE ledger.events SET data = 'x' WHERE position = 7")
    with (
        caplog.at_level(logging.ERROR),
        lending(log.owner) as lend,
        checking(log, lend),
    ):
        eventually(lambda: "fact 7 is not the one" in caplog.text)
    assert f"{file} " in caplog.text


class Falling:
    """Lends as another does, but for the first times, when it breaks."""

    def __init__(self, lend: Lender, error: Exception) -> None:
        self._lend = lend
        self._error = error
        self.left = 3

    def __call__(self) -> AbstractContextManager[Connection]:
        if self.left:
            self.left -= 1
            raise self._error
        return self._lend()


@pytest.mark.parametrize("error", [RuntimeError("a fault"), OSError("no more files")])
def test_whatever_breaks_it_is_told_and_the_next_check_is_done(
    log: Log, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    """A thread that ended would be missed by nobody."""
    log.tamper("UPDATE ledger.events SET data = 'x' WHERE position = 7")
    with caplog.at_level(logging.ERROR), lending(log.owner) as lend:
        falling = Falling(lend, error)
        with checking(log, falling):
            eventually(lambda: "fact 7 is not the one" in caplog.text)
    assert caplog.text.count("The log was not checked.") == 3
    assert str(error) in caplog.text
