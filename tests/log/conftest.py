"""Logs for the tests of this folder, on each server that Commun runs on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.log.logs import Log, begun
from tests.servers import Kind
from tests.store.places import DATABASES


@pytest.fixture(params=DATABASES)
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Log]:
    """A log that has begun and seals nothing yet."""
    kind: Kind = request.param
    with begun(kind, tmp_path) as fresh:
        yield fresh
