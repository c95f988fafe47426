"""Links that serve once: invitations, the first start, the operator's."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

import pytest

from ledger.kernel.identifiers import PersonId
from tests.web.auth.conftest import Building
from tests.web.auth.doors import ADA, ADA_EMAIL, BEN_EMAIL, LILLE, Doors, StartingAt
from web.auth.accounts import person_with
from web.auth.invitations import (
    Invited,
    LinkOver,
    invitations_about,
    invitations_of,
    send_invitation,
    use_invitation,
    withdraw_invitations,
)
from web.auth.setup_link import first_link, operator_link

CLEO: Final = Invited(
    person_id=PersonId("cleo"),
    email="cleo@lille.example",
    language="fr",
    partner_name="Ville de Lille",
    invited_by=ADA,
    partner_id=LILLE,
)


def invited(doors: Doors, whom: Invited = CLEO) -> str:
    with doors.app.app_context():
        return urlsplit(send_invitation(doors.access, whom)).path


def test_an_invitation_lets_its_person_in(doors: Doors) -> None:
    """Read, it says who invites; sent, it signs in and leads to the welcome."""
    path = invited(doors)
    assert path in doors.last_letter()
    browser = doors.browser()
    page = browser.get(path)
    assert page.headers["Cache-Control"] == "no-store"
    for said in ("Le commun des labs", "Ville de Lille", "Ada", "cleo@lille.example"):
        assert said in page.text
    answer = browser.send(path)
    assert (answer.status_code, answer.location) == (303, "/fr/bienvenue")
    assert browser.get("/fr/espace").text == "cleo as none"
    assert person_with(doors.access, "cleo@lille.example") == "cleo"
    assert invitations_of(doors.access, CLEO.person_id)[0].used_at == doors.now


def test_reading_an_invitation_uses_nothing_up(doors: Doors) -> None:
    """Mail programs open links to look at them; the person still comes in."""
    path = invited(doors)
    for _ in range(5):
        assert doors.browser().get(path).status_code == 200
    assert person_with(doors.access, "cleo@lille.example") is None
    browser = doors.browser()
    browser.send(path)
    assert browser.is_in()


def test_an_invitation_serves_once(doors: Doors) -> None:
    """The second browser with the same link is told that it has served."""
    path = invited(doors)
    doors.browser().send(path)
    thief = doors.browser()
    assert thief.get(path).status_code == 410
    assert thief.send(path).status_code == 410
    assert not thief.is_in()


def test_two_that_accept_at_once_are_let_in_once(doors: Doors) -> None:
    """A double click opens one session."""
    token = invited(doors).rpartition("/")[2]

    def accept(_turn: int) -> bool:
        try:
            with doors.pool.connection() as db, db.transaction():
                use_invitation(db, doors.access, token)
        except LinkOver:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(accept, range(8))) == 1


@pytest.mark.parametrize("change", ["x", "", "é", "%00"])
def test_a_changed_link_lets_nobody_in(doors: Doors, change: str) -> None:
    """One sign more or less makes it another link, which nobody sent."""
    path = invited(doors)[:-1] + change
    browser = doors.browser()
    assert browser.get(path).status_code in {404, 410}
    assert browser.send(path).status_code in {404, 410}
    assert not browser.is_in()


def test_an_invitation_lasts_fourteen_days_and_can_be_renewed(doors: Doors) -> None:
    """The old link is over; a new one is sent, and only that one lets in."""
    old = invited(doors)
    doors.wait(days=14)
    assert doors.browser().send(old).status_code == 410
    new = invited(doors)
    assert len(invitations_about(doors.access, LILLE)) == 1
    assert doors.browser().send(old).status_code == 410
    browser = doors.browser()
    browser.send(new)
    assert browser.is_in()


def test_a_withdrawn_invitation_lets_nobody_in(doors: Doors) -> None:
    """Once the partner withdrew it, the link is over."""
    path = invited(doors)
    with doors.pool.connection() as db:
        withdraw_invitations(db, LILLE)
    assert doors.browser().send(path).status_code == 410


def test_an_address_of_another_person_is_not_taken_over(doors: Doors) -> None:
    """An invitation to an address in use opens nobody's account, and keeps its link."""
    path = invited(doors, replace(CLEO, email=BEN_EMAIL))
    browser = doors.browser()
    assert browser.send(path).status_code == 409
    assert not browser.is_in()
    assert person_with(doors.access, BEN_EMAIL) == "ben"
    assert invitations_of(doors.access, CLEO.person_id)[0].used_at is None


