"""One town for all tests of the space; each brings contributions of its own."""

from collections.abc import Iterator

import pytest

from tests.web.pages.space.town import Town, begin
from tests.web.running import running_commun


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with running_commun(tmp_path_factory.mktemp("space")) as running:
        yield begin(running)
