"""Commands: what people wait for when they send a form, over HTTP."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple
from urllib.parse import urlencode

import psycopg
from psycopg.types.json import Jsonb

from ledger.kernel.identifiers import PartnerId, PersonId, random_identifier
from web import drafts
from web.application import create_app
from web.auth.access import EXTENSION, Access
from web.auth.cookies import cookie_name
from web.auth.sessions import Kind, NewSession, open_session
from web.bench import raw
from web.bench.client import Client, request
from web.bench.measuring import P50, P99, RATE, Figures, Ground, by_turns, sample
from web.bench.rows import Row, row
from web.bench.served import INSERT, serving
from web.settings import Settings
from web.wiring import connected

BENCH: Final = "commands"
CLIENTS: Final = (1, 8)
PARTNERS: Final = 3
WORKERS: Final = 2
CHECK: Final = "/fr/espace/contributions/nouvelle/verifier"
ANSWERS: Final = {
    "nature": ["time"],
    "title": ["Animation de trois ateliers"],
    "quantity": ["12,5"],
    "unit": ["hour"],
    "started_on-day": ["14"],
    "started_on-month": ["3"],
    "started_on-year": ["2026"],
}
HIDDEN: Final = re.compile(r'name="(csrf_token|seen)"[^>]* value="([^"]*)"')
WARM_SECONDS: Final = 0.5
FASTEST: Final = 2_500
"""Commands a second that are prepared for; no machine of today does as many."""
LIMIT_CASE: Final = "record a contribution by its form"
REDIRECTED: Final = 303
FINE: Final = 200


class Person(NamedTuple):
    """A person signed in: who they are, the cookies and the form's hidden answers."""

    person_id: str
    partner_id: str
    cookies: str
    hidden: dict[str, str]


def commands(ground: Ground) -> Iterator[Row]:
    """Measure whole commands: a contribution that is sent from its check page.

    Pages before it have kept their answers as a draft: that is prepared, not
    measured. The limit is the same application, answering a constant after one
    insert to the same person's form.
    """
    raw.prepare(ground.owner)
    settings = Settings(data=ground.folder, database_url=ground.owner, workers=WORKERS)
    with serving(settings) as port:
        people = _sign_in(settings, port, max(CLIENTS))
        # The first requests of each worker open connections and prepare statements.
        warm = replace(ground, seconds=min(WARM_SECONDS, ground.seconds))
        for measure in (_record, _insert):
            measure(warm, port, people)
        for clients in CLIENTS:
            acting = people[:clients]
            taken = by_turns(
                ground.rounds,
                partial(_record, ground, port, acting),
                partial(_insert, ground, port, acting),
            )
            for figure, unit in ((RATE, ""), (P50, ", p50 ms"), (P99, ", p99 ms")):
                case = f"{LIMIT_CASE}{unit}"
                yield row(ground, BENCH, case, taken[figure], clients)


def _record(ground: Ground, port: int, people: Sequence[Person]) -> Figures:
    number = int(FASTEST * ground.seconds) // len(people)
    asked = [
        [_post(CHECK, person, key=key) for key in _drafts(ground.owner, person, number)]
        for person in people
    ]
    return _ask(port, asked, REDIRECTED, ground.seconds)


def _insert(ground: Ground, port: int, people: Sequence[Person]) -> Figures:
    asked = [[_post(INSERT, person, key=random_identifier())] for person in people]
    return _ask(port, asked, FINE, ground.seconds)


def _ask(
    port: int, asked: Sequence[Sequence[bytes]], status: int, seconds: float
) -> Figures:
    clients = [Client(port) for _ in asked]

    def work(client: int, number: int) -> None:
        mine = asked[client]
        answer = clients[client].ask(mine[number % len(mine)])
        assert answer.status == status, f"{answer.status}: {answer.body!r}"

    try:
        return sample(work, len(clients), seconds)
    finally:
        for client in clients:
            client.close()


def _post(path: str, person: Person, **answers: str) -> bytes:
    body = urlencode({**person.hidden, **answers}).encode()
    return request("POST", path, person.cookies, body)


def _drafts(owner: str, person: Person, number: int) -> list[str]:
    """Keep so many drafts of this person's, and return their keys."""
    keys = [random_identifier() for _ in range(number)]
    kept = (drafts.CONTRIBUTION, Jsonb(ANSWERS), Jsonb([]))
    with psycopg.connect(owner) as db:
        db.cursor().executemany(
            drafts.KEEP,
            [(key, person.person_id, person.partner_id, *kept) for key in keys],
        )
    return keys


def _sign_in(settings: Settings, port: int, number: int) -> list[Person]:
    """Open sessions as a code would, and have each look at a check page once."""
    with connected(settings, settings.database_url) as wiring:
        access: Access = create_app(wiring).extensions[EXTENSION]
        tokens: list[tuple[PartnerId, PersonId, str]] = []
        for client in range(number):
            partner = PartnerId(f"corps-{client % PARTNERS}")
            person = PersonId(f"{partner}-p")
            with wiring.pool.connection() as db:
                new = NewSession(kind=Kind.PERSON, person_id=person)
                tokens.append((partner, person, open_session(db, access, new)))
    return [
        _look(settings, port, Person(person, partner, token, {}))
        for partner, person, token in tokens
    ]


def _look(settings: Settings, port: int, person: Person) -> Person:
    (key,) = _drafts(settings.database_url, person, 1)
    mine = f"{cookie_name(settings)}={person.cookies}"
    with Client(port) as client:
        answer = client.get(f"{CHECK}?key={key}", mine)
    assert answer.status == FINE, answer.head
    given = "".join(f"; {name}={value}" for name, value in answer.cookies().items())
    hidden = dict(HIDDEN.findall(answer.body.decode()))
    return person._replace(cookies=f"{mine}{given}", hidden=hidden)
