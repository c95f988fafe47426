"""An import in Chromium: six clicks without scripts, and no fault that axe finds."""

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from tests.browser.axe import faults
from tests.browser.conftest import Served
from tests.browser.filling import go_on, press

pytestmark = pytest.mark.browser

ROWS = "Date;Heures;Tâche;Nom\n{}\n31/02/2026;2;Réunion de mars;Ben\n"


def sheet(width: int, rows: int = 57) -> FilePayload:
    """Return a time sheet whose last row is wrong."""
    good = (
        f"{1 + n % 28}/01/2026;{n % 7 + 1},5;Permanence {n} vue à {width};Ana"
        for n in range(rows)
    )
    return {
        "name": "feuille de temps.csv",
        "mimeType": "text/csv",
        "buffer": ROWS.format("\n".join(good)).encode("cp1252"),
    }


@pytest.mark.parametrize("width", [360, 1280])
def test_a_time_sheet_is_imported_without_scripts(
    served: Served, browser: Browser, width: int
) -> None:
    """Each page is clean, no wider than the window, and leads to the next."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=False
    )
    page = context.new_page()
    served.sign_in(page, "jeanne@exemple.test")
    served.open(page, "/fr/espace")
    press(page, "text=Importer un tableau")
    page.set_input_files("#file", files=[sheet(width)])
    go_on(page)
    assert "lettres lues en européen occidental" in page.inner_text("main")
    go_on(page)
    assert "À corriger" in page.inner_text("main")
    press(page, "text=Importer les 57 lignes")
    for _second in range(60):
        if "57 lignes importées" in page.inner_text("main"):
            break
        page.wait_for_timeout(1_000)
    with page.expect_download() as told:
        page.click("text=Télécharger la ligne à corriger")
    assert told.value.suggested_filename == "feuille-de-temps-a-corriger.csv"
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_while_importing(
    served: Served, browser: Browser, width: int
) -> None:
    """With its errors too, and where the file leaves something open."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    served.sign_in(page, "jeanne@exemple.test")
    served.open(page, "/fr/espace/contributions/import")
    inspect(page)
    go_on(page)
    inspect(page)
    content = "Jour;Combien;Unité;Quoi\n03/04/2025;1,500;permanence;Tenue du stand\n"
    page.set_input_files(
        "#file",
        files=FilePayload(name="a.csv", mimeType="text/csv", buffer=content.encode()),
    )
    go_on(page)
    inspect(page)
    go_on(page)
    inspect(page)
    page.select_option("#nature", "=time")
    go_on(page)
    inspect(page)
    go_on(page)
    inspect(page)
    page.check("input[name=decimal][value=',']")
    page.select_option("#word-unit-0", "session")
    go_on(page)
    inspect(page)
    context.close()


def inspect(page: Page) -> None:
    """Find what a machine can find."""
    found = faults(page)
    assert not found, (page.url, found)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{page.url} is {wide} wider than the window"
