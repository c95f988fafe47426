"""Journeys in Chromium: on a phone without scripts, and on a screen with them."""

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import faults
from tests.browser.conftest import Served
from tests.browser.filling import fill_day, go_on

pytestmark = pytest.mark.browser

PUBLIC = (
    "/fr/",
    "/en/",
    "/fr/partenaires",
    "/fr/partenaires/ville-brumes",
    "/fr/contributions",
    "/fr/contributions?nature=time&statut=confirmed",
    "/fr/contributions?statut=withdrawn",
    "/fr/contributions/g1",
    "/fr/contributions?au=2026-05-01",
    "/fr/aide",
    "/fr/accessibilite",
    "/fr/plan",
    "/fr/connexion",
    "/fr/nulle-part",
)


def record(page: Page, served: Served, title: str, quantity: str) -> str:
    """Record a contribution in its steps; return its number."""
    served.open(page, "/fr/espace/contributions/nouvelle")
    page.check("input[name=nature][value=time]")
    page.fill("#title", title)
    go_on(page)
    page.fill("#quantity", quantity)
    page.check("input[name=unit][value=hour]")
    fill_day(page, "started_on", 2, 11, 2026)
    go_on(page)
    go_on(page)
    assert title in page.inner_text("main")
    go_on(page)
    found = re.search(r"C-2026-\d{4}", page.inner_text("main"))
    assert found is not None, page.inner_text("main")
    return found.group()


def test_a_partner_records_and_another_confirms(served: Served, page: Page) -> None:
    """From sign-in to the receipt, then the other partner's confirmation."""
    served.sign_in(page, "sarah@exemple.test")
    title = f"Atelier du soir {page.viewport_size}"
    number = record(page, served, title, "1 234,50")
    served.open(page, f"/c/{number}")
    assert "1 234,5" in page.inner_text("main").replace("\u202f", " ").replace(
        "\u00a0", " "
    )
    address = page.url
    page.context.clear_cookies()
    served.sign_in(page, "ines@exemple.test")
    page.goto(address)
    page.click("text=Confirmer")
    go_on(page)
    page.goto(address)
    assert "Confirmée" in page.inner_text("main")


def test_wrong_answers_are_named_beside_their_field(served: Served, page: Page) -> None:
    """What a tired person types is kept, named, and nothing is recorded."""
    served.sign_in(page, "marc@exemple.test")
    served.open(page, "/fr/espace/contributions/nouvelle")
    page.check("input[name=nature][value=time]")
    page.fill("#title", "Un essai <script>alert(1)</script>")
    go_on(page)
    for wrong in ("0", "-3", "1e9", "1234567890123456789", "deux"):
        page.fill("#quantity", wrong)
        page.check("input[name=unit][value=hour]")
        fill_day(page, "started_on", 2, 11, 2026)
        go_on(page)
        assert page.title().startswith("Erreur"), wrong
        assert page.input_value("#quantity") == wrong
        assert page.locator(".errors a").count() == 1


@pytest.mark.parametrize("path", PUBLIC)
def test_axe_finds_nothing(served: Served, browser: Browser, path: str) -> None:
    """No page has an error that a machine can find, at 360 and 1280, light and dark."""
    for width in (360, 1280):
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": 800},
                color_scheme=scheme,
            )
            page = context.new_page()
            served.open(page, path)
            assert not faults(page)
            overflow = page.evaluate(
                "document.documentElement.scrollWidth - window.innerWidth"
            )
            assert overflow <= 0, f"{path} is wider than {width}"
            context.close()


def test_the_list_is_read_by_keyboard_alone(served: Served, browser: Browser) -> None:
    """Tab reaches the skip link first, and Enter on it leads past the navigation."""
    context = browser.new_context()
    page = context.new_page()
    served.open(page, "/fr/contributions")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    # The pictures come first, and are folded away where they are in the way.
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    assert page.locator("main details[open]").count() == 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.facets') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?partenaire="))
    context.close()


SPACE = (
    "/fr/espace",
    "/fr/espace/contributions",
    "/fr/espace/contributions/nouvelle",
    "/fr/espace/equipe",
    "/fr/espace/equipe/designer",
    "/fr/espace/inviter",
    "/fr/espace/sessions",
    "/fr/espace/confirmer",
    "/fr/bureau",
    "/fr/contributions/g5/",
)


def test_axe_finds_nothing_in_the_spaces(served: Served, browser: Browser) -> None:
    """Nor in the pages of partners and of the board, at 360 and 1280."""
    context = browser.new_context()
    page = context.new_page()
    served.sign_in(page, "nadia@exemple.test")
    for path in SPACE:
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            served.open(page, path)
            assert not faults(page), path
    context.close()
