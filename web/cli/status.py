"""Status: what the ledger holds, and how far its views have come."""

import json
import sys
from dataclasses import asdict, dataclass

import click
import psycopg

from projections import generations
from projections.registry import VIEWS
from web.cli.database import database, prepare
from web.cli.exits import Exit
from web.settings import Settings

SIZES = """
SELECT pg_total_relation_size('ledger.events'),
       pg_total_relation_size('ledger.tags'),
       pg_total_relation_size('ledger.words'),
       pg_total_relation_size('ledger.command_keys')
"""

LOG = """
SELECT (SELECT origin FROM log.state),
       (SELECT coalesce(max(size), 0) FROM log.checkpoints),
       (SELECT coalesce(max(size), 0) FROM log.cosignatures)
"""


@dataclass(frozen=True, kw_only=True)
class Status:
    """The state of a commons in figures; ``lag`` counts facts the views lack.

    ``clock_behind`` says how many seconds the database's clock stands before the
    last fact: from 60 on nothing is recorded. ``sealed_position`` is the last fact
    under a signed checkpoint of ``log``, ``witnessed_position`` the last under one
    that another lab has countersigned.
    """

    facts: int
    first_position: int
    last_position: int
    recorded_at: str | None
    clock_behind: int
    log: str | None
    sealed_position: int
    witnessed_position: int
    views: int
    views_position: int
    lag: int
    generation: int | None
    is_current: bool
    bytes_per_fact: int | None
    database: str


@click.command()
@click.option("--json", "is_json", is_flag=True, help="Print the status as JSON.")
@click.pass_obj
def status(settings: Settings, *, is_json: bool) -> None:
    """Say what the ledger holds, and how far its views have come."""
    with database(settings) as reached:
        prepare(reached.owner)
        with psycopg.connect(reached.application, autocommit=True) as connection:
            found = look(connection)
    if is_json:
        click.echo(json.dumps(asdict(found)))
    else:
        for name, value in asdict(found).items():
            click.echo(f"{name.replace('_', ' ')}: {value}")
    if found.clock_behind:
        said = f"The clock stands {found.clock_behind} s before the last fact:"
        click.echo(f"{said} set it; from 60 s on nothing is recorded.", err=True)
    if found.facts != found.last_position:
        click.echo("The positions have a gap: restore from a mirror.", err=True)
        sys.exit(Exit.UNVERIFIED)


def look(connection: psycopg.Connection[tuple[object, ...]]) -> Status:
    """Read the figures."""
    row = connection.execute(
        "SELECT count(*), coalesce(min(position), 0), coalesce(max(position), 0),"
        " max(recorded_at), (SELECT version()),"
        " extract(epoch FROM max(recorded_at) - clock_timestamp())"
        " FROM ledger.events"
    ).fetchone()
    sizes = connection.execute(SIZES).fetchone()
    log = connection.execute(LOG).fetchone()
    assert row is not None
    assert sizes is not None
    assert log is not None
    count, first, last, recorded_at, version, ahead = row
    generations.prepare(connection)
    live = generations.live(connection)
    position = live.position if live else 0
    total = sum(int(str(size)) for size in sizes)
    facts = int(str(count))
    head = int(str(last))
    return Status(
        facts=facts,
        first_position=int(str(first)),
        last_position=head,
        recorded_at=str(recorded_at) if recorded_at else None,
        clock_behind=max(0, round(float(str(ahead)))) if ahead is not None else 0,
        log=str(log[0]) if log[0] else None,
        sealed_position=int(str(log[1])),
        witnessed_position=int(str(log[2])),
        views=len(VIEWS),
        views_position=position,
        lag=head - position,
        generation=live.id if live else None,
        is_current=live is not None
        and live.fingerprint == generations.fingerprint(VIEWS),
        bytes_per_fact=total // facts if facts else None,
        database=" ".join(str(version).split()[:2]),
    )
