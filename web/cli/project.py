"""Project: bring the views forward; one projector leads, others stand by."""

import signal
import threading

import click

from ledger.application import CODEC
from ledger.kernel.store.postgres import PostgresStore
from projections.projector import Projector
from projections.registry import VIEWS
from web.cli.database import database
from web.settings import Settings


@click.command()
@click.pass_obj
def project(settings: Settings) -> None:
    """Bring the views forward as facts are recorded."""
    stop = until_told_to_stop()
    with database(settings) as reached:
        store = PostgresStore(reached.application)
        try:
            Projector(reached.application, store, CODEC, VIEWS).run(stop.is_set)
        finally:
            store.close()


def until_told_to_stop() -> threading.Event:
    """Return an event that the usual signals set."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    return stop
