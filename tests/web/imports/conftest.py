"""One town for all tests of imports; each sends tables of its own."""

from collections.abc import Iterator

import pytest

from tests.web.imports.sender import Sender
from tests.web.pages.space.town import Town, begin
from tests.web.running import running_commun


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with running_commun(tmp_path_factory.mktemp("imports")) as running:
        yield begin(running)


@pytest.fixture
def sender(town: Town) -> Sender:
    return Sender(town.running, town.asso)


@pytest.fixture
def neighbour(town: Town) -> Sender:
    return Sender(town.running, town.city)
