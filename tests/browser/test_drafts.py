"""Drafts in Chromium: what is typed is not lost, with or without a line."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import faults
from tests.browser.conftest import Served
from tests.browser.filling import go_on
from tests.browser.sessions import become

pytestmark = pytest.mark.browser

HELD = "Object.keys(localStorage).filter((name) => name.startsWith('commun:'))"
OFFLINE = "Hors ligne\u00a0: gardé sur cet appareil"
KEPT = "Brouillon enregistré"
FAILED = "Le brouillon n’a pas pu être envoyé\u00a0: gardé sur cet appareil"
LOST = "Gardé nulle part\u00a0: ne fermez pas cette page avant l’envoi"
HERE = "Gardé sur cet appareil jusqu’à l’envoi"
NEED = "/fr/espace/besoins/nouveau"
RESUMED = "Repris de votre brouillon"
NOTICE = "[data-draft-notice]"
SAID = "[data-draft-said]"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 360, "height": 800}, locale="fr-FR")
    yield opened
    opened.close()


@pytest.fixture
def writing(context: BrowserContext, served: Served) -> Page:
    """Return the first page of a new contribution, as Ines opens it."""
    page = context.new_page()
    become(served, page, "ines@exemple.test")
    served.open(page, "/fr/espace/contributions/nouvelle")
    return page


def held(page: Page) -> list[str]:
    """Return what the device holds."""
    names: list[str] = page.evaluate(HELD)
    return names


def type_title(page: Page, title: str) -> None:
    """Type as somebody does, and rest."""
    page.fill("#title", "")
    page.locator("#title").press_sequentially(title)


def test_what_is_typed_is_kept_after_a_rest(served: Served, writing: Page) -> None:
    """The server has it before anything is sent; read again, the page shows it."""
    type_title(writing, "Relecture au repos")
    expect(writing.locator(SAID)).to_have_text(KEPT)
    assert "key=" in writing.url
    assert held(writing) == []
    writing.reload()
    assert writing.input_value("#title") == "Relecture au repos"
    assert writing.locator(NOTICE).is_hidden()
    served.open(writing, "/fr/espace")
    assert "Relecture au repos" in writing.inner_text("main")


def test_offline_the_device_keeps_it(
    served: Served, context: BrowserContext, writing: Page
) -> None:
    """Nothing is sent into the void; once the line is back, the server has it."""
    type_title(writing, "Tournée sans réseau")
    expect(writing.locator(SAID)).to_have_text(KEPT)
    address = writing.url
    context.set_offline(True)
    type_title(writing, "Tournée sans réseau, suite")
    expect(writing.locator(SAID)).to_have_text(OFFLINE)
    expect(writing.locator("#live")).to_have_text(OFFLINE)
    assert len(held(writing)) == 1
    writing.click("main form button:not(.second):not(.plain):not(.unseen)")
    assert writing.url == address
    assert writing.input_value("#title") == "Tournée sans réseau, suite"
    context.set_offline(False)
    expect(writing.locator(SAID)).to_have_text(KEPT)
    assert held(writing) == []
    served.open(writing, "/fr/espace")
    assert "Tournée sans réseau, suite" in writing.inner_text("main")


@pytest.mark.parametrize("choice", ["keep", "drop"])
def test_a_copy_is_offered_when_the_page_comes_back(writing: Page, choice: str) -> None:
    """What the server never got is shown again, to be kept or dropped."""
    type_title(writing, f"Premier jet {choice}")
    expect(writing.locator(SAID)).to_have_text(KEPT)
    writing.route("**/garder", lambda route: route.abort())
    type_title(writing, f"Second jet {choice}")
    expect(writing.locator(SAID)).to_have_text(FAILED)
    writing.unroute("**/garder")
    writing.reload()
    assert writing.locator(NOTICE).is_visible()
    assert RESUMED in writing.inner_text(NOTICE)
    assert writing.input_value("#title") == f"Second jet {choice}"
    assert not faults(writing)
    writing.click(f"[data-draft-{choice}]")
    assert writing.locator(NOTICE).is_hidden()
    if choice == "keep":
        expect(writing.locator(SAID)).to_have_text(KEPT)
    assert held(writing) == []
    writing.reload()
    first = "Second" if choice == "keep" else "Premier"
    assert writing.input_value("#title") == f"{first} jet {choice}"
    assert writing.locator(NOTICE).is_hidden()


def test_a_form_without_a_draft_is_held_until_it_is_sent(
    served: Served, context: BrowserContext
) -> None:
    """A need that is being written survives a closed page; sent, nothing is left."""
    page = context.new_page()
    become(served, page, "ines@exemple.test")
    served.open(page, NEED)
    page.locator("#title").press_sequentially("Un vidéoprojecteur")
    expect(page.locator(SAID)).to_have_text(HERE)
    page.close()
    page = context.new_page()
    served.open(page, NEED)
    assert page.input_value("#title") == "Un vidéoprojecteur"
    assert RESUMED in page.inner_text(NOTICE)
    page.click("[data-draft-keep]")
    go_on(page)
    assert page.locator("#errors").is_visible()
    assert page.input_value("#title") == "Un vidéoprojecteur"
    assert page.locator(NOTICE).is_hidden()
    page.check("input[name=nature][value=place]")
    page.check("input[name=unit][value=session]")
    go_on(page)
    assert "/besoins" in page.url
    assert held(page) == []
    served.open(page, NEED)
    assert page.input_value("#title") == ""


def test_a_second_person_never_sees_it(served: Served, context: BrowserContext) -> None:
    """Whoever signs in on the same device finds nothing of the first."""
    page = context.new_page()
    become(served, page, "ines@exemple.test")
    served.open(page, NEED)
    page.locator("#title").press_sequentially("Un secret de bureau")
    expect(page.locator(SAID)).to_have_text(HERE)
    assert len(held(page)) == 1
    become(served, page, "hugo@exemple.test")
    served.open(page, NEED)
    assert held(page) == []
    assert page.input_value("#title") == ""
    assert page.locator(NOTICE).is_hidden()


def test_signing_out_leaves_nothing(served: Served, context: BrowserContext) -> None:
    """A shared device forgets with its session."""
    page = context.new_page()
    served.sign_in(page, "lea@exemple.test")
    served.open(page, NEED)
    page.locator("#title").press_sequentially("Un mot de trop")
    expect(page.locator(SAID)).to_have_text(HERE)
    assert len(held(page)) == 1
    with page.expect_navigation():
        page.click("form[data-sign-out] button")
    assert held(page) == []


def test_nothing_is_said_to_be_kept_that_is_not(
    served: Served, context: BrowserContext
) -> None:
    """A full or forbidden store is told, so that nobody closes the page."""
    full = "Storage.prototype.setItem = () => { throw new Error('full'); }"
    context.add_init_script(full)
    page = context.new_page()
    become(served, page, "ines@exemple.test")
    served.open(page, NEED)
    page.locator("#title").press_sequentially("Rien ne me garde")
    expect(page.locator(SAID)).to_have_text(LOST)
    assert held(page) == []
