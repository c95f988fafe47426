"""One town whose programs write; views follow by themselves, as in a service."""

import threading
from collections.abc import Iterator

import pytest

from tests.web.api.writes.programs import Programs
from tests.web.pages.space.town import begin
from tests.web.running import running_commun

PAUSE_SECONDS = 0.01


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programs]:
    """Run a town with a program for each partner, its views moved by one thread."""
    with running_commun(tmp_path_factory.mktemp("programs")) as running:
        town = begin(running)
        stopping = threading.Event()

        def follow() -> None:
            while not stopping.wait(PAUSE_SECONDS):
                running.settle()

        thread = threading.Thread(target=follow)
        thread.start()
        try:
            yield Programs(town)
        finally:
            stopping.set()
            thread.join()
