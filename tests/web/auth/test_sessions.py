"""Sessions: opened anew at each sign-in, idle for a while, and ended by their owner."""

import re
from dataclasses import replace

import pytest
from flask import render_template_string

from ledger.kernel.identifiers import MandateId, PartnerId
from ledger.kernel.messages import Capacity
from tests.web.auth.conftest import Building
from tests.web.auth.doors import (
    ADA,
    ADA_EMAIL,
    ADA_FOR_LILLE,
    ADA_ON_BOARD,
    Browser,
    Doors,
)
from web.auth.accounts import account_with, forget_person
from web.auth.capacities import NAMES
from web.auth.devices import device_named
from web.auth.paths import local_path
from web.auth.sweeping import sweep
from web.auth.viewer import Viewer


def signed_in(doors: Doors, suite: str = "") -> Browser:
    browser = doors.browser()
    doors.wait(seconds=1)
    browser.ask(ADA_EMAIL, suite)
    browser.enter(doors.last_code())
    assert browser.token()
    return browser


def test_the_database_holds_no_token(doors: Doors) -> None:
    """A copy of the sessions opens none of them."""
    token = signed_in(doors).token()
    rows = "SELECT count(*) FROM access.sessions s WHERE strpos(s::text, '"
    assert doors.count(f"{rows}{token}') > 0") == 0
    assert doors.count("SELECT count(*) FROM access.sessions") == 1


def test_a_token_planted_before_is_worth_nothing_after(doors: Doors) -> None:
    """Signing in changes the token, and the one that was there lets nobody in."""
    browser = doors.browser()
    browser.client.set_cookie("commun", "planted-by-someone")
    browser.ask(ADA_EMAIL)
    browser.enter(doors.last_code())
    assert browser.token() != "planted-by-someone"
    thief = doors.browser()
    thief.client.set_cookie("commun", "planted-by-someone")
    assert not thief.is_in()


def test_signing_in_again_ends_the_session_before(doors: Doors) -> None:
    """The browser's former session is revoked when it gets another."""
    browser = signed_in(doors)
    former = browser.token()
    assert former
    doors.wait(seconds=1)
    browser.ask(ADA_EMAIL)
    browser.enter(doors.last_code())
    assert browser.is_in()
    other = doors.browser()
    other.client.set_cookie("commun", former)
    assert not other.is_in()


def test_signing_out_ends_the_session_everywhere(doors: Doors) -> None:
    """A token copied before the sign-out lets nobody in after it."""
    browser = signed_in(doors)
    token = browser.token()
    assert token
    assert browser.send("/fr/deconnexion").location == "/fr/"
    assert browser.token() is None
    browser.client.set_cookie("commun", token)
    assert not browser.is_in()


def test_reading_the_way_out_signs_nobody_out(doors: Doors) -> None:
    """Only a form ends a session: an image that points there does not."""
    browser = signed_in(doors)
    browser.get("/fr/deconnexion")
    assert browser.is_in()


def test_a_session_ended_elsewhere_lets_in_no_more(doors: Doors) -> None:
    """Each session can be ended from another, at once."""
    here, lost = signed_in(doors), signed_in(doors)
    page = here.get("/fr/espace/sessions").text
    ended = re.findall(r'name="session" value="([a-z2-7]{26})"', page)
    assert len(ended) == 1
    here.send("/fr/espace/sessions", session=ended[0])
    assert here.is_in()
    assert not lost.is_in()


def test_all_other_sessions_end_together(doors: Doors) -> None:
    """Whoever lost a telephone ends everything but this browser."""
    first, second, here = (signed_in(doors) for _ in range(3))
    here.send("/fr/espace/sessions", session="others")
    assert [b.is_in() for b in (first, second, here)] == [False, False, True]


