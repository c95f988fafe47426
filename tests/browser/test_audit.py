"""The audit in Chromium: receipts, two dates, everything verified, by whoever reads."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import faults
from tests.browser.conftest import Served
from tests.browser.filling import fill_day, go_on, press

pytestmark = pytest.mark.browser

SECONDS = 1_000
SEALED = "n’a pas changé depuis"
YESTERDAY = datetime.now(UTC).date() - timedelta(days=1)
PAGES = (
    "/fr/audit",
    "/en/audit",
    "/fr/audit/registre",
    "/fr/audit/registre?acteur=brumes&depuis=2026-01-01",
    "/fr/audit/registre?q=foo:bar",
    "/fr/audit/registre/55",
    "/fr/audit/comparer",
    "/fr/audit/comparer?debut=2026-05-01&fin=2026-10-01",
    "/fr/audit/comparer?debut=60&fin=12",
    "/fr/audit/verifier",
    "/fr/audit/anomalies",
    "/fr/audit/dossier",
    "/fr/donnees",
    "/fr/donnees/projects",
    "/fr/preuves",
    "/fr/preuves?q=zzz",
    "/fr/preuves/12",
)


def test_a_record_gets_its_receipt(served: Served, page: Page, tmp_path: Path) -> None:
    """Recorded, sealed while the page comes again by itself, kept, and verified."""
    served.sign_in(page, "paul@exemple.test")
    served.open(page, "/fr/espace/contributions/nouvelle")
    page.check("input[name=nature][value=time]")
    page.fill("#title", f"Accueil du soir {page.viewport_size}")
    go_on(page)
    page.fill("#quantity", "2")
    page.check("input[name=unit][value=hour]")
    fill_day(page, "started_on", YESTERDAY.day, YESTERDAY.month, YESTERDAY.year)
    go_on(page)
    go_on(page)
    go_on(page)
    press(page, "main a:has-text('Accusé n°')")
    main = page.locator("main")
    expect(main).to_contain_text("a déclaré 2 heures")
    expect(main).to_contain_text(SEALED, timeout=20 * SECONDS)
    assert "Refresh" not in (page.reload() or page).all_headers()  # type: ignore[union-attr]  # a page that is there has an answer
    with page.expect_download() as kept:
        page.click("text=Télécharger l’accusé")
    receipt = tmp_path / kept.value.suggested_filename
    kept.value.save_as(receipt)
    with page.expect_download() as kept:
        page.click("main a:text-is('policy')")
    kept.value.save_as(tmp_path / "policy")
    with page.expect_download() as kept:
        page.click("main a:text-is('verify.py')")
    kept.value.save_as(tmp_path / "verify.py")
    done = subprocess.run(
        [sys.executable, "-I", "verify.py", receipt.name, "--lang", "fr"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "VÉRIFIÉ" in done.stdout


def test_two_dates_are_compared_down_to_the_proof(served: Served, page: Page) -> None:
    """From the difference to the entries that made it, and to the proof of one."""
    served.open(page, "/fr/audit")
    press(page, "main a:text-is('Comparer deux dates')")
    page.fill("#debut", "2026-05-01")
    page.fill("#fin", "2026-06-01")
    press(page, "text=Comparer >> nth=-1")
    main = page.locator("main")
    expect(main).to_contain_text("inscriptions entre les deux")
    press(page, "main table a:text-is('Contributions')")
    press(page, "main section >> nth=0 >> text=Ce qui l’a amenée")
    expect(main).to_contain_text("Seulement ces inscriptions")
    press(page, "main table a >> nth=0")
    expect(main).to_contain_text(SEALED, timeout=20 * SECONDS)
    expect(main).to_contain_text("ContributionRecorded")


def test_the_register_is_narrowed_by_keyboard(served: Served, page: Page) -> None:
    """A line of qualifiers, sent with Enter, and one word taken away again."""
    served.open(page, "/fr/audit/registre")
    page.focus("#filter-q")
    page.keyboard.type("action:confirmée objet:g1")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    main = page.locator("main")
    expect(main).to_contain_text("Seulement ces inscriptions")
    expect(main.locator("tbody tr")).to_have_count(1)
    page.focus("text=Effacer les filtres")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("main tbody tr").count() == 50


def test_everything_is_verified(served: Served, page: Page) -> None:
    """Asked for with one button, done by the reactor, told in words without scripts."""
    served.sign_in(page, "nadia@exemple.test")
    served.open(page, "/fr/audit/verifier")
    go_on(page)
    main = page.locator("main")
    expect(main).to_contain_text("Dernière vérification", timeout=60 * SECONDS)
    expect(main).to_contain_text("Tout est tel que cela a été enregistré.")
    served.open(page, "/fr/audit/anomalies")
    expect(page.locator("main")).to_contain_text("Relu jusqu’à l’inscription")


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(served: Served, browser: Browser, width: int) -> None:
    """Each page is clean with all it holds open, and no wider than the window.

    On a phone in the dark, on a screen in the light.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if width < 1_000 else "light",
    )
    page = context.new_page()
    for path in PAGES:
        served.open(page, path)
        page.eval_on_selector_all(
            "main details", "all => all.forEach((one) => { one.open = true; })"
        )
        found = faults(page)
        assert not found, (path, found)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{path} is {wide} wider than the window"
    context.close()
