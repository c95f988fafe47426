"""Sessions: people who sign in once for all tests, as codes are few in an hour."""

from typing import Any, Final, cast

from playwright.sync_api import Page

from tests.browser.conftest import Served

KEPT: Final[dict[tuple[str, str], Any]] = {}
"""The cookies of each person, for each served commons."""


def become(served: Served, page: Page, email: str) -> None:
    """Go on as somebody, who signs in the first time that any test needs them."""
    page.context.clear_cookies()
    kept = KEPT.get((served.address, email))
    if kept is None:
        served.sign_in(page, email)
        KEPT[served.address, email] = cast("Any", page.context.cookies())
        return
    page.context.add_cookies(kept)
