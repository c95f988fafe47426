"""The command ``commun``: what an operator may ask, in the order of need."""

import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Final

import click
import psycopg

from ledger.kernel.messages import Refusal
from ledger.kernel.store.embedded_errors import EmbeddedPostgresError
from ledger.kernel.store.port import Conflict, Unavailable
from ledger.log.archive import LogDamaged, NotInitialised
from ledger.log.beginning import OriginWrong
from ledger.log.exporting import ExportRefused
from ledger.log.keys import KeyFileWrong
from ledger.log.last_signed import PublicationRefused
from web.cli.exits import Exit
from web.settings import SettingWrong, load

COMMANDS: Final[Mapping[str, str]] = {
    "serve": "web.cli.serve:serve",
    "web": "web.cli.pages:web",
    "project": "web.cli.project:project",
    "react": "web.cli.react:react",
    "publish": "web.cli.publish:publish",
    "log": "web.cli.log:log",
    "bundle": "web.cli.bundle:bundle",
    "export": "web.cli.export:export",
    "verify": "web.cli.verify:verify",
    "rebuild": "web.cli.rebuild:rebuild",
    "status": "web.cli.status:status",
    "doctor": "web.cli.doctor:doctor",
    "demo": "web.cli.demo:demo",
    "import": "web.cli.importing:import_table",
    "bench": "web.cli.bench:bench",
    "operator-link": "web.cli.links:operator_link",
}
"""Where each command is. One that is not asked for is not read: pages and their
libraries take a second and 50 MB, which the publisher for one has no use for."""


class Answering(click.Group):
    """A group that ends every expected failure in one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # as click asks
        """Return the names of the commands, as help lists them."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # as click asks
        """Read the command of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command asked for."""
        try:
            return super().invoke(ctx)
        except SettingWrong as error:
            fail(error, Exit.USAGE)
        except Refusal as error:
            fail(error, Exit.REFUSED)
        except Conflict as error:
            fail(error, Exit.CONFLICT)
        except OriginWrong as error:
            fail(error, Exit.USAGE)
        except (PublicationRefused, LogDamaged) as error:
            fail(error, Exit.UNVERIFIED)
        except (KeyFileWrong, NotInitialised, ExportRefused) as error:
            fail(error, Exit.FAILED)
        except (EmbeddedPostgresError, psycopg.OperationalError, Unavailable) as error:
            fail(error, Exit.FAILED)
        return None


def fail(error: Exception, code: Exit) -> None:
    """Say what failed, and the next command to try."""
    click.echo(f"commun: {str(error).strip()}", err=True)
    click.echo("Next: commun doctor", err=True)
    sys.exit(code)


@click.group(cls=Answering)
@click.version_option(package_name="commun")
@click.option("--data", type=click.Path(path_type=Path), help="Folder of all data.")
@click.option("--database-url", help="A PostgreSQL server to use.")
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=int, help="Port to listen on.")
@click.option("--workers", type=int, help="Processes that serve pages.")
@click.pass_context
def main(ctx: click.Context, /, **flags: object) -> None:
    """Commun: the verifiable ledger of a commons."""
    ctx.obj = load(flags)


if __name__ == "__main__":
    main()
