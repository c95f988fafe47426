"""Projects in Chromium: proposed, joined, moved on and read, scripts or not."""

import re
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import faults
from tests.browser.conftest import Served
from tests.browser.filling import fill_day, go_on, press

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


def test_two_towns_live_a_project(served: Served, page: Page) -> None:
    """One proposes and launches, the other joins and writes; everyone reads it."""
    title = f"Un four commun {page.viewport_size}"
    pont, brumes = sign_in_twice(served, page)
    wear(page, pont)
    served.open(page, "/fr/projets")
    press(page, "text=Proposer un projet")
    go_on(page)
    assert "Il y a 3 erreurs à corriger" in page.inner_text("main")
    page.fill("#title", title)
    page.fill("#purpose", "Cuire le pain ensemble, le samedi.")
    page.check("input[name=scope][value=intercommunal]")
    go_on(page)
    assert "Le projet est proposé" in page.inner_text("main")
    address = page.url.split("?")[0]
    wear(page, brumes)
    page.goto(address)
    press(page, "text=Rejoindre ce projet")
    page.check("input[name=role][value=host]")
    go_on(page)
    assert "Hôte" in page.inner_text("main")
    wear(page, pont)
    page.goto(address)
    press(page, "text=Le lancer")
    fill_day(page, "launched_on", 14, 9, 2026)
    go_on(page)
    press(page, "text=Poser un jalon")
    page.fill("#title", "Première fournée")
    fill_day(page, "due_on", 13, 12, 2026)
    go_on(page)
    assert "Première fournée" in page.inner_text("#contenu table:has-text('Jalon')")
    wear(page, brumes)
    page.goto(address)
    press(page, "text=Écrire dans le carnet de bord")
    page.fill("#text", "Le four tire bien.")
    go_on(page)
    page.context.clear_cookies()
    page.goto(address)
    said = page.inner_text("main")
    assert "Le four tire bien." in said
    assert "En cours" in said
    assert "a posé un jalon, prévu le" in said


def test_only_one_picture_of_two_is_seen(served: Served, page: Page) -> None:
    """The wide one on a screen, the narrow one on a phone; the table on both."""
    served.open(page, "/fr/projets/cours-ouvertes")
    is_phone = (page.viewport_size or {"width": 0})["width"] < 640
    assert page.is_visible("svg.chart.narrow") == is_phone
    assert page.is_visible("svg.chart.wide") != is_phone
    assert page.is_visible("text=Les jalons dans l’ordre de leurs jours")


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_projects(
    served: Served, browser: Browser, width: int
) -> None:
    """Each page, and each form with its errors, is clean and within the window."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in ("", "/cours-ouvertes", "/parcours-croises"):
        served.open(page, f"/fr/projets{path}")
        inspect(page)
    served.open(page, "/en/cooperation")
    inspect(page)
    served.sign_in(page, "yann@exemple.test")
    served.open(page, "/fr/espace/projets")
    inspect(page)
    context.clear_cookies()
    served.sign_in(page, "nadia@exemple.test")
    served.open(page, "/fr/projets/parcours-croises")
    inspect(page)
    hrefs = page.eval_on_selector_all(
        "p.actions a, td a[href*='/jalons/']", "all => all.map(a => a.href)"
    )
    forms = [href for href in hrefs if "/espace/projets/" in href]
    assert len(forms) >= 8
    for href in forms:
        page.goto(href)
        inspect(page)
        if not re.search(r"/quitter$", href):
            go_on(page)
            inspect(page)
    context.close()


def inspect(page: Page) -> None:
    """Find what a machine can find."""
    found = faults(page)
    assert not found, (page.url, found)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{page.url} is {wide} wider than the window"
