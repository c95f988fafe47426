"""Demo: the founding story, or a large plausible commons, ready to look at."""

from dataclasses import replace
from pathlib import Path

import click
import psycopg

from ledger.deciders import FACTS
from ledger.kernel.store.history import load_history
from web.auth.access import Access
from web.auth.accounts import Account, account_of, open_account
from web.cli.database import database, prepare
from web.cli.serve import serve
from web.demo.founding_story import tell
from web.demo.plenty import plenty
from web.demo.telling import Teller
from web.directory import Directory
from web.settings import Settings
from web.wiring import connected

FOLDER = "demo"


@click.command()
@click.option("--events", type=click.IntRange(1), help="Generate so many facts.")
@click.option("--load-only", is_flag=True, help="Load, and do not serve.")
@click.pass_context
def demo(ctx: click.Context, *, events: int | None, load_only: bool) -> None:
    """Serve a commons with the founding story loaded, or with many facts."""
    settings: Settings = replace(ctx.obj, demo=True)
    if settings.data == Path(Settings.data).resolve():
        settings = replace(settings, data=settings.data / FOLDER)
    load(settings, events)
    if not load_only:
        ctx.obj = settings
        ctx.invoke(serve)


def load(settings: Settings, events: int | None) -> None:
    """Fill an empty commons; one that holds facts is left as it is."""
    with database(settings) as reached:
        prepare(reached.owner)
        if _holds_facts(reached.owner):
            click.echo("The demonstration is already loaded.", err=True)
            return
        kinds = [kind.__name__ for kind in FACTS]
        teller = Teller()
        tell(teller)
        told = load_history(reached.owner, teller.history(), kinds)
        if events is not None:
            told += load_history(reached.owner, plenty(events, teller.clock.now), kinds)
        with connected(settings, reached.application) as wiring:
            access = Access(
                settings=settings,
                secret=wiring.secret,
                pool=wiring.pool,
                directory=Directory(wiring.store, wiring.pool),
            )
            with wiring.pool.connection() as db, db.transaction():
                for person, address in teller.emails.items():
                    if account_of(db, person) is None:
                        open_account(db, Account(person, address, "fr"), access)
    click.echo(f"{told} facts loaded. Sign in as nadia@exemple.test (board).")


def _holds_facts(owner: str) -> bool:
    with psycopg.connect(owner) as connection:
        row = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM ledger.events)"
        ).fetchone()
    return row is not None and bool(row[0])
