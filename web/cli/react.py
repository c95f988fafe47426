"""React: do what follows by rule, and send the letters that wait."""

import contextlib

import click
import psycopg

from ledger.kernel.store.port import ClockApart, ClockJumped, Unavailable
from web.application import create_app
from web.auth.post import deliver_waiting
from web.auth.sweeping import sweep
from web.cli.database import database
from web.cli.project import until_told_to_stop
from web.notices import post_notices
from web.reactor import react as react_once
from web.settings import Settings
from web.wiring import Wiring, connected

PAUSE_SECONDS = 2.0
ROUNDS_BETWEEN_SWEEPS = 900
LEADER_LOCK = 70617006


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
@click.pass_obj
def react(settings: Settings, *, once: bool) -> None:
    """Do what follows by rule, and send the letters that wait."""
    stop = until_told_to_stop()
    with (
        database(settings) as reached,
        connected(settings, reached.application) as wiring,
        psycopg.connect(reached.application, autocommit=True) as leading,
    ):
        app = create_app(wiring)  # letters are written in its languages
        rounds = 0
        while not stop.is_set():
            if _leads(leading):
                with app.app_context():
                    _round(wiring, is_sweeping=rounds % ROUNDS_BETWEEN_SWEEPS == 0)
                rounds += 1
            if once:
                return
            stop.wait(PAUSE_SECONDS)


def _round(wiring: Wiring, *, is_sweeping: bool) -> None:
    # The views are being built, or clocks are apart: rules wait for the next round,
    # but nobody should wait for a code to sign in.
    with contextlib.suppress(Unavailable, ClockApart, ClockJumped):
        react_once(wiring.ledger, wiring.views)
    with contextlib.suppress(Unavailable):
        post_notices()
    deliver_waiting(wiring.pool, wiring.settings)
    if is_sweeping:
        sweep(wiring.pool)


def _leads(connection: psycopg.Connection[tuple[object, ...]]) -> bool:
    row = connection.execute(
        "SELECT pg_try_advisory_lock(%s)", (LEADER_LOCK,)
    ).fetchone()
    return row is not None and bool(row[0])