def test_nobody_ends_anothers_session(doors: Doors) -> None:
    """A session's name is not enough: it must be one's own."""
    ada = signed_in(doors)
    page = signed_in(doors).get("/fr/espace/sessions").text
    names = re.findall(r'name="session" value="([a-z2-7]{26})"', page)
    ben = doors.browser()
    doors.wait(seconds=1)
    ben.ask("ben@lens.example")
    ben.enter(doors.last_code())
    ben.send("/fr/espace/sessions", session=names[0])
    assert ada.is_in()


def test_a_board_members_session_rests_half_an_hour(doors: Doors) -> None:
    """Thirty minutes without a page end it, and losing the mandate does not help."""
    doors.town.hats[ADA] = (ADA_FOR_LILLE, ADA_ON_BOARD)
    browser = signed_in(doors)
    for _ in range(3):
        doors.wait(minutes=29)
        assert browser.is_in()
    doors.wait(minutes=30)
    assert not browser.is_in()
    doors.town.hats[ADA] = (ADA_FOR_LILLE,)
    assert not browser.is_in()


def test_other_sessions_rest_two_weeks(doors: Doors) -> None:
    """A contributor who comes back within two weeks is still signed in."""
    browser = signed_in(doors)
    doors.wait(days=13)
    assert browser.is_in()
    doors.wait(days=14)
    assert not browser.is_in()


def test_no_session_outlives_a_month(doors: Doors) -> None:
    """However much it is used, a session ends thirty days after the sign-in."""
    browser = signed_in(doors)
    for _ in range(5):
        doors.wait(days=5, hours=23)
        assert browser.is_in()
    doors.wait(hours=5)
    assert not browser.is_in()


def test_the_cookie_is_for_this_site_alone(building: Building) -> None:
    """Secure, hidden from scripts, not sent by other sites, tied to the host."""
    doors = building(secure_cookies=True)
    client = doors.app.test_client()
    site = "https://localhost"
    page = client.get("/fr/connexion", base_url=site).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    form = {"csrf_token": token[1], "email": ADA_EMAIL}
    client.post("/fr/connexion", data=form, base_url=site)
    form["code"] = doors.last_code()
    answer = client.post("/fr/connexion/code", data=form, base_url=site)
    cookie = next(
        line
        for line in answer.headers.getlist("Set-Cookie")
        if line.startswith("__Host-commun=")
    )
    parts = cookie.split("; ")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(parts)
    assert "Domain" not in cookie


def test_pages_of_someone_are_kept_by_no_cache(doors: Doors) -> None:
    """What is shown to a person signed in is for that person alone."""
    browser = signed_in(doors)
    for path in ("/fr/", "/fr/espace", "/fr/connexion", "/fr/espace/sessions"):
        assert browser.get(path).headers["Cache-Control"] == "no-store", path


def test_public_pages_give_no_cookie(doors: Doors) -> None:
    """Whoever only reads is given nothing to carry."""
    assert "Set-Cookie" not in doors.browser().get("/fr/").headers


def test_a_page_of_the_space_comes_after_the_sign_in(doors: Doors) -> None:
    """Whoever is not signed in is led to the sign-in, then where they wanted to go."""
    browser = doors.browser()
    answer = browser.get("/fr/espace/sessions?a=1")
    assert answer.status_code == 303
    assert answer.location == "/fr/connexion?suite=/fr/espace/sessions?a%3D1"
    doors.wait(seconds=1)
    browser.ask(ADA_EMAIL, "/fr/espace/sessions?a=1")
    assert browser.enter(doors.last_code()).location == "/fr/espace/sessions?a=1"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "evil.example",
        "///evil.example",
        "/fr/\x00espace",
        "/fr/espace\x7f",
        "",
    ],
)
def test_no_link_leads_away_from_the_site(doors: Doors, elsewhere: str) -> None:
    """After the sign-in nobody lands on another site, whatever the link said."""
    assert local_path(elsewhere) is None
    browser = doors.browser()
    browser.ask(ADA_EMAIL, elsewhere)
    assert browser.enter(doors.last_code()).location == "/fr/espace"


