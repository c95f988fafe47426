"""The command ``commun``: what an operator may ask, in the order of need."""

import sys
from pathlib import Path

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
from web.cli.bench import bench
from web.cli.bundle import bundle
from web.cli.demo import demo
from web.cli.doctor import doctor
from web.cli.exits import Exit
from web.cli.export import export
from web.cli.importing import import_table
from web.cli.links import operator_link
from web.cli.log import log
from web.cli.pages import web
from web.cli.project import project
from web.cli.publish import publish
from web.cli.react import react
from web.cli.rebuild import rebuild
from web.cli.serve import serve
from web.cli.status import status
from web.cli.verify import verify
from web.settings import SettingWrong, load


class Answering(click.Group):
    """A group that ends every expected failure in one line and an exit code."""

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


for command in (
    serve,
    web,
    project,
    react,
    publish,
    log,
    bundle,
    export,
    verify,
    rebuild,
    status,
    doctor,
    demo,
    import_table,
    bench,
    operator_link,
):
    main.add_command(command)

if __name__ == "__main__":
    main()
