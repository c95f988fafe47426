"""Bench: Commun beside its limit and a peer, in one run."""

import json
import signal
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import click

from ledger.kernel.store.embedded import EmbeddedPostgres
from web.bench.appends import appends
from web.bench.commands import commands
from web.bench.conditions import conditions, load
from web.bench.datasette import find_datasette
from web.bench.exports import exports
from web.bench.filling import build_views, generate
from web.bench.imports import imports
from web.bench.log import find_aics, logs
from web.bench.measuring import ROUNDS, SECONDS, Ground
from web.bench.pages import pages
from web.bench.rows import HEADING, Row, line
from web.bench.views import projections, rebuilds
from web.cli.database import prepare

SIZES: Final = (1_000, 10_000, 100_000)
SIZE_MIN: Final = 100
GENERATE: Final = "generate"
BENCHES: Final[Mapping[str, Callable[[Ground], Iterator[Row]]]] = {
    "rebuild": rebuilds,
    "log": logs,
    "pages": pages,
    "export": exports,
    "project": projections,
    "commands": commands,
    "import": imports,
    "append": appends,
}
"""In this order: imports and appends add facts that no view follows."""
READ_VIEWS: Final = frozenset(
    {"log", "pages", "export", "commands", "import", "project"}
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was asked for on the command line, and where things were said."""

    names: tuple[str, ...]
    rounds: int
    seconds: float
    datasette: Path | None
    aics: Path | None
    keep: Path | None
    said: list[str] = field(default_factory=list[str])

    def has(self, name: str) -> bool:
        """Tell whether a bench was asked for; without names all are."""
        return not self.names or name in self.names


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(sorted([*BENCHES, GENERATE])))
@click.option(
    "--size",
    "--events",
    "sizes",
    type=click.IntRange(min=SIZE_MIN),
    multiple=True,
    help="Facts to begin with; may be given several times.",
    show_default=", ".join(map(str, SIZES)),
)
@click.option(
    "--rounds",
    type=click.IntRange(min=1),
    default=ROUNDS,
    show_default=True,
    help="Turns that each case takes.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0.05),
    default=SECONDS,
    show_default=True,
    help="How long a turn takes.",
)
@click.option(
    "--peer-venv",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A virtual environment with datasette or aics-tlog.",
)
@click.option(
    "--keep",
    type=click.Path(path_type=Path),
    help="A new data folder to generate into and leave, for `commun --data`.",
)
@click.option("--json", "is_json", is_flag=True, help="Print the rows as JSON.")
def bench(  # noqa: PLR0913  # as many as options
    *,
    names: tuple[str, ...],
    sizes: tuple[int, ...],
    rounds: int,
    seconds: float,
    peer_venv: Path | None,
    keep: Path | None,
    is_json: bool,
) -> None:
    """Measure in a database of its own, which is thrown away.

    Ours, the limit and the peer take turns; the figures are medians, rates per
    second unless the case says otherwise, and none passes or fails anything.
    """
    if keep is not None and (keep.exists() or len(sizes) > 1):
        raise click.UsageError("--keep takes a folder that is not there, and one size")
    asked = Asked(
        names=names,
        rounds=rounds,
        seconds=seconds,
        datasette=find_datasette(peer_venv),
        aics=find_aics(peer_venv),
        keep=keep,
    )
    # Told to end, it still throws its database away.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    rows = (row for size in sizes or SIZES for row in _measure(asked, size))
    if is_json:
        json.dump([row.as_json() for row in rows], sys.stdout, indent=1)
    else:
        click.echo(HEADING)
        for row in rows:
            click.echo(line(row))
    click.echo()
    for said in asked.said:
        click.echo(said, err=is_json)


def _measure(asked: Asked, size: int) -> Iterator[Row]:
    began = load()
    with _ground(asked, size) as ground:
        click.echo(f"generate, {size:,} facts…", err=True)
        filled = generate(ground)
        if asked.has(GENERATE):
            yield filled
        for name in BENCHES:
            if asked.has(name):
                click.echo(f"{name}, {size:,} facts…", err=True)
                if name in READ_VIEWS:
                    build_views(ground.owner)
                yield from BENCHES[name](ground)
        if not asked.said:
            asked.said.extend(conditions(ground.owner, asked.datasette))
        asked.said.extend(ground.notes)
    asked.said.append(f"{size:,} facts: load average {began} before, {load()} after")


@contextmanager
def _ground(asked: Asked, size: int) -> Generator[Ground]:
    with tempfile.TemporaryDirectory(prefix="commun-bench-") as temporary:
        folder = asked.keep or Path(temporary)
        with EmbeddedPostgres(folder) as server:
            prepare(server.owner_conninfo)
            yield Ground(
                owner=server.owner_conninfo,
                folder=folder,
                size=size,
                rounds=asked.rounds,
                seconds=asked.seconds,
                datasette=asked.datasette,
                aics=asked.aics,
            )
