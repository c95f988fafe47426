"""Serve: the whole of Commun on one machine, by one command."""

import os
import socket
import sys

import click

from ledger.kernel.store.embedded import EmbeddedPostgres
from web.auth.setup_link import first_link
from web.cli.database import Database, database, prepare
from web.cli.exits import Exit
from web.cli.log_start import start_log
from web.cli.supervisor import Part, Supervisor
from web.settings import Settings
from web.wiring import connected


@click.command()
@click.pass_obj
def serve(settings: Settings) -> None:
    """Run everything: database, views, rules, seal and pages."""
    refuse_busy_port(settings)
    with database(settings) as reached:
        prepare(reached.owner)
        start_log(settings, reached)
        with connected(settings, reached.application) as wiring:
            link = first_link(wiring)
        announce(settings, link)
        environment = os.environ | {
            "COMMUN_DATA": str(settings.data),
            "COMMUN_DATABASE_URL": reached.application,
            "COMMUN_HOST": settings.host,
            "COMMUN_PORT": str(settings.port),
            "COMMUN_WORKERS": str(settings.workers),
            "COMMUN_DEMO": "yes" if settings.demo else "",
        }
        parts = [Part(name, [name]) for name in ("project", "react", "web")]
        sealing = {"COMMUN_DATABASE_URL": reached.publisher}
        parts.append(Part("publish", ["publish"], settings=sealing))
        Supervisor(environment, server_of(settings, reached), parts).run()


def server_of(settings: Settings, reached: Database) -> EmbeddedPostgres | None:
    """Return the server to keep running, if it is ours to keep.

    One that another command runs ends with that command: it is then started here.
    """
    if settings.database_url:
        return None
    return reached.embedded or EmbeddedPostgres(settings.data)


def refuse_busy_port(settings: Settings) -> None:
    """Say before anything starts that another program has the port."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            click.echo(
                f"Port {settings.port} on {settings.host} cannot be used "
                f"({error.strerror}). Choose another: COMMUN_PORT=8081 commun serve",
                err=True,
            )
            sys.exit(Exit.FAILED)


def announce(settings: Settings, link: str | None) -> None:
    """Print where the pages are, and the link that founds a new commons."""
    click.echo(f"Commun: {settings.address}/")
    if link:
        click.echo(f"Set it up (this link serves once): {link}")
