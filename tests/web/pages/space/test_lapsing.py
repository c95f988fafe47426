"""What becomes of what someone was writing when they may not send it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.web.pages.space.town import (
    NEW,
    Hidden,
    Town,
    begin,
    describe,
    fill,
    text_of,
    to_check,
)
from tests.web.running import Person, running_commun


def colleague(town: Town, email: str) -> Person:
    """Let the association designate someone, who comes by the link sent."""
    answer = fill(
        town.asso,
        "/fr/espace/equipe/designer",
        email=email,
        capacity="contributor",
        designation="decision_of_head",
    )
    assert answer.status_code == 303, text_of(answer)
    town.running.settle()
    link = re.search(r"https?://\S+/invitation/\S+", town.running.last_letter(email))
    assert link is not None
    person = town.running.visitor()
    answer = person.post(re.sub(r"^https?://[^/]+", "", link.group()))
    assert answer.status_code == 303
    return person


def dismiss(town: Town) -> None:
    """Withdraw the last designation of the association."""
    team = town.asso.get("/fr/espace/equipe").text
    path = re.findall(r'href="(/fr/espace/equipe/[^"]+/retirer)"', team)[-1]
    assert fill(town.asso, path).status_code == 303
    town.running.settle()


def test_what_was_typed_is_kept_when_the_designation_ends(town: Town) -> None:
    """Between opening and sending it lapses: the page says what to do."""
    carl = colleague(town, "carl@asso.test")
    check = to_check(carl, {"title": "Brouillon de Carl"})
    page = carl.get(check)
    edited = carl.get(check.replace("verifier", "quoi"))
    before = town.head()
    dismiss(town)
    dismissed = town.head()
    answer = carl.client.post(check, data=Hidden(page.text).values)
    assert answer.status_code == 403
    assert "demandez à votre partenaire de la renouveler" in text_of(answer)
    assert "conservé comme brouillon" in text_of(answer)
    typed = carl.client.post(
        f"{NEW}/quoi",
        data={
            **Hidden(edited.text).values,
            "nature": "time",
            "title": "Repris par Ana",
        },
    )
    assert typed.status_code == 403
    assert town.head() == dismissed == before + 1
    # Who acts for the partner now finds what was left, and can send it.
    assert "Repris par Ana" in town.asso.get("/fr/espace").text
    sent = fill(town.asso, check)
    assert sent.status_code == 303
    assert town.head() == before + 2
    assert carl.get("/fr/espace").status_code == 200


def test_an_act_keeps_what_was_typed_when_the_designation_ends(town: Town) -> None:
    """The form comes back with its text and the reason."""
    name = town.record(town.city)
    dora = colleague(town, "dora@asso.test")
    path = f"/fr/espace/contributions/{name}/preciser"
    page = dora.get(path)
    dismiss(town)
    answer = dora.client.post(
        path, data={**Hidden(page.text).values, "question": "Quelle salle ?"}
    )
    assert answer.status_code == 403
    assert "n’est pas en vigueur" in text_of(answer)
    assert "Quelle salle ?" in text_of(answer)


@pytest.fixture
def lonely(tmp_path: Path) -> Iterator[tuple[Town, "Door"]]:
    """A town of its own, whose database can be shut."""
    with running_commun(tmp_path) as running:
        yield begin(running), Door(running.connection.info.dsn)


class Door:
    """Shuts a database while its server runs on."""

    def __init__(self, conninfo: str) -> None:
        given = conninfo_to_dict(conninfo)
        self._name = str(given["dbname"])
        self._conninfo = make_conninfo(conninfo, dbname="postgres")

    def shut(self) -> None:
        self._run("ALTER DATABASE {} ALLOW_CONNECTIONS false")
        with psycopg.connect(self._conninfo, autocommit=True) as db:
            db.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s",
                (self._name,),
            )

    def open(self) -> None:
        self._run("ALTER DATABASE {} ALLOW_CONNECTIONS true")

    def _run(self, statement: LiteralString) -> None:
        with psycopg.connect(self._conninfo, autocommit=True) as db:
            db.execute(sql.SQL(statement).format(sql.Identifier(self._name)))


def test_the_draft_is_there_after_the_database_was_away(
    lonely: tuple[Town, Door],
) -> None:
    """Sending meanwhile answers 503; later the same page sends it, once."""
    town, door = lonely
    asso = town.asso
    second = describe(asso, {"title": "Panne au milieu"}).location
    page = asso.client.get(second)
    check = fill(asso, second).location
    ready = asso.client.get(check)
    before = town.head()
    door.shut()
    try:
        for path, shown in ((second, page), (check, ready)):
            answer = asso.client.post(
                path, data=Hidden(shown.get_data(as_text=True)).values
            )
            assert answer.status_code == 503, path
            assert answer.headers["Retry-After"]
            assert "Le registre est injoignable" in text_of(answer)
    finally:
        door.open()
    sent = asso.client.post(check, data=Hidden(ready.get_data(as_text=True)).values)
    while sent.status_code == 503:
        sent = asso.client.post(check, data=Hidden(ready.get_data(as_text=True)).values)
    assert sent.status_code == 303
    assert town.head() == before + 1
