"""Resources in Chromium: published, found, reused and credited, scripts or not."""

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import faults
from tests.browser.conftest import Served
from tests.browser.filling import go_on, press

pytestmark = pytest.mark.browser

METHOD = "/fr/ressources/parcours-croises-methode"


def test_a_resource_is_published_in_three_steps(served: Served, page: Page) -> None:
    """With an error on the way, a step back, and a sheet at the end."""
    title = f"Monter une grainothèque {page.viewport_size}"
    served.sign_in(page, "hugo@exemple.test")
    served.open(page, "/fr/ressources")
    press(page, "text=Publier une ressource")
    go_on(page)
    assert "Il y a 3 erreurs à corriger" in page.inner_text("main")
    assert page.title().startswith("Erreur")
    page.check("input[name=kind][value=method]")
    page.fill("#title", title)
    page.fill("#summary", "Des graines, des bocaux, une étagère à la mairie.")
    go_on(page)
    page.check("input[name=licence][value=other]")
    page.fill("#other_licence", "GPL-3.0")
    page.fill("#address", "http://graines.example")
    go_on(page)
    said = page.inner_text("main")
    assert "GPL-3.0-only" in said
    assert "commence par https://" in said.replace("\u00a0", " ")
    page.check("input[name=licence][value='CC-BY-SA-4.0']")
    page.fill("#address", "https://graines.example/mode-d-emploi")
    go_on(page)
    press(page, "text=Étape précédente")
    assert page.input_value("#address") == "https://graines.example/mode-d-emploi"
    go_on(page)
    assert title in page.inner_text("main")
    page.check("input[name=own]")
    go_on(page)
    said = page.inner_text("main")
    assert "La ressource est publiée" in said
    assert page.inner_text("h1") == title
    assert (
        "Chaque réutilisation crédite 1 ressource et 1 contribution."
        in said.replace("\u00a0", " ")
    )


def test_a_small_municipality_finds_it_and_reuses_it(
    served: Served, page: Page
) -> None:
    """From the search to the credit: a visitor, three clicks, and a sign-in."""
    served.open(page, "/fr/ressources")
    page.fill("#filter-q", "PARCOURS croises Methode")
    press(page, "main button:has-text('Filtrer')")
    assert "2 ressources trouvées" in page.inner_text("main")
    press(page, "text=Parcours croisés\u00a0: la méthode")
    before = reuses(page)
    press(page, "text=Je réutilise")
    is_phone = (page.viewport_size or {"width": 0})["width"] < 640
    email = "sarah@exemple.test" if is_phone else "ines@exemple.test"
    page.fill("#email", email)
    go_on(page)
    page.fill("#code", served.read_letter(page, email, r"\b\d{6}\b"))
    go_on(page)
    assert page.inner_text("h1") == "Je réutilise cette ressource"
    go_on(page)
    assert "ses auteurs sont crédités" in page.inner_text("main")
    assert reuses(page) == before + 1
    served.open(page, "/fr/contributions/g1")
    assert "réutilisations créditent cette contribution" in page.inner_text(
        "main"
    ).replace("\u00a0", " ")


def reuses(page: Page) -> int:
    """Return how many reuses the sheet counts."""
    found = re.search(
        r"(\d+) réutilisation", page.inner_text("#contenu caption >> nth=0")
    )
    assert found is not None
    return int(found.group(1))


def test_only_one_picture_of_two_is_seen(served: Served, page: Page) -> None:
    """The wide one on a screen, the narrow one on a phone; the table on both."""
    served.open(page, METHOD)
    is_phone = (page.viewport_size or {"width": 0})["width"] < 640
    assert page.is_visible("svg.chart.narrow") == is_phone
    assert page.is_visible("svg.chart.wide") != is_phone
    assert page.is_visible(
        "text=Ce que chaque réutilisation de cette ressource crédite"
    )


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_resources(
    served: Served, browser: Browser, width: int
) -> None:
    """Each page, and each form with its errors, is clean and within the window."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in ("", "?q=methode", "?q=introuvable", "/parcours-croises-bourgs"):
        served.open(page, f"/fr/ressources{path}")
        inspect(page)
    served.open(page, METHOD.replace("/fr/", "/en/"))
    inspect(page)
    served.sign_in(page, "hugo@exemple.test")
    served.open(page, "/fr/espace/ressources")
    inspect(page)
    served.open(page, METHOD)
    inspect(page)
    hrefs = page.eval_on_selector_all(".actions a", "all => all.map(a => a.href)")
    forms = [href for href in hrefs if "/espace/ressources/" in href]
    assert len(forms) == 6
    for href in [f"{served.address}/fr/espace/ressources/nouvelle", *forms]:
        page.goto(href)
        inspect(page)
        for clear in ("#text", "#title", "#edition", "#reused_on-day"):
            if page.query_selector(clear):
                page.fill(clear, "")
        if "/transmettre" not in href:
            go_on(page)
            assert "à corriger" in page.inner_text("main"), href
            inspect(page)
    context.close()


def inspect(page: Page) -> None:
    """Find what a machine can find."""
    found = faults(page)
    assert not found, (page.url, found)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{page.url} is {wide} wider than the window"
