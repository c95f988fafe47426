"""Bundle: all the evidence for one audience, in a file that anyone can verify."""

import json
import sys
import time
from pathlib import Path
from typing import Final

import click

from ledger.kernel.words import Audience
from ledger.log.bundles import NotBundled
from ledger.log.connecting import connect
from ledger.log.folder import LogFolder
from projections.bundling import Bundled, Order
from projections.bundling import bundle as write
from projections.exporting import ViewsBehind
from projections.registry import VIEWS
from web.cli.database import Database, database, prepare
from web.cli.exits import Exit
from web.settings import Settings
from web.software import software

PATIENCE_SECONDS: Final = 10.0
PAUSE_SECONDS: Final = 0.2


@click.command()
@click.option("--since", default="0", help="A size, or the file of a checkpoint.")
@click.option(
    "--audience",
    type=click.Choice([str(Audience.PUBLIC), str(Audience.PARTNERS)]),
    required=True,
    help="Whose texts are in it.",
)
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The ZIP file to write.",
)
@click.option("--json", "is_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def bundle(
    settings: Settings, since: str, audience: str, target: Path, *, is_json: bool
) -> None:
    """Write an evidence bundle of what is sealed."""
    folder = LogFolder(settings.data)
    if not folder.policy.is_file():
        raise click.UsageError(f"{folder.policy} is missing: commun log init")
    order = Order(
        policy=folder.policy.read_text("utf-8"),
        audience=Audience(audience),
        software=software(),
        since=since_of(since),
    )
    with database(settings) as reached:
        prepare(reached.owner)
        try:
            made = patiently(reached, order, target)
        except (NotBundled, ViewsBehind) as error:
            click.echo(f"commun: {error}", err=True)
            sys.exit(Exit.FAILED)
    checkpoint = made.head.checkpoint
    if is_json:
        found = {
            "size": checkpoint.size,
            "root": checkpoint.root.hex(),
            "since": made.since,
            "audience": audience,
            "bytes": target.stat().st_size,
            "witnesses": list(made.witnesses),
            "is_quorum_met": made.is_quorum_met,
        }
        click.echo(json.dumps(found))
        return
    size = target.stat().st_size
    click.echo(f"{target}: {checkpoint.size} entries, {size:,} bytes ({audience}).")
    if not made.is_quorum_met:
        click.echo("Too few witnesses have cosigned: verifying will say so.", err=True)
    click.echo(f"Verify it anywhere: python3 verify.py {target.name}")


def since_of(text: str) -> int | bytes:
    """Return the size, or the checkpoint, that a bundle is to continue."""
    if text.isascii() and text.isdigit():
        return int(text)
    try:
        return Path(text).read_bytes()
    except OSError as error:
        raise click.UsageError(f"--since: {error}") from error


def patiently(reached: Database, order: Order, target: Path) -> Bundled:
    """Write the bundle once the views have come as far as what is sealed."""
    end = time.monotonic() + PATIENCE_SECONDS
    with connect(reached.application) as connection:
        while True:
            try:
                return write(connection, VIEWS, order, target)
            except ViewsBehind:
                if time.monotonic() > end:
                    raise
                time.sleep(PAUSE_SECONDS)
