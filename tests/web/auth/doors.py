"""A small application around the real doors, on a real database, with its own clock."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import psycopg
from flask import Flask, render_template_string, url_for
from flask.testing import FlaskClient
from flask_babel import Babel
from flask_wtf import CSRFProtect
from psycopg_pool import ConnectionPool
from werkzeug.test import TestResponse

from ledger.kernel.identifiers import MandateId, PartnerId, PersonId
from ledger.kernel.messages import Capacity
from ledger.kernel.store.port import Head
from tests.servers import server
from web import headers, languages, problems
from web.auth.access import Access, install
from web.auth.accounts import Account, open_account
from web.auth.guards import required_founder, required_hat, required_viewer, the_viewer
from web.auth.origin import check_origin
from web.auth.schema import migrate_access
from web.auth.viewer import Hat
from web.languages import PREFIX, language
from web.pages import sign_in
from web.settings import Settings
from web.texts import register_filters
from web.translations import catalogues

ADA: Final = PersonId("ada")
BEN: Final = PersonId("ben")
LILLE: Final = PartnerId("lille")
ADA_EMAIL: Final = "ada@lille.example"
BEN_EMAIL: Final = "ben@lens.example"
ADA_FOR_LILLE: Final = Hat(
    mandate_id=MandateId("ada-lille"),
    partner_id=LILLE,
    capacity=Capacity.REPRESENTATIVE,
    named=lambda: "Ville de Lille",
)
ADA_ON_BOARD: Final = replace(
    ADA_FOR_LILLE,
    mandate_id=MandateId("ada-board"),
    capacity=Capacity.BOARD_MEMBER,
)
START: Final = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
CSRF_FIELD: Final = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Town:
    """What the views would tell; a test sets who holds which mandate."""

    hats: dict[PersonId, tuple[Hat, ...]] = field(default_factory=dict)
    founded: bool = True

    def hats_of(self, person_id: PersonId) -> tuple[Hat, ...]:
        return self.hats.get(person_id, ())

    def name_of(self, person_id: PersonId) -> str:
        return person_id.title()

    def contact_of(self, person_id: PersonId) -> str:
        return f"{person_id}@example.test"

    def partner_name(self, partner_id: PartnerId) -> str:
        return {"lille": "Ville de Lille"}.get(partner_id, partner_id)

    def commons_name(self) -> str:
        return "Le commun des labs"

    def is_founded(self) -> bool:
        return self.founded


@dataclass
class Clock:
    """The time of a test, which moves when it says so."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Doors:
    """The application, its database, its clock and its town."""

    access: Access
    app: Flask
    town: Town
    conninfo: str
    clock: Clock

    @property
    def now(self) -> datetime:
        return self.clock.now

    @property
    def pool(self) -> ConnectionPool:
        return self.access.pool

    def browser(self) -> "Browser":
        return Browser(self.app.test_client())

    def wait(self, **time: float) -> None:
        self.clock.now += timedelta(**time)

    def count(self, query: str) -> int:
        with psycopg.connect(self.conninfo) as db:
            row = db.execute(query.encode()).fetchone()
        assert row is not None
        number: int = row[0]
        return number

    def last_letter(self) -> str:
        with psycopg.connect(self.conninfo) as db:
            row = db.execute(
                "SELECT body FROM access.outbox ORDER BY created_at DESC, letter_id"
                " LIMIT 1"
            ).fetchone()
        assert row is not None, "nothing was written"
        body: str = row[0]
        return body

    def last_code(self) -> str:
        found = re.search(r"^\d{6}$", self.last_letter(), re.MULTILINE)
        assert found, "the letter holds no code on a line of its own"
        return found.group()


class Browser:
    """A browser that fills in forms: it fetches the page, then sends its token."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def send(self, path: str, **fields: str) -> TestResponse:
        """Send a form with the token of a page that has one."""
        page = self.client.get("/fr/connexion")
        token = CSRF_FIELD.search(page.text)
        assert token
        return self.client.post(path, data={"csrf_token": token[1], **fields})

    def ask(self, email: str, suite: str = "") -> TestResponse:
        return self.send("/fr/connexion", email=email, suite=suite)

    def enter(self, code: str) -> TestResponse:
        return self.send("/fr/connexion/code", code=code)

    def token(self, name: str = "commun") -> str | None:
        cookie = self.client.get_cookie(name)
        return cookie.value if cookie else None

    def is_in(self) -> bool:
        """Tell whether the space opens."""
        return self.get("/fr/espace").status_code == 200


def build(folder: Path, **settings: object) -> Doors:
    """Put the doors together on a database of their own."""
    conninfo = server("embedded18", durable=False).create_database()
    migrate_access(conninfo)
    pool: ConnectionPool = ConnectionPool(
        conninfo, min_size=1, max_size=12, kwargs={"autocommit": True}, open=True
    )
    town = Town({ADA: (ADA_FOR_LILLE,)})
    chosen = replace(Settings(data=folder), **settings)  # type: ignore[arg-type]  # the caller's own fields
    clock = Clock()
    access = Access(
        settings=chosen,
        secret=b"a secret of the tests, of 32 byte",
        pool=pool,
        directory=town,
        clock=clock,
    )
    doors = Doors(access, _app(access), town, conninfo, clock)
    with pool.connection() as db:
        open_account(db, Account(ADA, ADA_EMAIL, "fr"), access)
        open_account(db, Account(BEN, BEN_EMAIL, "fr"), access)
    return doors


def _app(access: Access) -> Flask:
    app = Flask("web")
    for name, value in {
        "SECRET_KEY": access.secret,
        "SESSION_COOKIE_NAME": "commun-form",
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
    }.items():
        app.config[name] = value
    install(app, access)
    catalogues.install(
        Babel(
            app,
            default_locale="fr",
            default_timezone="Europe/Paris",
            locale_selector=language,
        )
    )
    register_filters(app)
    CSRFProtect(app)
    languages.register(app)
    headers.register(app, is_secure=access.settings.secure_cookies)
    problems.register(app)
    app.before_request(check_origin)
    app.context_processor(lambda: _frame(access))
    _stub_pages(app)
    sign_in.register(app)
    return app


def _frame(access: Access) -> dict[str, object]:
    return {
        "locale": language(),
        "commons_name": "Le commun des labs",
        "urls": {"home": url_for("home"), "sign_out": url_for("sign_out")},
        "viewer": the_viewer(),
        "is_demo": access.settings.demo,
    }


def _stub_pages(app: Flask) -> None:
    """Add the pages of other rooms that the doors lead to."""

    def open_to_all() -> str:
        return render_template_string("{% extends 'layout.html' %}")

    def space() -> str:
        viewer = required_viewer()
        worn = viewer.partner.mandate_id if viewer.partner else "none"
        return f"{viewer.person_id} as {worn}"

    def board() -> str:
        return required_hat(Capacity.BOARD_MEMBER).mandate_id

    def founding() -> str:
        return required_founder().person_id

    app.add_url_rule(f"{PREFIX}/", "home", open_to_all)
    app.add_url_rule(f"{PREFIX}/espace", "space", space, methods=["GET", "POST"])
    app.add_url_rule(f"{PREFIX}/bienvenue", "welcome", space)
    app.add_url_rule(f"{PREFIX}/bureau", "board", board)
    app.add_url_rule(f"{PREFIX}/fondation", "founding", founding)


@dataclass(frozen=True)
class StartingAt:
    """A Commun that starts, as the command line has it."""

    settings: Settings
    pool: ConnectionPool
    position: int

    @property
    def store(self) -> "StartingAt":
        return self

    def head(self) -> Head:
        return Head(self.position, None)
