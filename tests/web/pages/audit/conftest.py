"""One commons with a past and a sealed log, for all tests of the audit's pages."""

from collections.abc import Iterator

import pytest

from tests.web.pages.audit.sealed import Sealed, sealed
from tests.web.pages.public.storied import begin
from tests.web.running import running_commun


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sealed]:
    folder = tmp_path_factory.mktemp("audit")
    with running_commun(folder) as running:
        yield sealed(begin(running), folder)
