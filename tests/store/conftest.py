"""Stores for the tests of this folder."""

from collections.abc import Iterator

import pytest

from ledger.kernel.store.port import Store
from tests.servers import Kind
from tests.store.places import DATABASES, PLACES, Place, PlaceName, database, opened


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    name: PlaceName = request.param
    yield from opened(name)


@pytest.fixture
def store(place: Place) -> Store:
    return place.store


@pytest.fixture(params=DATABASES)
def owner(request: pytest.FixtureRequest) -> str:
    """How the owner reaches a fresh database with the store's tables."""
    kind: Kind = request.param
    return database(kind)
