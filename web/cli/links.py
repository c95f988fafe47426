"""Links: what only who runs the machine may open."""

import click

from web.auth.setup_link import operator_link as make_link
from web.cli.database import database, prepare
from web.settings import Settings
from web.wiring import connected


@click.command("operator-link")
@click.pass_obj
def operator_link(settings: Settings) -> None:
    """Print a link to the operator's pages; it serves once, within half an hour."""
    with database(settings) as reached:
        prepare(reached.owner)
        with connected(settings, reached.application) as wiring:
            click.echo(make_link(wiring.pool, wiring.settings))
