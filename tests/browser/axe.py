"""Axe: what a machine can find wrong with a page for people with disabilities."""

from typing import Any, cast

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def faults(page: Page) -> list[str]:
    """Return each fault found with the element it was found in; none is right."""
    found = cast("Any", Axe()).run(page)
    violations = cast("list[dict[str, Any]]", found.response["violations"])
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in violations]
