"""Filling: how every journey goes through a form."""

from playwright.sync_api import Page

MAIN_BUTTON = "main form button:not(.second):not(.plain):not(.unseen)"


def press(page: Page, what: str) -> None:
    """Press what leads to another page, and wait until it is there."""
    with page.expect_navigation():
        page.click(what)


def go_on(page: Page) -> None:
    """Press the main button of the form."""
    press(page, MAIN_BUTTON)


def fill_day(page: Page, name: str, day: int, month: int, year: int) -> None:
    """Fill a date in its three parts."""
    for part, value in (("day", day), ("month", month), ("year", year)):
        page.fill(f"#{name}-{part}", str(value))


def assert_is_recorded(page: Page) -> None:
    """Read the receipt, which waits to be sealed or was sealed in between."""
    receipt = page.inner_text("main")
    assert "Contribution enregistrée" in receipt, receipt
    assert "En attente de scellement" in receipt or "Scellé" in receipt, receipt
