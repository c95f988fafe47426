"""A commons whose log others verify with code that is not ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.log.archive import Archive
from ledger.log.connecting import lending
from ledger.log.exporting import export
from tests.bundles.commons import Commons, founded
from tests.foreign.serving import served


@pytest.fixture(scope="package")
def commons(tmp_path_factory: pytest.TempPathFactory) -> Commons:
    """A commons of some six hundred facts."""
    return founded(tmp_path_factory.mktemp("commons"))


@pytest.fixture
def folder(commons: Commons, tmp_path: Path) -> Path:
    """Its log as static files, to be tampered with."""
    target = tmp_path / "log"
    with lending(commons.owner) as lend:
        export(Archive(lend), target)
    return target


@pytest.fixture(scope="package")
def address(commons: Commons) -> Iterator[str]:
    """Where its log is served."""
    with served(commons) as base:
        yield f"{base}/log"
