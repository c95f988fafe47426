"""Bench: Commun beside its limit and a peer, in one run."""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import click

from ledger.deciders import FACTS
from ledger.kernel.store.embedded import EmbeddedPostgres
from ledger.kernel.store.history import load_history
from web.bench.appends import appends
from web.bench.measuring import Row, table
from web.bench.people import commands, pages
from web.bench.views import projections, rebuilds
from web.cli.database import prepare
from web.demo.founding_story import tell
from web.demo.plenty import plenty
from web.demo.telling import Teller

SIZES: Final = (10_000, 100_000)
BENCHES: Final[Mapping[str, Callable[[str, int], Iterator[Row]]]] = {
    "rebuild": rebuilds,
    "project": projections,
    "pages": pages,
    "commands": commands,
    "append": appends,
}
"""In this order: appends add facts that no view follows."""


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(sorted(BENCHES)))
@click.option("--size", "sizes", type=int, multiple=True, help="Facts to begin with.")
@click.option("--json", "is_json", is_flag=True, help="Print the rows as JSON.")
def bench(names: tuple[str, ...], sizes: tuple[int, ...], *, is_json: bool) -> None:
    """Measure in a database of its own, which is thrown away.

    Rates are per second and medians of alternating rounds; no figure passes or
    fails anything.
    """
    rows: list[Row] = []
    for size in sizes or SIZES:
        with (
            tempfile.TemporaryDirectory(prefix="commun-bench-") as folder,
            EmbeddedPostgres(Path(folder)) as server,
        ):
            owner = server.owner_conninfo
            prepare(owner)
            _fill(owner, size)
            for name in BENCHES:
                if not names or name in names:
                    click.echo(f"{name}, {size:,} facts…", err=True)
                    rows += BENCHES[name](owner, size)
    if is_json:
        json.dump([row.as_json() for row in rows], sys.stdout, indent=1)
        click.echo()
        return
    click.echo(table(rows))
    click.echo(f"\nLoad average at the end: {os.getloadavg()[0]:.1f}")


def _fill(owner: str, size: int) -> None:
    kinds = [kind.__name__ for kind in FACTS]
    teller = Teller()
    tell(teller)
    load_history(owner, teller.history(), kinds)
    load_history(owner, plenty(size, teller.clock.now), kinds)
