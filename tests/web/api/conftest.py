"""One commons with a past, for all tests of what programs read."""

from collections.abc import Iterator

import pytest

from tests.web.pages.public.storied import Storied, begin
from tests.web.running import running_commun
from web.api.metering import EXTENSION


@pytest.fixture(scope="session")
def storied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storied]:
    with running_commun(tmp_path_factory.mktemp("api")) as running:
        running.app.extensions[EXTENSION].most = 1_000_000
        yield begin(running)
