"""Doors for each test, on a database of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.web.auth.doors import Doors, build

Building = Callable[..., Doors]


@pytest.fixture
def building(tmp_path: Path) -> Iterator[Building]:
    built: list[Doors] = []

    def build_with(**settings: object) -> Doors:
        built.append(build(tmp_path, **settings))
        return built[-1]

    yield build_with
    for doors in built:
        doors.pool.close()


@pytest.fixture
def doors(building: Building) -> Doors:
    return building()
