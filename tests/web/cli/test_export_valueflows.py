"""The commons in Valueflows, written by the command."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.web.exports.telling import commons_told
from tests.web.running import Running, running_commun
from web.cli.exits import Exit
from web.cli.main import main


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running_commun(tmp_path_factory.mktemp("told")) as running:
        commons_told(running)
        yield running


def commun(told: Running, *words: str) -> Result:
    """Run a command as a shell would."""
    data = str(told.wiring.settings.data)
    reached = ("--data", data, "--database-url", told.connection.info.dsn)
    served = {"COMMUN_BASE_URL": told.wiring.settings.base_url}
    return CliRunner(env=served).invoke(main, [*reached, *words])


@pytest.mark.parametrize(
    ("name", "served"), [("valueflows", "jsonld"), ("valueflows_left_out", "csv")]
)
def test_the_command_writes_what_the_site_serves(
    told: Running, tmp_path: Path, name: str, served: str
) -> None:
    """The same bytes, on standard output or in a file named by its entry."""
    client = told.app.test_client()
    for as_of, day in ((), ""), (("--as-of", "2026-06-15"), "?au=2026-06-15"):
        answer = client.get(f"/fr/donnees/valueflows.{served}{day}")
        done = commun(told, "export", name, *as_of)
        assert done.exit_code == Exit.DONE, done.stderr
        assert done.stdout_bytes == answer.data
        into = tmp_path / f"a{day[4:]}"
        into.mkdir()
        assert commun(told, "export", name, *as_of, "-o", str(into)).exit_code == 0
        (made,) = into.iterdir()
        assert made.name in answer.headers["Content-Disposition"]
        assert made.read_bytes() == answer.data


def test_it_is_written_whole(told: Running) -> None:
    """A filter would leave events without their partners."""
    done = commun(told, "export", "valueflows", "--filter", "nature=time")
    assert done.exit_code == Exit.USAGE
    assert "without filters" in done.stderr
