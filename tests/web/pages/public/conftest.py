"""One commons with a past, for all tests of the public pages."""

from collections.abc import Iterator

import pytest

from tests.web.pages.public.storied import Storied, begin
from tests.web.running import running_commun


@pytest.fixture(scope="session")
def storied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storied]:
    with running_commun(tmp_path_factory.mktemp("public")) as running:
        yield begin(running)
