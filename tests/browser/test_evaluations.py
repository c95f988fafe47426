"""Evaluations in Chromium: opened, told, countersigned, answered, concluded, read."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Served
from tests.browser.filling import fill_day, go_on, press
from tests.browser.sessions import become
from tests.browser.test_projects import inspect

pytestmark = pytest.mark.browser

PONT, BRUMES, LAB = (
    "marc@exemple.test",
    "sarah@exemple.test",
    "nadia@exemple.test",
)


@dataclass
class Circle:
    """Several people, one after the other, on one evaluation."""

    served: Served
    page: Page
    address: str = ""

    def become(self, email: str) -> None:
        """Go on as somebody else, on the evaluation's page."""
        become(self.served, self.page, email)
        self.page.goto(self.address)

    @property
    def said(self) -> str:
        """Return what the page says."""
        return self.page.inner_text("main")


def open_one(circle: Circle) -> None:
    """Let a town ask what opened school yards change."""
    page = circle.page
    become(circle.served, page, PONT)
    circle.served.open(page, "/fr/evaluations")
    press(page, "text=Ouvrir une évaluation")
    go_on(page)
    assert "Il y a 2 erreurs à corriger" in circle.said
    page.fill("#title", f"Que change le minibus ? {page.viewport_size}")
    page.select_option("#about", "project:cours-ouvertes")
    page.fill("#expected", "Que les anciens viennent au marché.")
    go_on(page)
    assert "L’évaluation est ouverte" in circle.said
    circle.address = page.url.split("?")[0]


def tell(circle: Circle) -> None:
    """Let another pass on what it was told, warned of a name and asked for consent."""
    page = circle.page
    press(page, "text=Donner un récit")
    page.check("input[name=level][value=person]")
    page.fill("#happened", "M. Durand nous attend au coin, chaque jeudi.")
    page.check("input[name=source][value=oral]")
    go_on(page)
    assert "«\u00a0M. Durand\u00a0»" in circle.said
    page.check("input[name^=reread]")
    go_on(page)
    assert "porte un pseudonyme" in circle.said
    page.fill("#pseudonym", "La voisine du jeudi")
    page.fill("#happened", "On nous attend au coin, chaque jeudi.")
    go_on(page)
    assert "avoir accepté" in circle.said
    page.check("#has_consent")
    go_on(page)
    assert "Le récit est donné" in circle.said
    assert "La voisine du jeudi (recueilli à l’oral" in circle.said
    assert "Contresigner ce récit" not in circle.said


def countersign_and_ask(circle: Circle) -> None:
    """Let the first say that it saw the same, and ask the board."""
    page = circle.page
    press(page, "text=Contresigner ce récit")
    go_on(page)
    assert "Contresigné par" in circle.said
    press(page, "text=Porter une question devant le bureau")
    page.fill("#question", "Qui conduit le jeudi ?")
    fill_day(page, "due_on", 1, 1, 2020)
    go_on(page)
    assert "choisissez un jour après aujourd’hui" in circle.said
    fill_day(page, "due_on", 13, 5, 2027)
    go_on(page)
    assert "La question est devant le bureau" in circle.said


def test_an_evaluation_is_told_by_several(served: Served, page: Page) -> None:
    """One opens it, another tells, the board is asked; the public reads no account."""
    circle = Circle(served, page)
    open_one(circle)
    circle.become(BRUMES)
    tell(circle)
    circle.become(PONT)
    countersign_and_ask(circle)
    circle.become(LAB)
    press(page, "#contenu td a:has-text('Répondre')")
    page.fill("#answer", "Un agent du lab, jusqu’à l’été.")
    go_on(page)
    assert "Un agent du lab" in circle.said
    circle.become(PONT)
    press(page, "text=La conclure")
    page.fill("#observed", "Douze anciens, chaque jeudi.")
    page.fill("#learned", "Le trajet compte autant que le marché.")
    go_on(page)
    assert "L’évaluation est conclue" in circle.said
    page.context.clear_cookies()
    page.goto(circle.address)
    assert "Que les anciens viennent au marché." in circle.said
    assert "Douze anciens" in circle.said
    assert "La voisine du jeudi" not in page.content()
    assert "On nous attend au coin" not in page.content()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_evaluations(
    served: Served, browser: Browser, width: int
) -> None:
    """Each page, and each form with its errors, is clean and within the window."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in (
        "evaluations",
        "evaluations/cours-ouvertes-an-un",
        "evaluations/guichets-croises",
        "parcours",
        "parcours/du-banc-au-contrat",
        "projets/cours-ouvertes",
    ):
        served.open(page, f"/fr/{path}")
        inspect(page)
    served.open(page, "/en/evaluations/guichets-croises")
    inspect(page)
    become(served, page, LAB)
    served.open(page, "/fr/evaluations/cours-ouvertes-an-un")
    inspect(page)
    served.open(page, "/fr/evaluations/guichets-croises")
    inspect(page)
    hrefs = page.eval_on_selector_all(
        "p.actions a, #contenu a[href*='contresigner'], td a",
        "all => all.map(a => a.href)",
    )
    forms = [h for h in hrefs if "/espace/evaluations/" in h or "/bureau/" in h]
    assert len(forms) >= 4
    space = f"{served.address}/fr/espace"
    forms += [f"{space}/evaluations/nouvelle", f"{space}/parcours/nouveau"]
    for href in forms:
        page.goto(href)
        inspect(page)
        if "contresigner" not in href:
            go_on(page)
            inspect(page)
    context.close()
