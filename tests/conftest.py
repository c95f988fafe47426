"""What every test shares: servers are stopped when the run ends."""

from collections.abc import Iterator

import pytest

from tests.servers import stop_all


@pytest.fixture(scope="session", autouse=True)
def servers() -> Iterator[None]:
    """Stop every database server that a test started."""
    yield
    stop_all()
