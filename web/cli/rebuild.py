"""Rebuild: make every view anew from the facts, while the old ones serve."""

import json
import sys
import time

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from ledger.application import CODEC
from projections.rebuild import rebuild as rebuild_views
from projections.registry import VIEWS
from web.cli.database import database, prepare
from web.settings import Settings


@click.command()
@click.option("--json", "is_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def rebuild(settings: Settings, *, is_json: bool) -> None:
    """Make every view anew from the facts."""
    began = time.monotonic()
    with database(settings) as reached:
        prepare(reached.owner)
        console = Console(stderr=True)
        with Progress(
            "facts",
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=not sys.stderr.isatty(),
        ) as bar:
            task = bar.add_task("facts", total=None)

            def tell(position: int, head: int) -> None:
                bar.update(task, completed=position, total=head)

            live = rebuild_views(reached.application, CODEC, VIEWS, tell)
    seconds = time.monotonic() - began
    result = {
        "position": live.position,
        "generation": live.id,
        "views": len(VIEWS),
        "seconds": round(seconds, 3),
    }
    if is_json:
        click.echo(json.dumps(result))
        return
    click.echo(
        f"{result['views']} views rebuilt from {live.position} facts"
        f" in {seconds:.1f} s (generation {live.id})."
    )
