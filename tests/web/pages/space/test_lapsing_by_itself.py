"""A mandate whose last day is yesterday, or today, in Paris: no fact says it ended."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from ledger.kernel.identifiers import PartnerId, PersonId, random_identifier
from ledger.kernel.messages import Capacity, Fact
from ledger.kernel.quantities import PARIS, day_in_paris
from ledger.membership.people.events import PersonEnrolled
from projections.membership.mandates import mandates_of_person
from tests.cast import mandate, words
from tests.web.loading import load
from tests.web.pages.space.town import (
    NEW,
    Town,
    begin,
    errors_of,
    fill,
    text_of,
)
from tests.web.running import Person, running_commun
from web.auth.accounts import Account, open_account
from web.drafts import Draft, keep

NOT_IN_FORCE: Final = "n’est pas en vigueur aujourd’hui"
REMEDY: Final = "demandez à votre partenaire de la renouveler"
MARGIN: Final = timedelta(minutes=3)
"""How long these tests may take: none of them may run across midnight in Paris."""
DRAFT: Final = {
    "nature": ["time"],
    "title": ["Commencée hier"],
    "quantity": ["2"],
    "unit": ["hour"],
    "started_on-day": ["14"],
    "started_on-month": ["3"],
    "started_on-year": ["2026"],
}


@dataclass
class Calendar:
    """The town, today in Paris, and people whose last days lie around it."""

    town: Town
    today: date
    partner_id: PartnerId

    def designate(self, name: str, capacity: Capacity, ends_on: date) -> Person:
        """Put a past designation on record, and let its person sign in by code.

        It enters by the owner's door: no command would grant what has ended.
        """
        running = self.town.running
        person = PersonId(name)
        begun = self.today - timedelta(days=200)
        facts: list[Fact] = [
            PersonEnrolled(person_id=person, contact=words("contact")),
            mandate(
                person, self.partner_id, capacity, starts_on=begun, ends_on=ends_on
            ),
        ]
        load(running, facts)
        with running.wiring.pool.connection() as db:
            account = Account(person, f"{name}@asso.test", "fr")
            open_account(db, account, running.access)
        return running.sign_in(account.email)

    def draft_of(self, name: str) -> str:
        """Leave a draft as they wrote it while they could; return its last page."""
        running = self.town.running
        draft = Draft(
            key=random_identifier(),
            person_id=PersonId(name),
            partner_id=self.partner_id,
            answers=DRAFT,
        )
        with running.app.app_context():
            keep(draft)
        return f"{NEW}/verifier?key={draft.key}"


@pytest.fixture(scope="module")
def calendar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calendar]:
    with running_commun(Path(tmp_path_factory.mktemp("calendar"))) as running:
        town = begin(running)
        viewer = running.sign_in("ana@asso.test")
        assert viewer.get("/fr/espace").status_code == 200
        with running.wiring.pool.connection() as db:
            row = db.execute(
                "SELECT person_id FROM access.accounts WHERE email = 'ana@asso.test'"
            ).fetchone()
        assert row is not None
        with running.wiring.views.shelf() as shelf:
            (held,) = mandates_of_person(shelf, str(row[0]))
        today = day_far_from_midnight()
        yield Calendar(town, today, PartnerId(held.partner_id))


def day_far_from_midnight() -> date:
    """Return today in Paris; wait for tomorrow where it is about to end."""
    now = datetime.now(UTC)
    day = day_in_paris(now + MARGIN)
    if day != day_in_paris(now):
        midnight = datetime.combine(day, datetime.min.time(), PARIS)
        time.sleep((midnight - now).total_seconds() + 1)
    return day


def test_whoever_lapsed_yesterday_signs_in_and_is_told(calendar: Calendar) -> None:
    """Their space says whom to ask, and that nothing they wrote is lost."""
    person = calendar.designate(
        "lise", Capacity.CONTRIBUTOR, calendar.today - timedelta(days=1)
    )
    space = person.get("/fr/espace")
    assert space.status_code == 200
    assert "Vous n’agissez pour aucun partenaire aujourd’hui" in space.text
    assert "de renouveler votre désignation" in space.text
    begun = person.get(f"{NEW}/quoi")
    assert begun.status_code == 403
    assert "une désignation en vigueur aujourd’hui" in begun.text


def test_whoever_lapsed_yesterday_sends_nothing_and_keeps_the_draft(
    calendar: Calendar,
) -> None:
    """The last page of a form begun before says why, in both languages."""
    person = calendar.designate(
        "marc", Capacity.CONTRIBUTOR, calendar.today - timedelta(days=1)
    )
    check = calendar.draft_of("marc")
    before = calendar.town.head()
    for path, said in (
        (check, NOT_IN_FORCE),
        (check.replace("/fr/", "/en/"), "Your designation is not in force today"),
    ):
        token = person.get("/fr/espace/sessions").value("csrf_token")
        answer = person.client.post(path, data={"csrf_token": token})
        assert answer.status_code == 403, text_of(answer)
        assert said in text_of(answer)
    assert REMEDY in text_of(person.client.get(check))
    assert calendar.town.head() == before
    # Whoever acts for the partner today finds it, and can send it.
    assert "Commencée hier" in calendar.town.asso.get("/fr/espace").text


def test_whoever_lapsed_yesterday_does_nothing_about_a_contribution(
    calendar: Calendar,
) -> None:
    """The form's page is closed; sent all the same, it says why and keeps the text."""
    name = calendar.town.record(calendar.town.city)
    person = calendar.designate(
        "noe", Capacity.REPRESENTATIVE, calendar.today - timedelta(days=1)
    )
    path = f"/fr/espace/contributions/{name}/contester"
    assert person.get(path).status_code == 403
    before = calendar.town.head()
    token = person.get("/fr/espace/sessions").value("csrf_token")
    answer = person.client.post(
        path,
        data={"csrf_token": token, "key": random_identifier(), "reason": "Pas vu."},
    )
    assert answer.status_code == 403
    assert NOT_IN_FORCE in errors_of(answer)[0][1]
    assert REMEDY in errors_of(answer)[0][1]
    assert "Pas vu." in text_of(answer)
    assert calendar.town.head() == before


def test_whoever_lapses_tonight_acts_all_day(calendar: Calendar) -> None:
    """The last day counts, until it ends in Paris."""
    person = calendar.designate("olga", Capacity.CONTRIBUTOR, calendar.today)
    name = calendar.town.record(calendar.town.city)
    before = calendar.town.head()
    sent = fill(person, calendar.draft_of("olga"))
    assert sent.status_code == 303, text_of(sent)
    asked = fill(
        person, f"/fr/espace/contributions/{name}/preciser", question="Combien ?"
    )
    assert asked.status_code == 303, text_of(asked)
    assert calendar.town.head() == before + 2