def test_a_role_that_is_missing_is_named(doors: Doors) -> None:
    """Who may not open a page reads which role it takes and whom to ask."""
    answer = signed_in(doors).get("/fr/bureau")
    assert answer.status_code == 403
    assert "membre du bureau" in answer.text
    assert "Demandez à un membre du bureau" in answer.text


def test_a_mandate_in_force_opens_the_page(doors: Doors) -> None:
    """What the views say today is what counts, not what held at the sign-in."""
    browser = signed_in(doors)
    doors.town.hats[ADA] = (ADA_FOR_LILLE, ADA_ON_BOARD)
    assert browser.get("/fr/bureau").text == "ada-board"
    doors.town.hats[ADA] = ()
    assert browser.get("/fr/bureau").status_code == 403


def test_another_mandate_can_be_worn(doors: Doors) -> None:
    """A person of two partners chooses for whom they act, in each browser."""
    lens = replace(
        ADA_FOR_LILLE,
        mandate_id=MandateId("ada-lens"),
        partner_id=PartnerId("lens"),
        capacity=Capacity.ALTERNATE,
    )
    doors.town.hats[ADA] = (ADA_FOR_LILLE, lens)
    browser, other = signed_in(doors), signed_in(doors)
    answer = browser.send(
        "/fr/espace/casquette", mandate="ada-lens", suite="//evil.example"
    )
    assert answer.location == "/fr/espace"
    assert browser.get("/fr/espace").text == "ada as ada-lens"
    assert other.get("/fr/espace").text == "ada as ada-lille"


def test_the_choice_of_a_mandate_shows_each_and_the_one_worn(doors: Doors) -> None:
    """The form names partner and role, and marks under which one acts."""
    viewer = Viewer(
        person_id=ADA,
        hats=(ADA_FOR_LILLE, ADA_ON_BOARD),
        partner=ADA_ON_BOARD,
        named=lambda: "Ada",
    )
    template = (
        "{% from 'auth/hats.html.j2' import hat_form with context %}"
        "{{ hat_form(viewer.hats, viewer.partner, names) }}"
    )
    with doors.app.test_request_context("/fr/espace?a=1"):
        form = render_template_string(template, viewer=viewer, names=NAMES)
    assert "Ville de Lille (représentant·e)" in form
    assert 'value="ada-board" selected>Ville de Lille (membre du bureau)' in form
    assert 'value="/fr/espace?a=1"' in form


def test_a_mandate_that_is_not_ones_own_cannot_be_worn(doors: Doors) -> None:
    """Only a mandate in force of the person signed in can be chosen."""
    browser = signed_in(doors)
    answer = browser.send("/fr/espace/casquette", mandate="ben-lens")
    assert answer.status_code == 404
    assert browser.get("/fr/espace").text == "ada as ada-lille"


def test_an_erased_person_is_signed_out_and_forgotten(doors: Doors) -> None:
    """Erasing a person leaves neither account, session nor letter."""
    browser = signed_in(doors)
    with doors.pool.connection() as db:
        forget_person(db, ADA)
        assert account_with(db, ADA_EMAIL) is None
    assert not browser.is_in()
    for table in ("sessions", "codes", "outbox", "accounts"):
        kept = f"SELECT count(*) FROM access.{table} WHERE person_id = 'ada'"  # noqa: S608  # constants
        assert doors.count(kept) == 0


def test_what_has_served_is_swept_away(doors: Doors) -> None:
    """After a month nothing is left of sessions, codes, counts and letters."""
    signed_in(doors)
    doors.browser().ask("eve@else.example")
    sweep(doors.pool, doors.now)
    assert doors.count("SELECT count(*) FROM access.sessions") == 1
    doors.wait(days=61)
    sweep(doors.pool, doors.now)
    for table in ("sessions", "codes", "limits", "outbox"):
        assert doors.count(f"SELECT count(*) FROM access.{table}") == 0  # noqa: S608  # constants


def test_a_device_is_named_without_its_versions() -> None:
    """Enough to know one's own browser again, too little to single one out."""
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"
    assert device_named(firefox) == "Firefox, Linux"
    assert device_named("curl/8.5") == ""
