"""Valueflows: the commons in that vocabulary, or what it leaves out, as one file."""

import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import BinaryIO

import click

from ledger.kernel.quantities import PARIS
from web.cli.database import database, prepare
from web.exports.valueflows.document import document, left_out
from web.exports.valueflows.source import Source
from web.settings import Settings
from web.wiring import Wiring, connected


@click.command("valueflows")
@click.option("--left-out", is_flag=True, help="What the document does not say.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The end of a day.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file; without it, standard output.",
)
@click.pass_obj
def valueflows(
    settings: Settings, as_of: datetime | None, output: Path | None, *, left_out: bool
) -> None:
    """Write the commons in the vocabulary of Valueflows, as JSON-LD."""
    with database(settings) as reached:
        prepare(reached.owner)
        with connected(settings, reached.application) as wiring:
            if output is None:
                position = write(wiring, as_of, sys.stdout.buffer, is_rest=left_out)
            else:
                with output.open("wb") as target:
                    position = write(wiring, as_of, target, is_rest=left_out)
    click.echo(f"As of entry {position}.", err=True)


def write(
    wiring: Wiring, as_of: datetime | None, target: BinaryIO, *, is_rest: bool
) -> int:
    """Write all of it from one snapshot, and return its position."""
    asked = None if as_of is None else wiring.store.position_at(end_of(as_of.date()))
    form = left_out if is_rest else document
    with wiring.views.shelf(asked) as shelf:
        target.writelines(form(Source(shelf, wiring.store), wiring.settings.address))
        return shelf.position


def end_of(day: date) -> datetime:
    """Return the last instant of a day, as days end in Paris."""
    end = datetime.combine(day + timedelta(days=1), time(), PARIS)
    return end - timedelta(microseconds=1)
