"""What people wait for: a command decided and recorded, a page made."""

import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Final

import psycopg
from flask.testing import FlaskClient
from psycopg import sql

from ledger.application import Ledger
from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.kernel.identifiers import ContributionId, MandateId, PartnerId, PersonId
from ledger.kernel.messages import Actor
from ledger.kernel.quantities import Period
from ledger.kernel.store.postgres import PostgresStore
from ledger.kernel.words import Audience, write
from projections import generations
from projections.commons.contributions import contributions
from projections.tables import decoder
from web.application import create_app
from web.bench.appends import raw_inserts
from web.bench.measuring import Row, by_turns, rate_of
from web.settings import Settings
from web.wiring import connected

CLIENTS: Final = (1, 8)
SECRET: Final = b"only for benchmarks"
PARTNERS: Final = 10
FIRST_ROWS: Final = """
SELECT first, row FROM {} WHERE until = 9223372036854775807 AND since <= %s
ORDER BY first DESC LIMIT 50
"""


def commands(conninfo: str, size: int) -> Iterator[Row]:
    """Measure whole commands in process: read, decide, append, with words and key.

    The limit is one durable insert of a row as long as the fact.
    """
    store = PostgresStore(conninfo)
    ledger = Ledger(store, secret=SECRET)
    try:
        for clients in CLIENTS:
            ours, limit, _peer = by_turns(
                partial(_record, ledger, clients),
                partial(raw_inserts, conninfo, clients),
            )
            yield Row(
                bench="commands",
                case="record a contribution",
                size=size,
                clients=clients,
                ours=ours,
                limit=limit,
            )
    finally:
        store.close()


def _record(ledger: Ledger, clients: int) -> float:
    turn = secrets.token_hex(4)

    def work(client: int, number: int) -> None:
        partner = PartnerId(f"corps-{client % PARTNERS}")
        title = write("title", f"Atelier {number}", Audience.PUBLIC)
        key = f"{turn}-{client}-{number}"
        ledger.handle(
            RecordContribution(
                actor=Actor(
                    person_id=PersonId(f"{partner}-p"),
                    mandate_id=MandateId(f"{partner}-m"),
                ),
                at=datetime.now(UTC),
                key=key,
                words=(title,),
                contribution_id=ContributionId(key),
                partner_id=partner,
                nature=Nature.TIME,
                quantity=Decimal("1.5"),
                unit=Unit.HOUR,
                period=Period(date(2026, 1, 5), date(2026, 1, 5)),
                title=title.reference,
            )
        )

    return rate_of(work, clients)


def pages(conninfo: str, size: int) -> Iterator[Row]:
    """Measure the public list, today and as of a past day, without the network.

    The limit is one indexed look-up of the same rows, decoded and not drawn.
    """
    settings = Settings(data=Path("var") / "bench")
    with (
        connected(settings, conninfo) as wiring,
        psycopg.connect(conninfo, autocommit=True) as connection,
    ):
        client = create_app(wiring).test_client()
        cases = {
            "list, today": "/fr/contributions",
            "list, as of a past day": "/fr/contributions?au=2026-11-16",
            "list, two filters": "/fr/contributions?nature=time&annee=2024",
        }
        for case, path in cases.items():
            ours, limit, _peer = by_turns(
                partial(_get, client, path), partial(_look_up, connection)
            )
            yield Row(
                bench="pages", case=case, size=size, clients=1, ours=ours, limit=limit
            )


def _get(client: FlaskClient, path: str) -> float:
    def work(_client: int, _number: int) -> None:
        assert client.get(path).status_code == 200, path  # noqa: PLR2004  # HTTP's own

    return rate_of(work, 1)


def _look_up(connection: psycopg.Connection[Any]) -> float:
    live = generations.live(connection)
    assert live is not None, "a rebuild came before"
    statement = sql.SQL(FIRST_ROWS).format(live.table(contributions).name)
    kind: Any = contributions.row
    decode = decoder(kind)

    def work(_client: int, _number: int) -> None:
        rows = connection.execute(statement, (live.position,), prepare=True)
        for _first, row in rows.fetchall():
            decode(row)

    return rate_of(work, 1)
