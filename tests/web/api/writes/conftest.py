"""One town whose programs write; views follow by themselves, as in a service."""

from collections.abc import Iterator

import pytest

from tests.web.api.writes.programs import Programs, running_programs


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programs]:
    """Run a town that most tests share."""
    with running_programs(tmp_path_factory.mktemp("programs")) as programs:
        yield programs
