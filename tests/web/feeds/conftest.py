"""One commons with a past, for all tests of feeds and calendars."""

from collections.abc import Iterator

import pytest

from tests.web.exports.telling import commons_told
from tests.web.running import Running, running_commun


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running_commun(tmp_path_factory.mktemp("feeds")) as running:
        commons_told(running)
        yield running
