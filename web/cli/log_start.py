"""Log start: what must hold of the log before Commun serves anyone."""

import sys

import click

from ledger.log.archive import LogDamaged
from ledger.log.beginning import begin
from ledger.log.connecting import connect
from ledger.log.folder import LogFolder
from ledger.log.keys import KeyFileWrong, read_signer
from ledger.log.last_signed import PublicationRefused
from ledger.log.publisher import Forked, RolledBack, look
from web.cli.database import Database
from web.cli.exits import Exit
from web.cli.log import origin_of
from web.settings import Settings


def start_log(settings: Settings, reached: Database) -> None:
    """Begin the log at the first start; end when the database is not what was sealed.

    On an older or another state every new fact would take the place of one that
    others hold a receipt of. A key or a file that is missing keeps nobody from
    writing: facts are sealed once it is back.
    """
    folder = LogFolder(settings.data)
    with connect(reached.publisher) as connection:
        try:
            begin(connection, folder, settings.log_origin or None, origin_of(settings))
            look(connection, read_signer(folder.key), folder.last_signed)
        except (Forked, RolledBack) as error:
            click.echo(f"commun: not served: {error}", err=True)
            click.echo("Next: docs/how-to/seal.md, after a restore", err=True)
            sys.exit(Exit.UNVERIFIED)
        except (KeyFileWrong, LogDamaged, PublicationRefused) as error:
            click.echo(f"commun: nothing is sealed: {error}", err=True)
