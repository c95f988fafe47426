"""Benches: their shape, and that what they measure really happens; no durations."""

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.faults.service import COMMUN, ROOT, commun, environment
from web.bench.measuring import by_turns, percentiles, sample
from web.bench.rows import Row, line
from web.cli.exits import Exit

KEYS = {
    "bench": str,
    "case": str,
    "size": int,
    "clients": int,
    "ours": float,
    "limit": float | None,
    "peer": float | None,
    "ratio_limit": float | None,
    "ratio_peer": float | None,
}
SHORT = ("--size", "200", "--rounds", "1", "--seconds", "0.05", "--json")
BENCHES = {
    "append": "one hot counter with 200 facts",
    "commands": "record a contribution by its form",
    "export": "contributions, .csv",
    "generate": "facts generated and loaded",
    "import": "peak memory, megabytes",
    "log": "verify.py, texts and views too",
    "pages": "list, as of a past day",
    "project": "backlog of 100 facts",
    "rebuild": "peak memory, megabytes",
}
PATIENCE_SECONDS = 840
ALONE = re.compile(
    r".* bytes each|import of which .*|(export|import) .*peak memory, megabytes"
)
"""What is weighed has nothing beside it, nor has the memory of what nothing limits."""


def rows_of(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == Exit.DONE, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def measured(
    folder: Path, words: Sequence[str], patience: float | None
) -> subprocess.CompletedProcess[str]:
    """Run benches to their end, which may take longer than other commands."""
    return subprocess.run(
        [*COMMUN, "bench", *words],
        cwd=ROOT,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
        timeout=patience,
    )


@pytest.mark.timeout(900)
def test_every_bench_prints_rows_of_one_shape(tmp_path: Path) -> None:
    """Ours stands beside the limit of the same run, with ratio, size and clients."""
    done = measured(tmp_path, SHORT, PATIENCE_SECONDS)
    rows = rows_of(done)
    found = {(row["bench"], row["case"]) for row in rows}
    assert set(BENCHES.items()) <= found
    assert {bench for bench, _case in found} == set(BENCHES)
    for row in rows:
        assert list(row) == list(KEYS)
        assert all(isinstance(row[name], kind) for name, kind in KEYS.items()), row
        assert row["size"] == 200
        assert row["ours"] > 0, row
        is_alone = ALONE.fullmatch(f"{row['bench']} {row['case']}") is not None
        assert (row["limit"] is None) == is_alone, row
        for other in ("limit", "peer"):
            ratio = row[other] and round(row["ours"] / row[other], 3)
            assert row[f"ratio_{other}"] == ratio
    assert {row["clients"] for row in rows if row["bench"] == "append"} == {1, 8, 64}
    peers = {row["bench"] for row in rows if row["peer"] is not None}
    assert {"append", "rebuild"} <= peers
    assert "pages" in peers or "pages have no peer" in done.stderr
    assert "PostgreSQL 18" in done.stderr
    assert "load average" in done.stderr
    assert not list(tmp_path.iterdir()), "the commons of the settings is left alone"


def test_a_bench_that_is_named_runs_alone(tmp_path: Path) -> None:
    """A peer that is not where it was said to be is told, and the rest measured."""
    done = commun(tmp_path, "bench", "pages", *SHORT, "--peer-venv", str(tmp_path))
    rows = rows_of(done)
    assert {row["bench"] for row in rows} == {"pages"}
    assert all(row["peer"] is None for row in rows)
    assert "--peer-venv" in done.stderr


def test_a_generated_commons_can_be_kept(tmp_path: Path) -> None:
    """It is left in a new folder, where every other command reads it."""
    data = tmp_path / "large"
    words = ("bench", "generate", "--events", "500", "--keep", str(data))
    done = commun(tmp_path, *words)
    assert done.returncode == Exit.DONE, done.stderr
    assert done.stdout.startswith("| bench | case | size |")
    assert "| generate | facts generated and loaded | 500 | 1 |" in done.stdout
    status = json.loads(commun(data, "status", "--json").stdout)
    assert status["facts"] == status["last_position"] > 500
    again = commun(tmp_path, *words)
    assert again.returncode == Exit.USAGE
    assert "a folder that is not there" in again.stderr


@pytest.mark.parametrize(
    "words", [["sleep"], ["append", "--size", "0"], ["--rounds", "0"]]
)
def test_what_cannot_be_measured_ends_with_usage(
    tmp_path: Path, words: list[str]
) -> None:
    """A wrong word is told before a server is started."""
    done = commun(tmp_path, "bench", *words)
    assert done.returncode == Exit.USAGE
    assert "Usage: " in done.stderr


def test_what_is_measured_takes_turns() -> None:
    """Limit, ours, peer, and again; of each figure the median is kept."""
    turns: list[str] = []

    def measure(name: str, *rates: float) -> Any:  # noqa: ANN401  # a measure of any rates
        left = iter(rates)

        def taken() -> dict[str, float]:
            turns.append(name)
            return {"rate": next(left)}

        return taken

    taken = by_turns(
        3,
        measure("ours", 1.0, 9.0, 3.0),
        measure("limit", 4.0, 4.0, 8.0),
        measure("peer", 2.0, 1.0, 1.0),
    )
    assert turns == ["limit", "ours", "peer"] * 3
    assert taken == {"rate": (3.0, 4.0, 1.0)}


def test_work_that_fails_is_not_counted_as_fast() -> None:
    """The failure of any client ends the measure, long before its time."""

    def work(client: int, number: int) -> None:
        if (client, number) == (1, 2):
            raise LookupError

    with pytest.raises(LookupError):
        sample(work, 2, 60)


def test_percentiles_are_in_milliseconds() -> None:
    """The middle one, and the one that a hundredth is slower than."""
    found = percentiles([number / 1_000 for number in range(1, 102)])
    assert {name: round(f, 6) for name, f in found.items()} == {"p50": 51, "p99": 100}
    assert percentiles([0.002]) == {"p50": 2.0, "p99": 2.0}


def test_a_figure_that_was_not_taken_is_a_dash() -> None:
    """Nobody reads a nought where nothing was measured."""
    row = Row(bench="append", case="many votes", size=1_000, clients=8, ours=1_234.5)
    assert line(row) == "| append | many votes | 1,000 | 8 | 1,234 | – | – | – | – |"


@pytest.mark.deep
@pytest.mark.timeout(14_400)
def test_ten_million_facts_are_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The largest size is printed beside the others; whether it is fast is read."""
    sizes = [str(10**power) for power in (5, 6, 7)]
    words = [word for size in sizes for word in ("--size", size)]
    done = measured(tmp_path, ["--json", *words], None)
    rows = rows_of(done)
    assert {str(row["size"]) for row in rows} == set(sizes)
    with capsys.disabled():
        print(json.dumps(rows, indent=1))  # noqa: T201  # it is what the test is for
        print(done.stderr)  # noqa: T201  # as above
