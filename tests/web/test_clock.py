"""A clock put back by an hour: nothing is recorded until the operator looks at it."""

import json
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.faults.service import commun
from tests.web.pages.space.town import (
    Hidden,
    Town,
    begin,
    errors_of,
    text_of,
    to_check,
)
from tests.web.running import running_commun

# What a clock that was put back leaves: a last fact later than it tells.
PUT_BACK = """
ALTER TABLE ledger.events DISABLE TRIGGER events_only_grow;
UPDATE ledger.events SET recorded_at = recorded_at + interval '{hours} hour'
    WHERE position = (SELECT max(position) FROM ledger.events);
ALTER TABLE ledger.events ENABLE ALWAYS TRIGGER events_only_grow;
"""


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A town of its own, since its whole record is set in time."""
    with running_commun(tmp_path) as running:
        yield begin(running)


def put_back(town: Town, hours: int) -> None:
    """Put the clock back, as far as the record can tell; -1 sets it right again."""
    with psycopg.connect(town.running.connection.info.dsn) as owner:
        owner.execute(PUT_BACK.format(hours=hours).encode())


@contextmanager
def clock_an_hour_late(town: Town) -> Generator[None]:
    put_back(town, 1)
    try:
        yield
    finally:
        put_back(town, -1)


def test_a_contribution_waits_for_the_clock_and_is_then_recorded_once(
    town: Town,
) -> None:
    """It says what happened and who mends it, keeps the form, and takes it later."""
    check = to_check(town.asso, {"title": "Avant l’heure"})
    form = Hidden(town.asso.get(check).text).values
    before = town.head()
    with clock_an_hour_late(town):
        late = town.asso.client.post(check, data=form)
        in_english = town.asso.client.post(check.replace("/fr/", "/en/"), data=form)
        assert town.head() == before
    assert (late.status_code, in_english.status_code) == (503, 503)
    assert late.headers["Retry-After"]
    assert "L’horloge du serveur est fausse" in errors_of(late)[0][1]
    assert "Prévenez l’exploitant" in errors_of(late)[0][1]
    assert "The server’s clock is wrong" in errors_of(in_english)[0][1]
    assert "Tell the operator" in errors_of(in_english)[0][1]
    assert "Avant l’heure" in text_of(late)
    kept = Hidden(text_of(late)).values
    assert kept["key"] == form["key"]
    sent = [town.asso.client.post(check, data=kept) for _ in range(2)]
    assert [answer.status_code for answer in sent] == [303, 303]
    assert town.head() == before + 1
    assert "Avant l’heure" in town.asso.get(sent[0].location).text


def test_an_act_keeps_its_text_until_the_clock_is_right(town: Town) -> None:
    """The question typed stays in the form, under the same key."""
    name = town.record(town.city)
    path = f"/fr/espace/contributions/{name}/preciser"
    form = {**Hidden(town.asso.get(path).text).values, "question": "Quelle salle ?"}
    before = town.head()
    with clock_an_hour_late(town):
        late = town.asso.client.post(path, data=form)
        assert town.head() == before
    assert late.status_code == 503
    assert "L’horloge du serveur est fausse" in text_of(late)
    assert "Quelle salle ?" in text_of(late)
    assert Hidden(text_of(late)).values["key"] == form["key"]
    assert town.asso.client.post(path, data=form).status_code == 303
    assert town.head() == before + 1


def test_pages_are_read_while_the_clock_is_late(town: Town) -> None:
    """Only writing stops."""
    with clock_an_hour_late(town):
        for path in ("/fr/", "/fr/contributions", "/fr/partenaires", "/en/"):
            assert town.running.visitor().get(path).status_code == 200
        assert town.asso.get("/fr/espace").status_code == 200


def test_the_operator_is_told_how_late_the_clock_is(town: Town, tmp_path: Path) -> None:
    """By status in a figure and a sentence, and by doctor with the remedy."""
    url = town.running.connection.info.dsn
    with clock_an_hour_late(town):
        status = commun(tmp_path, "status", "--json", COMMUN_DATABASE_URL=url)
        doctor = commun(tmp_path, "doctor", "--json", COMMUN_DATABASE_URL=url)
    assert 3_500 < json.loads(status.stdout)["clock_behind"] <= 3_600
    assert "before the last fact: set it" in status.stderr
    (clock,) = [f for f in json.loads(doctor.stdout) if f["what"] == "clock"]
    assert clock["verdict"] == "wrong"
    assert "before the last fact" in clock["said"]
    assert "set the server's clock" in clock["remedy"]
    assert doctor.returncode == 1
    right = commun(tmp_path, "status", "--json", COMMUN_DATABASE_URL=url)
    assert json.loads(right.stdout)["clock_behind"] == 0
    assert not right.stderr
