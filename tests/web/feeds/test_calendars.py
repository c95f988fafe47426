"""Calendars are read back by a reader of calendars, with all their names and days."""

import re
from datetime import UTC, date, datetime
from typing import Any, cast

import pytest
from icalendar import Calendar
from werkzeug.test import TestResponse

from ledger.kernel.identifiers import PersonId
from tests.web.exports.telling import NASTY
from tests.web.running import Running
from tests.web.tree import faults, tree
from web.auth.accounts import Account, open_account
from web.feeds.calendar import written
from web.feeds.day import Day

WHEN = datetime(2026, 3, 4, 5, 6, 7, 890, tzinfo=UTC)


def answer_of(told: Running, path: str, **headers: str) -> TestResponse:
    answer = told.app.test_client().get(path, headers=headers)
    assert answer.status_code == 200, (path, answer.status_code)
    assert answer.content_type == "text/calendar; charset=utf-8"
    return answer


def events_of(body: bytes) -> dict[str, Any]:
    """Return the events by their names, once the lines are found to be in order."""
    assert b"\r\n" in body
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", body)
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    read = cast("Any", Calendar.from_ical(body))
    assert not read.errors
    assert read["version"] == "2.0"
    found = list(read.walk("VEVENT"))
    assert not [error for event in found for error in event.errors]
    events = {str(event["uid"]): event for event in found}
    assert len(events) == len(found)
    return events


def day(**told: Any) -> Day:  # noqa: ANN401  # whatever a day holds
    values: dict[str, Any] = {
        "name": "milestone/p/m",
        "on": date(2026, 6, 1),
        "summary": "Ouverture",
        "told_at": WHEN,
        "changes": 0,
        "page": "http://localhost/fr/projets/p",
        **told,
    }
    return Day(**values)


def test_the_commons_shows_its_dates(told: Running) -> None:
    """Milestones, last days and answers due are whole days, under names for ever."""
    events = events_of(answer_of(told, "/fr/agenda.ics").data)
    kinds = {name.split("/")[0] for name in events}
    assert {"milestone", "escalation"} <= kinds
    for name, event in events.items():
        assert name.endswith("@localhost")
        assert event["dtstart"].params["VALUE"] == "DATE"
        assert (event["dtend"].dt - event["dtstart"].dt).days == 1
        assert event["transp"] == "TRANSPARENT"
        assert event["dtstamp"].dt.tzinfo is not None
        page = str(event["url"]).removeprefix("http://localhost")
        assert told.app.test_client().get(page).status_code == 200
    assert not kinds & {"mandate", "contest"}, "those are nobody else's"


def test_a_milestone_that_moved_is_a_newer_copy(told: Running) -> None:
    """Each change counts, and the time is that of the last one."""
    from projections.commons.projects import projects  # noqa: PLC0415  # only here

    events = events_of(answer_of(told, "/fr/agenda.ics").data)
    with told.wiring.views.shelf() as shelf:
        rows = [placed.row for placed in shelf.page(projects).rows]
    seen = [(row, one) for row in rows for one in row.milestones]
    assert any(one.moves for _row, one in seen)
    assert any(one.reached_on for _row, one in seen)
    for row, one in seen:
        event = events[f"milestone/{row.project_id}/{one.milestone_id}@localhost"]
        assert event["sequence"] == one.changes
        assert one.changes >= one.moves + (one.reached_on is not None)
        assert event["dtstamp"].dt == one.changed_at.replace(microsecond=0)
        assert event["dtstart"].dt == (one.reached_on or one.due_on)
        off = one.state == "dropped"
        assert event["status"] == ("CANCELLED" if off else "CONFIRMED")


def test_one_project_has_its_own(told: Running) -> None:
    """Its milestones, and no other's; its page is not taken for its calendar."""
    events = events_of(answer_of(told, "/fr/projets/cours-ouvertes.ics").data)
    assert events
    assert all(name.startswith("milestone/cours-ouvertes/") for name in events)
    client = told.app.test_client()
    assert client.get("/fr/projets/nothing.ics").status_code == 404
    page = client.get("/fr/projets/cours-ouvertes").get_data(as_text=True)
    assert '<a href="/fr/projets/cours-ouvertes.ics">' in page
    assert '<a href="/fr/agenda.ics">' in client.get("/fr/projets").get_data(
        as_text=True
    )


@pytest.mark.parametrize("path", ["/fr/agenda.ics", "/fr/projets/cours-ouvertes.ics"])
def test_the_same_facts_give_the_same_bytes(told: Running, path: str) -> None:
    """Nothing in it is of the moment it is asked; who has it is told so."""
    first = answer_of(told, path)
    assert answer_of(told, path).data == first.data
    mark = {"If-None-Match": first.headers["ETag"]}
    again = told.app.test_client().get(path, headers=mark)
    assert again.status_code == 304
    assert not again.data
    assert "Set-Cookie" not in first.headers


