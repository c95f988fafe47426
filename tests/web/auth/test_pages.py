"""The pages of the doors, as they are drawn: labelled, escaped, with nothing inline."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import pytest

from tests.web.auth.conftest import Building
from tests.web.auth.doors import ADA, ADA_EMAIL, LILLE, Browser, Doors
from tests.web.test_parts import Reading
from web.auth.invitations import Invited, send_invitation
from web.auth.setup_link import operator_link

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(params=["fr", "en"])
def drawn(request: pytest.FixtureRequest, building: Building) -> Mapping[str, str]:
    """Every page of the doors in one language, by its name."""
    lang: str = request.param
    doors = building(demo=True)
    browser = doors.browser()
    pages: dict[str, str] = {}

    def draw(name: str, path: str, status: int = 200) -> None:
        answer = browser.get(f"/{lang}/{path}")
        assert answer.status_code == status, (name, answer.text)
        pages[name] = answer.text

    draw("address", "connexion?suite=/fr/espace")
    pages["wrong address"] = browser.send(f"/{lang}/connexion", email=HOSTILE).text
    browser.send(f"/{lang}/connexion", email=ADA_EMAIL)
    draw("code", "connexion/code")
    pages["wrong code"] = browser.send(f"/{lang}/connexion/code", code=HOSTILE).text
    browser.enter(doors.last_code())
    draw("sessions", "espace/sessions")
    draw("role", "bureau", 403)
    draw("letters", "operateur/messages")
    draw("invitation", _invitation(doors, lang))
    draw("link over", "invitation/none", 410)
    link = operator_link(doors.pool, doors.access.settings)
    draw("operator", urlsplit(link).path.removeprefix("/fr/"))
    _ask_too_often(browser, lang)
    pages["too many"] = browser.send(f"/{lang}/connexion", email=ADA_EMAIL).text
    return pages


def _invitation(doors: Doors, lang: str) -> str:
    invited = Invited(
        person_id=ADA,
        email=ADA_EMAIL,
        language=lang,
        partner_name=HOSTILE,
        invited_by=ADA,
        partner_id=LILLE,
    )
    with doors.app.app_context():
        link = send_invitation(doors.access, invited)
    return urlsplit(link).path.removeprefix(f"/{lang}/")


def _ask_too_often(browser: Browser, lang: str) -> None:
    for _ in range(5):
        browser.send(f"/{lang}/connexion", email=ADA_EMAIL)


def test_every_page_can_be_read_by_everyone(drawn: Mapping[str, str]) -> None:
    """One first heading, a label for each control, links that lead to something."""
    for name, text in drawn.items():
        page = Reading(text)
        assert len(page.all("h1")) == 1, name
        assert max(page.ids.values()) == 1, name
        labelled = {label.get("for") for label in page.all("label")}
        for control in page.all("input", "select", "textarea"):
            if control.get("type") != "hidden":
                assert control["id"] in labelled, name
        for link in page.all("a"):
            target = link.get("href") or ""
            assert not target.startswith("#") or target[1:] in page.ids, name


def test_no_page_runs_or_paints_inline(drawn: Mapping[str, str]) -> None:
    """The policy allows no inline script or style, and nothing typed becomes one."""
    for name, text in drawn.items():
        page = Reading(text)
        assert not page.all("style"), name
        assert all(script.get("src") for script in page.all("script")), name
        assert not any("style" in attributes for _, attributes in page.elements), name


def test_every_form_carries_its_token(drawn: Mapping[str, str]) -> None:
    """No form of the doors is sent without the token that guards it."""
    for name, text in drawn.items():
        page = Reading(text)
        forms = [f for f in page.all("form") if "data-theme-form" not in f]
        tokens = [i for i in page.all("input") if i.get("name") == "csrf_token"]
        assert len(tokens) == len(forms), name
