"""The report of a year in Chromium: three steps from the space to the document."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import faults
from tests.browser.conftest import Served
from tests.browser.filling import press
from tests.browser.sessions import become

pytestmark = pytest.mark.browser


def test_a_partner_takes_its_year_away(served: Served, page: Page) -> None:
    """Space, report, document: with scripts and without."""
    become(served, page, "sarah@exemple.test")
    served.open(page, "/fr/espace")
    press(page, "text=Le bilan de l’année")
    assert "Bilan de l’année" in page.inner_text("h1")
    for label, begins in (
        ("Document modifiable (ODT)", b"PK"),
        ("À imprimer (PDF)", b"%PDF-1.7"),
    ):
        with page.expect_download() as taken:
            page.click(f"text={label}")
        path = Path(taken.value.path())
        assert path.read_bytes().startswith(begins)
        assert taken.value.suggested_filename.startswith("bilan-ville-de-brumes-")


@pytest.mark.parametrize("width", [360, 1280])
def test_reports_and_pictures_are_clean(
    served: Served, browser: Browser, width: int
) -> None:
    """Nothing that axe finds, nothing wider than the window."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in (
        "/fr/projets/cours-ouvertes/bilan",
        "/fr/partenaires/ville-brumes/bilan",
        "/fr/financeurs",
        "/fr/financeurs/region-littoral/bilan",
        "/fr/contributions",
    ):
        served.open(page, path)
        assert not faults(page), path
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, path
    context.close()
