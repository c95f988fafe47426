"""As of a past day, pages say what they said then."""

import re

import pytest

from tests.web.pages.public.storied import MIDDAY, SEEN_THEN, Storied, said
from tests.web.tree import tree

PUBLIC = re.compile(r"/(fr|en)/(partenaires|contributions|$|\?)")
UNCHANGED = {"/fr/partenaires?sorte=commune", "/fr/contributions/g6"}
"""No commune joined since; of g6, partners only asked each other something."""


@pytest.mark.parametrize("path", SEEN_THEN)
def test_a_page_says_what_it_said_then(storied: Storied, path: str) -> None:
    """What was recorded since is not there, what was then is, word for word."""
    sign = "&" if "?" in path else "?"
    shown = storied.page(f"{path}{sign}au={MIDDAY}").text
    assert said(shown) == storied.then[path]
    has_changed = said(storied.page(path).text) != storied.then[path]
    assert has_changed == (path not in UNCHANGED)


def test_a_past_page_says_so_and_leads_back(storied: Storied) -> None:
    """The band names the day, and today's page keeps the filters."""
    root = tree(storied.page(f"/fr/contributions?nature=time&au={MIDDAY}").text)
    band = root.one("aside", **{"class": "past"})
    assert "État au 15 juin 2026" in band.text
    assert band.one("a").attributes["href"] == "/fr/contributions?nature=time"
    assert root.one("input", id="au").attributes["value"] == MIDDAY


@pytest.mark.parametrize(
    "path",
    ["/fr/", "/fr/partenaires", "/fr/contributions", "/fr/contributions/g1",
     "/fr/partenaires/ville-brumes"],
)  # fmt: skip
def test_links_of_a_past_page_lead_to_the_same_day(storied: Storied, path: str) -> None:
    """Whoever walks about in the past stays in it, in either language."""
    root = tree(storied.page(f"{path}?au={MIDDAY}").text)
    band = root.one("aside", **{"class": "past"}).all("a")
    inside = [
        link.attributes["href"]
        for link in root.all("a")
        if PUBLIC.match(link.attributes["href"]) and link not in band
    ]
    assert len(inside) > 4
    assert [url for url in inside if not url.endswith(f"au={MIDDAY}")] == []
    assert [url for url in inside if url.count("au=") != 1] == []
    assert [url for url in inside if url.count("?") != 1] == []


def test_a_narrowed_list_of_a_past_day_keeps_it(storied: Storied) -> None:
    """The form that narrows the partners carries the day along."""
    root = storied.tree(f"/fr/partenaires?au={MIDDAY}")
    form = root.one("form", role="search")
    hidden = form.one("input", type="hidden").attributes
    assert (hidden["name"], hidden["value"]) == ("au", MIDDAY)


def test_a_day_to_come_is_today(storied: Storied) -> None:
    """Nothing is foretold: the page is today's, without a band."""
    page = storied.page("/fr/contributions/g1?au=2199-01-01")
    assert said(page.text) == said(storied.page("/fr/contributions/g1").text)
    assert tree(page.text).all("aside", **{"class": "past"}) == []


def test_before_the_founding_there_was_no_commons(storied: Storied) -> None:
    """The home page of that day says so, and lists are empty."""
    assert "pas encore fondé" in storied.tree("/fr/?au=2020-01-01").one("main").text
    for path in ("partenaires", "contributions"):
        assert storied.tree(f"/fr/{path}?au=2020-01-01").all("tr") == []
