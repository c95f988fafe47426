"""React: do what follows by rule, and send the letters that wait."""

import contextlib
import logging
import threading

import click
import psycopg
from flask import Flask

from ledger.kernel.store.port import ClockApart, ClockJumped, Unavailable
from web.application import create_app
from web.audit.working import Verifier
from web.auth.access import utc_now
from web.auth.post import deliver_waiting
from web.auth.sweeping import KEPT, sweep
from web.cli.database import database
from web.cli.project import until_told_to_stop
from web.imports.jobs import sweep as sweep_imports
from web.imports.working import Importer
from web.log.bundles import tidy
from web.notices import post_notices
from web.reactor import react as react_once
from web.sealed_ballots import Seals
from web.settings import Settings
from web.wiring import Wiring, connected

PAUSE_SECONDS = 2.0
ROUNDS_BETWEEN_SWEEPS = 900
LEADER_LOCK = 70617006


logger = logging.getLogger(__name__)


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
@click.pass_obj
def react(settings: Settings, *, once: bool) -> None:
    """Do what follows by rule, and send the letters that wait."""
    stop = until_told_to_stop()
    with (
        database(settings) as reached,
        connected(settings, reached.application) as wiring,
    ):
        app = create_app(wiring)  # letters are written in its languages
        if once:
            with psycopg.connect(reached.application, autocommit=True) as leading:
                if _leads(leading):
                    with app.app_context():
                        _round(wiring, is_sweeping=True)
                    Verifier(reached.application, wiring.pool, settings.data).work()
                    Importer(app, reached.application, wiring).work()
            return
        _keep_on(reached.application, app, wiring, stop)


def _keep_on(conninfo: str, app: Flask, wiring: Wiring, stop: threading.Event) -> None:
    """Do a round at a time until told to stop; stand by while another one leads.

    The lock belongs to the connection: a reactor that is killed gives it back by
    dying. A database that goes away is waited for; what a round had not done by
    then, the next one finds undone.
    """
    verifier = Verifier(conninfo, wiring.pool, wiring.settings.data)
    importer = Importer(app, conninfo, wiring)
    while not stop.is_set():
        try:
            with psycopg.connect(conninfo, autocommit=True) as leading:
                _lead(leading, app, wiring, (verifier, importer), stop)
        except (psycopg.OperationalError, Unavailable) as error:
            logger.warning("Reminders and letters wait: %s", error)
            stop.wait(PAUSE_SECONDS)


def _lead(
    leading: psycopg.Connection[tuple[object, ...]],
    app: Flask,
    wiring: Wiring,
    workers: tuple[Verifier, Importer],
    stop: threading.Event,
) -> None:
    rounds = 0
    while not stop.is_set():
        if _leads(leading):
            with app.app_context():
                _round(wiring, is_sweeping=rounds % ROUNDS_BETWEEN_SWEEPS == 0)
            for worker in workers:
                worker.look()
            rounds += 1
        stop.wait(PAUSE_SECONDS)


def _round(wiring: Wiring, *, is_sweeping: bool) -> None:
    # The views are being built, or clocks are apart: rules wait for the next round,
    # but nobody should wait for a code to sign in.
    with contextlib.suppress(Unavailable, ClockApart, ClockJumped):
        seals = Seals(wiring.pool, wiring.settings.data)
        react_once(wiring.ledger, wiring.views, openings=seals)
    with contextlib.suppress(Unavailable):
        # Whatever was withdrawn may have come back with a backup: it goes again when
        # Commun starts, and from time to time.
        wiring.store.erase_withdrawn(anew=is_sweeping)
        # A page may have erased it already: what lies in files goes all the same.
        tidy(wiring.settings.data)
    with contextlib.suppress(Unavailable):
        post_notices()
    deliver_waiting(wiring.pool, wiring.settings)
    if is_sweeping:
        sweep(wiring.pool)
        sweep_imports(wiring.pool, wiring.settings.data, utc_now() - KEPT)


def _leads(connection: psycopg.Connection[tuple[object, ...]]) -> bool:
    row = connection.execute(
        "SELECT pg_try_advisory_lock(%s)", (LEADER_LOCK,)
    ).fetchone()
    return row is not None and bool(row[0])
