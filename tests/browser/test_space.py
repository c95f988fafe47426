"""The space in Chromium: what partners ask and answer, and no fault that axe finds."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from tests.browser.axe import faults
from tests.browser.conftest import Served
from tests.browser.filling import assert_is_recorded, fill_day, go_on, press

pytestmark = pytest.mark.browser

SHEET: FilePayload = {
    "name": "feuille.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
}
YESTERDAY = datetime.now(UTC).date() - timedelta(days=1)


def describe(page: Page, served: Served, title: str) -> None:
    """Fill in the first two pages of a new contribution."""
    served.open(page, "/fr/espace/contributions/nouvelle")
    page.check("input[name=nature][value=time]")
    page.fill("#title", title)
    go_on(page)
    page.fill("#quantity", "7,5")
    page.check("input[name=unit][value=hour]")
    fill_day(page, "started_on", YESTERDAY.day, YESTERDAY.month, YESTERDAY.year)
    go_on(page)


def send(page: Page) -> str:
    """Go on to the end, and return the address of what was recorded."""
    go_on(page)
    go_on(page)
    assert_is_recorded(page)
    press(page, "text=Voir cette contribution")
    return page.url


def test_a_question_is_asked_and_answered(served: Served, page: Page) -> None:
    """A file is added, a question asked, found among the tasks, and answered."""
    title = f"Accueil du marché {page.viewport_size}"
    served.sign_in(page, "sarah@exemple.test")
    describe(page, served, title)
    page.set_input_files("#file", files=[SHEET])
    press(page, "text=Ajouter ce fichier")
    assert "feuille.pdf" in page.inner_text("main")
    address = send(page)
    author = cast("Any", page.context.cookies())
    page.context.clear_cookies()
    served.sign_in(page, "ines@exemple.test")
    page.goto(address)
    press(page, "text=Demander une précision")
    page.fill("#question", "Combien de personnes sont venues ?")
    go_on(page)
    page.context.clear_cookies()
    # The same session, not a new one: codes for one address are counted.
    page.context.add_cookies(author)
    served.open(page, "/fr/espace")
    press(page, f"text=Donner la précision demandée sur «\u00a0{title}\u00a0»")
    assert "Combien de personnes" in page.inner_text("main")
    page.fill("#answer", "Une douzaine.")
    go_on(page)
    assert "Une douzaine." in page.inner_text("main")


def test_a_correction_is_checked_before_it_is_sent(served: Served, page: Page) -> None:
    """Before and after stand side by side; going back keeps what was typed."""
    served.sign_in(page, "hugo@exemple.test")
    describe(page, served, f"Prêt de matériel {page.viewport_size}")
    address = send(page)
    press(page, "text=Corriger")
    page.fill("#quantity", "8,25")
    page.fill("#reason", "Une heure oubliée.")
    go_on(page)
    assert "7,5" in page.inner_text("main")
    assert "8,25" in page.inner_text("main")
    press(page, "button[name=back]")
    assert page.input_value("#quantity") == "8,25"
    go_on(page)
    press(page, "button[name=checked]")
    assert page.url.startswith(address)
    assert "La correction est enregistrée." in page.inner_text("main")


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_while_recording(
    served: Served, browser: Browser, width: int
) -> None:
    """Each page, and each with its errors, is clean and no wider than the window."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    served.sign_in(page, "jeanne@exemple.test")
    served.open(page, "/fr/espace/contributions/nouvelle")
    inspect(page)
    go_on(page)
    inspect(page)
    describe(page, served, "Vue par axe")
    page.set_input_files("#file", files=[SHEET])
    press(page, "text=Ajouter ce fichier")
    inspect(page)
    go_on(page)
    inspect(page)
    go_on(page)
    inspect(page)
    press(page, "text=Voir cette contribution")
    inspect(page)
    address = page.url.split("?")[0]
    for act in ("corriger", "retirer"):
        page.goto(f"{address}/{act}")
        go_on(page)
        inspect(page)
    served.open(page, "/fr/espace/contributions/a-confirmer")
    go_on(page)
    inspect(page)
    context.close()


def inspect(page: Page) -> None:
    """Find what a machine can find."""
    found = faults(page)
    assert not found, (page.url, found)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{page.url} is {wide} wider than the window"