def test_whoever_is_signed_in_is_told_before_they_change_places(doors: Doors) -> None:
    """A link opened in someone else's browser says so, and ends their session."""
    browser = doors.browser()
    browser.ask(ADA_EMAIL)
    browser.enter(doors.last_code())
    doors.wait(seconds=1)
    path = invited(doors)
    assert "au nom de Ada" in browser.get(path).text
    browser.send(path)
    assert browser.get("/fr/espace").text == "cleo as none"


def test_no_link_is_kept_in_clear(doors: Doors) -> None:
    """A copy of the invitations opens none of them."""
    token = invited(doors).rpartition("/")[2]
    kept = "SELECT count(*) FROM access.invitations i WHERE strpos(i::text, '"
    assert doors.count(f"{kept}{token}') > 0") == 0


def test_the_first_start_gives_a_link_to_found_the_commons(doors: Doors) -> None:
    """While the log is empty a link opens the founder's session, once."""
    doors.town.founded = False
    link = first_link(StartingAt(doors.access.settings, doors.pool, 0))
    assert link
    path = urlsplit(link).path
    browser = doors.browser()
    assert browser.get("/fr/fondation").status_code == 303
    assert browser.get(path).status_code == 200
    answer = browser.send(path)
    assert (answer.status_code, answer.location) == (303, "/fr/fondation")
    assert re.fullmatch(r"[a-z2-7]{26}", browser.get("/fr/fondation").text)
    assert doors.browser().send(path).status_code == 410


def test_a_new_start_ends_the_link_before(doors: Doors) -> None:
    """Only the link printed last founds the commons."""
    doors.town.founded = False
    starting = StartingAt(doors.access.settings, doors.pool, 0)
    first, second = first_link(starting), first_link(starting)
    assert first
    assert second
    assert doors.browser().send(urlsplit(first).path).status_code == 410
    assert doors.browser().send(urlsplit(second).path).status_code == 303


def test_a_founded_commons_has_no_such_link(doors: Doors) -> None:
    """No link is printed once the log has begun, and one left over is worth nothing."""
    starting = StartingAt(doors.access.settings, doors.pool, 0)
    left_over = first_link(starting)
    assert left_over
    assert doors.browser().send(urlsplit(left_over).path).status_code == 410
    assert first_link(replace(starting, position=1)) is None


def test_an_ordinary_session_is_no_founders(doors: Doors) -> None:
    """Only the printed link opens the form that founds."""
    browser = doors.browser()
    browser.ask(ADA_EMAIL)
    browser.enter(doors.last_code())
    assert browser.get("/fr/fondation").status_code == 303


def test_the_operator_reads_letters_and_holds_no_mandate(doors: Doors) -> None:
    """The operator's link opens the letters, and nothing of the partners' space."""
    doors.browser().ask(ADA_EMAIL)
    browser = doors.browser()
    assert browser.get("/fr/operateur/messages").status_code == 403
    path = urlsplit(operator_link(doors.pool, doors.access.settings)).path
    assert browser.send(path).location == "/fr/operateur/messages"
    page = browser.get("/fr/operateur/messages").text
    assert doors.last_code() in page
    assert browser.get("/fr/espace").status_code == 303
    assert browser.get("/fr/bureau").status_code == 303
    assert doors.browser().send(path).status_code == 410
    doors.wait(minutes=31)
    assert browser.get("/fr/operateur/messages").status_code == 403


def test_one_link_does_not_serve_for_another(doors: Doors) -> None:
    """The founder's link is not the operator's, nor the other way round."""
    doors.town.founded = False
    token = operator_link(doors.pool, doors.access.settings).rpartition("/")[2]
    assert doors.browser().send(f"/fr/fondation/{token}").status_code == 410
    assert doors.browser().send(f"/fr/invitation/{token}").status_code == 410


def test_people_do_not_read_the_letters(doors: Doors) -> None:
    """A mandate opens no page of the operator's."""
    browser = doors.browser()
    browser.ask(ADA_EMAIL)
    browser.enter(doors.last_code())
    assert browser.get("/fr/operateur/messages").status_code == 403


def test_in_a_demonstration_letters_are_open_and_say_so(building: Building) -> None:
    """Anyone may try everything there, and the page says that it is so."""
    doors = building(demo=True)
    browser = doors.browser()
    browser.ask(ADA_EMAIL)
    page = browser.get("/fr/operateur/messages").text
    assert doors.last_code() in page
    assert "Ici, chacun peut lire ces messages" in page
