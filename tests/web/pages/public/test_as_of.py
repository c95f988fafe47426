"""As of a past day, pages say what they said then."""

import re
from datetime import UTC, datetime

import pytest

from ledger.kernel.quantities import day_in_paris
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


def test_this_very_day_is_today(storied: Storied) -> None:
    """Its page is today's, without a band."""
    today = day_in_paris(datetime.now(UTC)).isoformat()
    page = storied.page(f"/fr/contributions/g1?au={today}")
    assert said(page.text) == said(storied.page("/fr/contributions/g1").text)
    assert tree(page.text).all("aside", **{"class": "past"}) == []


@pytest.mark.parametrize("path", ["/fr/", "/fr/contributions", "/fr/contributions/g1"])
@pytest.mark.parametrize(
    ("written", "told", "remedy"),
    [
        ("2199-01-01", "encore à venir", "aujourd’hui"),
        ("2026-02-30", "pas un jour", "qui existe"),
        ("hier", "pas un jour", "2026-03-27"),
        ("2026-06-15T12:00", "la fin d’un jour", "sans heure"),
        ("2026-03-29T02:30", "n’a pas existé à Paris", "sautée"),
    ],
)
def test_what_is_no_past_day_is_said_and_how_to_write_one(
    storied: Storied, path: str, written: str, told: str, remedy: str
) -> None:
    """Nothing is foretold, nothing is guessed, and today's page is one step away."""
    page = storied.page(f"{path}?au={written}")
    main = tree(page.text).one("main")
    assert page.status_code == 422
    assert told in main.one("h1").text
    assert remedy in main.text
    links = [link.attributes["href"] for link in main.all("a")]
    assert path in links
    assert [link for link in links if "au=" in link] == []


def test_before_the_founding_there_was_no_commons(storied: Storied) -> None:
    """The home page of that day says so, and so do lists, which are empty."""
    assert "pas encore fondé" in storied.tree("/fr/?au=2020-01-01").one("main").text
    for path in ("partenaires", "contributions"):
        root = storied.tree(f"/fr/{path}?au=2020-01-01")
        assert root.all("tr") == []
        band = root.one("aside", **{"class": "past"})
        assert "avant les débuts du commun" in band.text
