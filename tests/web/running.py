"""A running Commun for tests of pages: real database, real views, no network."""

import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ledger.application import CODEC
from ledger.kernel.store.migrations import migrate
from ledger.log.schema import migrate_log
from projections.projector import Projector
from projections.registry import VIEWS
from tests.servers import server
from web.application import create_app
from web.auth.access import EXTENSION, Access
from web.auth.outbox import latest_letters
from web.auth.schema import migrate_access
from web.auth.setup_link import first_link
from web.settings import Settings
from web.wiring import Wiring, connected

FOUNDER = "nadia@lab.test"
LAB = {
    "commons_name": "Le Commun",
    "person_name": "Nadia",
    "email": FOUNDER,
    "kind": "state_service",
    "scope": "regional",
    "name": "Lab Estuaire",
    "short_name": "Lab",
    "no_identifier_reason": "inventé",
}


@dataclass
class Running:
    """The application, its parts, and a projector moved by hand."""

    app: Flask
    wiring: Wiring
    projector: Projector
    connection: psycopg.Connection[Any]
    clients: dict[str, "Person"] = field(default_factory=dict[str, "Person"])

    @property
    def access(self) -> Access:
        """Return the parts of sign-in."""
        found: Access = self.app.extensions[EXTENSION]
        return found

    def settle(self) -> None:
        """Bring the views to the head of the log."""
        self.projector.catch_up(self.connection)

    def visitor(self) -> "Person":
        """Return a browser without cookies."""
        return Person(self, self.app.test_client())

    def last_letter(self, recipient: str) -> str:
        """Return the text of the last letter to an address."""
        letters = [x for x in latest_letters(self.access) if x.recipient == recipient]
        assert letters, f"no letter to {recipient}"
        return letters[0].body

    def sign_in(self, email: str) -> "Person":
        """Sign in by the code that is sent."""
        person = self.visitor()
        person.post("/fr/connexion", email=email)
        code = re.search(r"^\d{6}$", self.last_letter(email), re.MULTILINE)
        assert code is not None
        answer = person.post("/fr/connexion/code", code=code.group())
        assert answer.status_code == 303, answer.text
        return person

    def found(self) -> "Person":
        """Found the commons by the link of the first start."""
        link = first_link(self.wiring)
        assert link is not None
        person = self.visitor()
        path = link.removeprefix(self.wiring.settings.address)
        assert person.post(path).status_code == 303
        answer = person.post("/fr/fondation", **LAB)
        assert answer.status_code == 303, answer.text
        self.settle()
        return person

    def invite(self, host: "Person", email: str, **answers: str) -> TestResponse:
        """Send the form that invites a partner."""
        form = {
            "kind": "association",
            "scope": "communal",
            "name": "Association",
            "short_name": "Asso",
            "email": email,
            **answers,
        }
        shown = host.get("/fr/espace/inviter")
        for part in ("day", "month", "year"):
            form.setdefault(f"confirm_by-{part}", shown.value(f"confirm_by-{part}"))
        answer = host.post("/fr/espace/inviter", **form)
        self.settle()
        return answer

    def accept(self, email: str, name: str) -> "Person":
        """Follow the invitation's link and accept."""
        link = re.search(r"https?://\S+/invitation/\S+", self.last_letter(email))
        assert link is not None
        person = self.visitor()
        path = re.sub(r"^https?://[^/]+", "", link.group())
        answer = person.post(path)
        assert answer.status_code == 303, answer.text
        welcome = person.get("/fr/bienvenue")
        target = re.search(r'href="(/fr/bienvenue/[^"]+/accepter)"', welcome.text)
        assert target is not None, welcome.text
        answer = person.post(target.group(1), person_name=name)
        assert answer.status_code == 303, answer.text
        self.settle()
        return person


class Page:
    """An answer, with what tests ask of its HTML."""

    def __init__(self, answer: TestResponse) -> None:
        self.answer = answer
        self.status_code = answer.status_code
        self.text = answer.get_data(as_text=True)

    def value(self, name: str) -> str:
        """Return the value of an input."""
        found = Inputs(self.text).values.get(name)
        assert found is not None, f"no input {name}"
        return found


class Inputs(HTMLParser):
    """Collects the inputs of a page by their names."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an input."""
        given = dict(attrs)
        if tag == "input" and given.get("name"):
            self.values.setdefault(str(given["name"]), given.get("value") or "")


@dataclass
class Person:
    """A browser without scripts: it follows forms as people do."""

    running: Running
    client: FlaskClient

    def get(self, path: str) -> Page:
        """Open a page, once the views show everything."""
        self.running.settle()
        return Page(self.client.get(path))

    def post(self, path: str, **answers: str) -> TestResponse:
        """Open the page, take its hidden fields, and send it with the answers."""
        page = self.client.get(path)
        hidden = Inputs(page.get_data(as_text=True)).values
        data = {n: hidden[n] for n in ("csrf_token", "key") if n in hidden}
        return self.client.post(path, data={**data, **answers})


@contextmanager
def running_commun(folder: Path) -> Generator[Running]:
    """Run Commun on a fresh database."""
    conninfo = server("embedded18", durable=False).create_database()
    migrate(conninfo)
    migrate_log(conninfo)
    migrate_access(conninfo)
    settings = Settings(data=folder, base_url="http://localhost")
    with (
        connected(settings, conninfo) as wiring,
        psycopg.connect(conninfo, autocommit=True) as connection,
    ):
        projector = Projector(conninfo, wiring.store, CODEC, VIEWS)
        projector.settle(connection)
        app = create_app(wiring)
        app.testing = True
        yield Running(app, wiring, projector, connection)
