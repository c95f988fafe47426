"""One commons for all tests of this folder: none of them changes it."""

from pathlib import Path

import pytest

from tests.bundles.commons import Commons, Files, founded, unpack


@pytest.fixture(scope="package")
def commons(tmp_path_factory: pytest.TempPathFactory) -> Commons:
    """A commons of some six hundred facts."""
    return founded(tmp_path_factory.mktemp("commons"))


@pytest.fixture(scope="package")
def bundle(commons: Commons, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of all of it, for partners."""
    path = tmp_path_factory.mktemp("bundle") / "dossier.zip"
    commons.bundle(path)
    return path


@pytest.fixture
def files(bundle: Path) -> Files:
    """The files of the bundle, to be tampered with."""
    return unpack(bundle)
