"""The command line: exit codes, settings in their order, and shapes for scripts."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import NoneType
from typing import Any

import pytest

from ledger.kernel.store.embedded import EmbeddedPostgres
from tests.faults.service import commun
from web.cli.exits import Exit

STATUS = {
    "facts": int,
    "first_position": int,
    "last_position": int,
    "recorded_at": str,
    "clock_behind": int,
    "log": NoneType,
    "sealed_position": int,
    "witnessed_position": int,
    "views": int,
    "views_position": int,
    "lag": int,
    "generation": int,
    "is_current": bool,
    "bytes_per_fact": int,
    "database": str,
}
UNREACHABLE = "host=127.0.0.1 port=1 dbname=commun connect_timeout=2"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with the founding story, whose server another process runs."""
    data = tmp_path_factory.mktemp("told")
    done = commun(data, "demo", "--load-only")
    assert done.returncode == Exit.DONE, done.stderr
    assert "facts loaded" in done.stdout
    with EmbeddedPostgres(data):
        yield data


def answer(data: Path, *words: str, **settings: str) -> Any:  # noqa: ANN401  # whatever JSON it prints
    """Run a command that must end well, and return the JSON it prints."""
    done = commun(data, *words, **settings)
    assert done.returncode == Exit.DONE, done.stderr
    return json.loads(done.stdout)


def assert_shape(found: Mapping[str, Any], shape: Mapping[str, type]) -> None:
    assert {name: type(value) for name, value in found.items()} == shape


def test_the_story_loaded_twice_is_there_once(told: Path) -> None:
    """The second time says so, changes nothing, and is no failure."""
    before = answer(told, "status", "--json")["facts"]
    again = commun(told, "demo", "--load-only")
    assert again.returncode == Exit.DONE
    assert "already loaded" in again.stderr
    assert answer(told, "status", "--json")["facts"] == before > 0


def test_a_rebuild_and_the_status_agree(told: Path) -> None:
    """What a rebuild reached is what the status shows, with nothing behind."""
    built = answer(told, "rebuild", "--json")
    assert_shape(
        built, {"position": int, "generation": int, "views": int, "seconds": float}
    )
    status = answer(told, "status", "--json")
    assert_shape(status, STATUS)
    assert status["lag"] == 0
    assert status["is_current"]
    assert status["first_position"] == 1
    assert (
        built["position"]
        == status["views_position"]
        == status["last_position"]
        == status["facts"]
    )
    assert (built["generation"], built["views"]) == (
        status["generation"],
        status["views"],
    )
    assert status["database"].startswith("PostgreSQL ")
    later = answer(told, "rebuild", "--json")
    assert later["generation"] > built["generation"]
    assert later["position"] == built["position"]


def test_for_people_status_and_rebuild_speak_in_lines(told: Path) -> None:
    """Without the flag nobody has to read JSON."""
    status = commun(told, "status")
    assert status.returncode == Exit.DONE
    assert "last position: " in status.stdout
    rebuilt = commun(told, "rebuild")
    assert rebuilt.returncode == Exit.DONE
    assert "views rebuilt from" in rebuilt.stdout


def test_the_doctor_finds_a_fresh_folder_well(told: Path) -> None:
    """Nothing is wrong; that letters wait in the outbox is weak, with its remedy."""
    findings = answer(told, "doctor", "--json")
    found = {finding["what"]: finding for finding in findings}
    assert {"data folder", "secret", "disk", "letters", "database", "clock"} <= set(
        found
    )
    for finding in findings:
        assert_shape(finding, dict.fromkeys(("what", "verdict", "said", "remedy"), str))
        assert finding["verdict"] in {"well", "weak"}
        assert bool(finding["remedy"]) == (finding["verdict"] != "well")
    assert found["letters"]["verdict"] == "weak"
    assert found["rights"]["verdict"] == "well"


def test_the_doctor_names_what_is_wrong_with_its_remedy(tmp_path: Path) -> None:
    """A secret that others may read, a database that does not answer: exit code 1."""
    secret = tmp_path / "secret"
    secret.write_bytes(b"s" * 32)
    secret.chmod(0o644)
    done = commun(tmp_path, "doctor", "--json", COMMUN_DATABASE_URL=UNREACHABLE)
    assert done.returncode == Exit.FAILED
    found = {finding["what"]: finding for finding in json.loads(done.stdout)}
    assert found["secret"]["verdict"] == found["database"]["verdict"] == "wrong"
    assert found["secret"]["remedy"] == f"chmod 600 {secret}"
    assert "COMMUN_DATABASE_URL" in found["database"]["remedy"]


def test_a_generated_commons_is_as_large_as_asked(tmp_path: Path) -> None:
    """Two thousand facts beyond the story, loaded by the owner's door."""
    done = commun(tmp_path, "demo", "--events", "2000", "--load-only")
    assert done.returncode == Exit.DONE, done.stderr
    status = answer(tmp_path, "status", "--json")
    assert status["facts"] == status["last_position"] > 2_000
    assert f"{status['facts']} facts loaded" in done.stdout
    built = answer(tmp_path, "rebuild", "--json")
    assert built["position"] == status["facts"]


def test_an_empty_commons_has_a_status(tmp_path: Path) -> None:
    """No facts, no views, nothing behind: a script can tell."""
    status = answer(tmp_path, "status", "--json")
    assert (status["facts"], status["lag"]) == (0, 0)
    assert status["recorded_at"] is status["generation"] is None
    assert not status["is_current"]


def test_the_setup_link_is_printed(told: Path) -> None:
    """An address to open, alone on its line."""
    done = commun(told, "--port", "8123", "operator-link")
    assert done.returncode == Exit.DONE
    (line,) = done.stdout.splitlines()
    assert line.startswith("http://127.0.0.1:8123/")


@pytest.mark.parametrize("command", ["status", "rebuild", "serve"])
def test_a_database_that_does_not_answer_is_said_in_one_line(
    tmp_path: Path, command: str
) -> None:
    """Exit code 1, what failed, and what to do next; no traceback."""
    done = commun(
        tmp_path, command, COMMUN_DATABASE_URL=UNREACHABLE, COMMUN_PORT="18999"
    )
    assert done.returncode == Exit.FAILED
    assert done.stderr.startswith("commun: ")
    assert "Next: commun doctor" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [["tidy"], ["status", "--yaml"], ["--port", "many", "status"]]
)
def test_what_is_not_a_command_ends_with_usage(
    tmp_path: Path, words: list[str]
) -> None:
    """Exit code 2, and nothing is made in the data folder."""
    done = commun(tmp_path / "data", *words)
    assert done.returncode == Exit.USAGE
    assert "Usage: " in done.stderr
    assert not (tmp_path / "data").exists()
