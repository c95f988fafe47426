"""One commons with a past, for all tests of things."""

from collections.abc import Iterator

import pytest

from tests.web.pages.public.storied import Storied, begin
from tests.web.running import running_commun


@pytest.fixture(scope="module")
def storied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storied]:
    """Tell the founding story."""
    with running_commun(tmp_path_factory.mktemp("things")) as running:
        yield begin(running)