def test_no_title_breaks_a_calendar(told: Running) -> None:
    """Long, with signs that fold, escape and end lines: it is read back as it was."""
    with told.app.test_request_context("/fr/"):
        body = b"".join(written("Nom ; à, part\\", [day(summary=NASTY)]))
        worst = day(summary="a\x00\x07\ud800b", details="x\r\ny\u2028z;,\\n")
        other = b"".join(written("x", [worst]))
    (event,) = events_of(body).values()
    assert str(event["summary"]) == NASTY.replace("\r\n", "\n")
    (event,) = events_of(other).values()
    assert str(event["summary"]) == "a\ufffd\ufffd\ufffdb"
    assert str(event["description"]) == "x\ny\nz;,\\n"


def test_what_is_given_up_says_so(told: Running) -> None:
    """A calendar that had it strikes it, where silence would leave it there."""
    with told.app.test_request_context("/fr/"):
        body = b"".join(written("x", [day(is_off=True, changes=2)]))
    (event,) = events_of(body).values()
    assert event["status"] == "CANCELLED"
    assert event["sequence"] == 2
    assert event["dtstamp"].dt == WHEN.replace(microsecond=0)


def signed_in(told: Running, person: str, address: str) -> Any:  # noqa: ANN401  # a browser
    account = Account(PersonId(person), address, "fr")
    with told.wiring.pool.connection() as db, db.transaction():
        open_account(db, account, told.access)
    return told.sign_in(address)


def test_a_private_address_shows_ones_own_days(told: Running) -> None:
    """Shown once, kept as a digest; it tells mandates' ends and one's projects."""
    yann = signed_in(told, "yann", "yann@exemple.test")
    space = yann.get("/fr/espace")
    assert "/fr/espace/agenda" in space.text
    assert not faults(tree(yann.get("/fr/espace/agenda").text), "fr")
    made = yann.post("/fr/espace/agenda")
    assert made.status_code == 200
    assert not faults(tree(made.text), "fr")
    address = re.search(r"http://localhost(/fr/agenda/[\w-]{43}\.ics)", made.text)
    assert address is not None
    path = address.group(1)
    token = path.split("/")[-1].removesuffix(".ics")
    assert token not in yann.get("/fr/espace/agenda").text
    answer = answer_of(told, path)
    assert answer.headers["Cache-Control"] == "private, no-store"
    events = events_of(answer.data)
    (mandate,) = [e for name, e in events.items() if name.startswith("mandate/")]
    assert mandate["dtstart"].dt == date(2027, 1, 20)
    assert "Sources-le-Haut" in str(mandate["summary"])
    assert any(name.startswith("milestone/cours-ouvertes/") for name in events)
    with told.wiring.pool.connection() as db:
        kept = db.execute("SELECT token_digest, used_on FROM access.calendars")
        rows = kept.fetchall()
    assert all(token.encode() not in bytes(digest) for digest, _day in rows)
    assert any(used is not None for _digest, used in rows)


def test_a_revoked_address_answers_no_more(told: Running) -> None:
    """Nor does one that nobody made; only its own person ends it."""
    sarah = signed_in(told, "sarah", "sarah@exemple.test")
    made = sarah.post("/fr/espace/agenda")
    path = re.search(r"(/fr/agenda/[\w-]{43}\.ics)", made.text)
    assert path is not None
    revoked = re.search(r'name="revoke" value="(\d+)"', made.text)
    assert revoked is not None
    marc = signed_in(told, "marc", "marc@exemple.test")
    marc.post("/fr/espace/agenda", revoke=revoked.group(1))
    assert told.app.test_client().get(path.group(1)).status_code == 200
    assert sarah.post("/fr/espace/agenda", revoke=revoked.group(1)).status_code == 303
    client = told.app.test_client()
    assert client.get(path.group(1)).status_code == 404
    assert client.get(f"/fr/agenda/{'x' * 43}.ics").status_code == 404


def test_an_answer_awaited_is_in_the_private_calendar_alone(told: Running) -> None:
    """Whoever is contested reads by when to answer; nobody else does."""
    lea = signed_in(told, "lea", "lea@exemple.test")
    made = lea.post("/fr/espace/agenda")
    path = re.search(r"(/fr/agenda/[\w-]{43}\.ics)", made.text)
    assert path is not None
    events = events_of(answer_of(told, path.group(1)).data)
    (task,) = [e for name, e in events.items() if name.startswith("contest/")]
    assert "Un atelier" in str(task["summary"])
    assert "contest/" not in answer_of(told, "/fr/agenda.ics").get_data(as_text=True)


def test_nobody_keeps_more_than_ten_addresses(told: Running) -> None:
    """An eleventh is refused, in words that say what to do."""
    hugo = signed_in(told, "hugo", "hugo@exemple.test")
    for _number in range(10):
        assert hugo.post("/fr/espace/agenda").status_code == 200
    refused = hugo.post("/fr/espace/agenda")
    assert refused.status_code == 422
    assert "révoquez-en une" in refused.text


def test_a_reader_that_goes_away_holds_nothing(told: Running) -> None:
    """However many leave before the end, those that come after are served."""
    client = told.app.test_client()
    for number in range(told.wiring.pool.max_size + 2):
        answer = client.get("/fr/agenda.ics", buffered=False)
        if number % 2:
            next(answer.iter_encoded())
        answer.close()
    assert answer_of(told, "/fr/agenda.ics").data.endswith(b"END:VCALENDAR\r\n")
