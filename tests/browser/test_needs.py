"""Needs and offers in Chromium: sought, offered, accepted, brought; scripts or not."""

from typing import Any, cast

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import faults
from tests.browser.conftest import Served
from tests.browser.filling import assert_is_recorded, fill_day, go_on, press

pytestmark = pytest.mark.browser


def sign_in_twice(served: Served, page: Page) -> tuple[Any, Any]:
    """Sign in for two towns; return the cookies of each session."""
    sessions: list[Any] = []
    for email in ("marc@exemple.test", "sarah@exemple.test"):
        page.context.clear_cookies()
        served.sign_in(page, email)
        sessions.append(cast("Any", page.context.cookies()))
    return sessions[0], sessions[1]


def wear(page: Page, session: Any) -> None:  # noqa: ANN401  # cookies as Playwright has them
    """Go on as the person of another session."""
    page.context.clear_cookies()
    page.context.add_cookies(session)


def item(title: str) -> str:
    """Return where the list shows what has this title."""
    return f"ul.tasks li:has-text('{title}')"


def test_a_need_and_an_offer_become_a_contribution(served: Served, page: Page) -> None:
    """Accepted in two clicks from the list; recorded from what was offered."""
    size = (page.viewport_size or {"width": 0})["width"]
    need, given = f"Des tables {size}", f"Vingt tables {size}"
    pont, brumes = sign_in_twice(served, page)
    wear(page, pont)
    served.open(page, "/fr/contributions")
    press(page, "text=Voir ce qui est cherché et ce qui est offert")
    press(page, "text=Exprimer un besoin")
    go_on(page)
    assert "erreurs à corriger" in page.inner_text("main")
    page.fill("#title", need)
    page.check("input[name=nature][value=place]")
    page.check("input[name=unit][value=item]")
    fill_day(page, "until", 31, 12, 2030)
    go_on(page)
    assert "Le besoin est exprimé" in page.inner_text("main")

    wear(page, brumes)
    served.open(page, "/fr/besoins")
    press(page, f"{item(need)} >> text=Offrir cela")
    page.fill("#title", given)
    page.fill("#quantity", "20")
    go_on(page)
    assert "L’offre est faite" in page.inner_text("main")

    wear(page, pont)
    served.open(page, "/fr/besoins")
    press(page, f"{item(given)} >> text=Accepter")
    go_on(page)
    assert "L’offre est acceptée" in page.inner_text("main")

    wear(page, brumes)
    served.open(page, "/fr/espace/besoins")
    press(page, f"{item(given)} >> text=Enregistrer ce que vous avez apporté")
    assert page.input_value("#title") == given
    go_on(page)
    assert page.input_value("#quantity") == "20"
    fill_day(page, "started_on", 14, 9, 2026)
    go_on(page)
    go_on(page)
    assert "Ceci tient l’offre acceptée" in page.inner_text("main")
    go_on(page)
    assert_is_recorded(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_needs(
    served: Served, browser: Browser, width: int
) -> None:
    """Each page, and each form with its errors, is clean and within the window."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in ("/fr/besoins", "/en/besoins?nature=know_how", "/fr/besoins?nature=x"):
        served.open(page, path)
        inspect(page)
    served.sign_in(page, "nadia@exemple.test")
    for path in (
        "besoins",
        "espace/besoins",
        "espace/contributions/a-confirmer",
        "espace/offres/offre-ecoute/accepter",
    ):
        served.open(page, f"/fr/{path}")
        inspect(page)
    for path in ("espace/besoins/nouveau", "espace/offres/nouvelle"):
        served.open(page, f"/fr/{path}")
        inspect(page)
        go_on(page)
        inspect(page)
    served.open(page, "/fr/bureau/modalites")
    inspect(page)
    page.fill("#above-hour", "-1")
    go_on(page)
    assert "Un seuil se situe entre zéro et un milliard" in page.inner_text("main")
    inspect(page)
    context.close()


def inspect(page: Page) -> None:
    """Find what a machine can find."""
    found = faults(page)
    assert not found, (page.url, found)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{page.url} is {wide} wider than the window"
