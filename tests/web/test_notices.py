"""Notices: one letter a reminder is worth, in the words of the day it is written."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from ledger.kernel.quantities import day_in_paris
from ledger.membership.mandates.events import MandateEndAnnounced
from tests.cast import LITTORAL, mandate_id
from tests.web.loading import load
from tests.web.reminders import (
    ALL,
    DAYS,
    expected_of,
    in_parallel,
    long_granted,
    person,
)
from tests.web.running import Running
from web.auth.accounts import Account, open_account
from web.auth.outbox import latest_letters
from web.notices import is_still_of_use, mandate_end_letter, post_notices
from web.reactor import react

END = date(2026, 6, 30)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    with long_granted(tmp_path) as commons:
        yield commons


def with_accounts(running: Running) -> None:
    with running.wiring.pool.connection() as db, db.transaction():
        for left in DAYS:
            address = f"{person(left)}@exemple.test"
            open_account(db, Account(person(left), address, "fr"), running.access)


def post_all(running: Running) -> int:
    with running.app.app_context():
        return post_notices()


def letters(running: Running) -> Counter[tuple[str, str]]:
    posted = latest_letters(running.access)
    return Counter((letter.recipient, letter.subject) for letter in posted)


def subject(left: int) -> str:
    if left == 0:
        return "Votre désignation prend fin aujourd’hui"
    days = "jours" if left > 1 else "jour"
    return f"Votre désignation prend fin dans {left} {days}"


def test_each_letter_is_posted_once_however_many_post(running: Running) -> None:
    """Several at once, and again later: one letter, however many reminders were due.

    Its days are counted from the day it is written, however late the reminder was.
    """
    with_accounts(running)
    react(running.wiring.ledger, running.wiring.views)
    running.settle()
    looked_at = in_parallel([lambda: post_all(running)] * 3)
    assert sum(looked_at) == running.wiring.store.head().position
    expected = Counter(
        {
            (f"{person(left)}@exemple.test", subject(left)): 1
            for left in DAYS
            if expected_of(left)
        }
    )
    assert letters(running) == expected
    assert post_all(running) == 0
    assert letters(running) == expected


def end_announced(days_before: int, left: int) -> MandateEndAnnounced:
    """Return a reminder of a mandate that ends so many days from today."""
    return MandateEndAnnounced(
        mandate_id=mandate_id(person(left), LITTORAL),
        partner_id=LITTORAL,
        person_id=person(left),
        days_left=days_before,
        ends_on=day_in_paris(datetime.now(UTC)) + timedelta(days=left),
    )


def test_no_letter_reminds_of_what_has_ended(running: Running) -> None:
    """Reminders that waited until the last day had passed are dropped."""
    with_accounts(running)
    load(running, [end_announced(7, -1), end_announced(7, 3)])
    post_all(running)
    assert letters(running) == Counter({("person3@exemple.test", subject(3)): 1})


@pytest.mark.parametrize(
    ("left", "useful"),
    [(60, 60), (59, 60), (31, 60), (30, 30), (8, 30), (7, 7), (1, 7), (0, 7)],
)
def test_of_several_reminders_the_latest_is_of_use(left: int, useful: int) -> None:
    """The others would say the same again."""
    due = [days for days in ALL if days in expected_of(left)]
    assert [days for days in due if is_still_of_use(days, left)] == [useful]


@pytest.mark.parametrize(
    ("language", "left", "said"),
    [
        ("fr", 0, "prend fin aujourd’hui 30 juin 2026, à minuit."),
        ("fr", 1, "prend fin le 30 juin 2026."),
        ("en", 0, "ends today, June 30, 2026, at midnight."),
        ("en", 1, "ends on June 30, 2026."),
    ],
)
def test_the_letter_of_the_last_day_says_today(
    running: Running, language: str, left: int, said: str
) -> None:
    """Nobody is told that something ends in 0 days."""
    fact = msgspec.structs.replace(end_announced(7, 0), ends_on=END)
    with running.app.app_context():
        letter = mandate_end_letter(fact, left, "Littoral", language)
    assert said in letter.body
    assert "0" not in letter.subject
    today = {"fr": "aujourd’hui", "en": "today"}[language]
    assert (today in letter.subject) is (left == 0)


def test_who_cannot_sign_in_gets_no_letter(running: Running) -> None:
    """A reminder without an address is passed over, and holds nobody up."""
    react(running.wiring.ledger, running.wiring.views)
    assert post_all(running) == running.wiring.store.head().position
    assert letters(running) == Counter()


def test_a_post_that_breaks_off_posts_everything_the_next_time(
    running: Running,
) -> None:
    """Letters and the position they end at are written together or not at all."""
    with_accounts(running)
    react(running.wiring.ledger, running.wiring.views)
    running.settle()
    with running.wiring.pool.connection() as db:
        db.execute(
            "ALTER TABLE access.outbox ADD CONSTRAINT full_up"
            " CHECK (recipient <> 'person3@exemple.test') NOT VALID"
        )
    with pytest.raises(Exception, match="full_up"):
        post_all(running)
    assert letters(running) == Counter()
    with running.wiring.pool.connection() as db:
        db.execute("ALTER TABLE access.outbox DROP CONSTRAINT full_up")
    post_all(running)
    assert letters(running).total() == sum(bool(expected_of(left)) for left in DAYS)
