"""Settings: a flag before the environment, the environment before the file."""

from pathlib import Path

import pytest

from tests.faults.service import commun
from web.cli.exits import Exit
from web.settings import FILE_NAME, Settings, SettingWrong, load

FILE = 'host = "127.0.0.3"\nport = 8003\nworkers = 3\nsecure_cookies = true\n'


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a file of settings."""
    (tmp_path / FILE_NAME).write_text(FILE)
    return tmp_path


def test_a_flag_wins_over_the_environment_and_that_over_the_file(data: Path) -> None:
    """Each setting is taken from the first place that names it."""
    environment = {
        "COMMUN_DATA": str(data),
        "COMMUN_PORT": "8002",
        "COMMUN_HOST": "127.0.0.2",
    }
    found = load({"host": "127.0.0.1", "port": None}, environment)
    assert (found.host, found.port, found.workers) == ("127.0.0.1", 8002, 3)
    assert found.secure_cookies is True
    assert found.threads == Settings.threads
    assert found.data == data.resolve()


def test_the_file_may_lie_elsewhere(data: Path, tmp_path: Path) -> None:
    """COMMUN_CONFIG names it; one that is not there is said, not passed over."""
    other = tmp_path / "other.toml"
    other.write_text("port = 9009\n")
    environment = {"COMMUN_DATA": str(data), "COMMUN_CONFIG": str(other)}
    assert load({}, environment).port == 9009
    other.unlink()
    with pytest.raises(SettingWrong, match=r"COMMUN_CONFIG.*other\.toml"):
        load({}, environment)


@pytest.mark.parametrize("value", ["0", "-1", "65536", "99999"])
def test_a_port_that_no_machine_has_is_refused(data: Path, value: str) -> None:
    """The message names the setting, its bounds and what was given."""
    with pytest.raises(SettingWrong, match=rf"COMMUN_PORT.*65535.*{value}"):
        load({}, {"COMMUN_DATA": str(data), "COMMUN_PORT": value})


@pytest.mark.parametrize("name", ["workers", "threads"])
def test_nobody_serves_with_no_worker(data: Path, name: str) -> None:
    """Zero workers or threads would start, and never answer."""
    with pytest.raises(SettingWrong, match=name):
        load({}, {"COMMUN_DATA": str(data), f"COMMUN_{name.upper()}": "0"})


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:8080"), ("::1", "http://[::1]:8080")],
)
def test_an_address_is_spelt_as_browsers_read_it(host: str, address: str) -> None:
    """An address of the newer kind stands in brackets."""
    assert Settings(host=host).address == address


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('prot = 8081\ncolour = "red"\n', ["colour, prot", "port", "database_url"]),
        ("port = \n", ["not a TOML file"]),
        ('port = "many"\n', ["COMMUN_PORT", "many"]),
    ],
)
def test_a_file_that_is_wrong_is_named_with_what_is_known(
    tmp_path: Path, text: str, said: list[str]
) -> None:
    """Exit code 2, the file, the unknown names and the known ones; nothing starts."""
    (tmp_path / FILE_NAME).write_text(text)
    done = commun(tmp_path, "status")
    assert done.returncode == Exit.USAGE
    for words in said:
        assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "postgres").exists()


def test_an_environment_that_is_wrong_is_named(tmp_path: Path) -> None:
    """Exit code 2, with the name under which it was set."""
    done = commun(tmp_path, "status", COMMUN_PORT="http")
    assert done.returncode == Exit.USAGE
    assert "COMMUN_PORT" in done.stderr
    assert "'http'" in done.stderr
