"""Comparing two moments: every difference is told, and none that is not there."""

import json
import re
from urllib.parse import urlencode

import pytest

from ledger.application import CODEC
from projections.differences import Differences
from projections.offline import Offline
from projections.registry import VIEWS
from tests.web.pages.audit.sealed import Sealed
from tests.web.tree import tree

WHERE = "/fr/audit/comparer"


@pytest.fixture(scope="module")
def offline(book: Sealed) -> Offline:
    folded = Offline(VIEWS)
    folded.follow(CODEC.decode(event) for event in book.running.wiring.store.since(0))
    return folded


@pytest.mark.parametrize(
    ("first", "last"), [(0, 900), (54, 60), (60, 300), (300, 301), (12, 12), (5, 6)]
)
def test_what_differs_is_what_the_facts_made(
    book: Sealed, offline: Offline, first: int, last: int
) -> None:
    """Compared with all views folded anew, at both moments, view by view."""
    differences = Differences(book.running.wiring.pool)
    for view in VIEWS:
        rows = [_rows(offline, view.name, at) for at in (first, last)]
        keys = {*rows[0], *rows[1]}
        wanted = {key for key in keys if rows[0].get(key) != rows[1].get(key)}
        with differences.open() as opened:
            found = opened.page(view, first, last, limit=10_000)
            counts = opened.count(view, first, last)
        assert {difference.key for difference in found} == wanted, view.name
        assert counts.added == len(wanted - set(rows[0])), view.name
        assert counts.gone == len(wanted - set(rows[1])), view.name
        assert counts.total == len(wanted), view.name


def _rows(offline: Offline, name: str, position: int) -> dict[tuple[str, ...], object]:
    view = next(view for view in VIEWS if view.name == name)
    return {
        version.key: version.row
        for version in offline.versions(view)
        if version.since <= position < version.until
    }


def test_pages_of_differences_hold_each_once(book: Sealed) -> None:
    """However many pages it takes, in the order of their keys."""
    path = f"{WHERE}?debut=0&fin={book.head}&vue=histories"
    seen: list[str] = []
    while path:
        root = book.tree(path)
        seen += [n.one("h3").one("code").text for n in root.all("section")]
        onward = root.all("a", rel="next")
        path = onward[0].attributes["href"].partition("#")[0] if onward else ""
    assert len(seen) == len(set(seen))
    view = next(view for view in VIEWS if view.name == "histories")
    with Differences(book.running.wiring.pool).open() as opened:
        assert len(seen) == opened.count(view, 0, book.head).total


def test_a_difference_leads_to_the_facts_that_made_it(book: Sealed) -> None:
    """To the entries between both moments that are about this thing."""
    root = book.tree(f"{WHERE}?debut=2026-05-01&fin=2026-06-01&vue=contributions")
    links = [n.all("a")[-1].attributes["href"] for n in root.all("section")]
    assert links
    for link in links:
        page = book.page(link)
        assert page.status_code == 200, link
        assert "ContributionRecorded" in page.text or "a déclaré" in page.text


def test_one_entry_apart_leads_to_that_entry(book: Sealed) -> None:
    """What it changed is a comparison with the moment before."""
    root = book.tree("/fr/audit/registre/60")
    what = next(a for a in root.all("a") if a.text == "Ce qu’elle a changé")
    compared = book.tree(what.attributes["href"])
    link = compared.all("section")[0].all("a")[-1]
    assert link.attributes["href"] == "/fr/audit/registre/60"


def test_a_changed_row_shows_what_it_was(book: Sealed) -> None:
    """Only the fields that differ, both values, words as their reader may see them."""
    store = book.running.wiring.store
    corrected = next(
        e.position for e in store.since(0) if e.kind == "ContributionCorrected"
    )
    query = urlencode(
        {"debut": corrected - 1, "fin": corrected, "vue": "contributions"}
    )
    root = book.tree(f"{WHERE}?{query}")
    change = root.one("section")
    fields = [n.text for n in change.all("dt")]
    assert "quantity" in fields
    assert "contribution_id" not in fields
    row = next(n for n in change.all("div") if n.one("dt").text == "quantity")
    before, after = (n.text for n in row.all("dd"))
    assert re.fullmatch(r"Avant : [\d.]+", before)
    assert re.fullmatch(r"Après : [\d.]+", after)
    assert before != after


def test_a_prospects_name_is_not_in_a_visitors_comparison(book: Sealed) -> None:
    """A row about a body that has not confirmed shows no words of it."""
    path = f"{WHERE}?debut=0&fin={book.head}&vue=partners"
    assert "Chambre de métiers" not in book.page(path).text
    nadia = book.running.sign_in("nadia@exemple.test")
    assert "Chambre" in nadia.get(path).text


def test_whatever_is_typed_as_a_place_to_go_on_is_read_strictly(book: Sealed) -> None:
    """What is no key begins the list at its beginning."""
    base = f"{WHERE}?debut=0&fin={book.head}&vue=partners"
    first = tree(book.page(base).text).all("section")[0].text
    for typed in ("%22", "[1]", "{}", json.dumps(["a", "b", "c"]), "%FF"):
        page = book.page(f"{base}&suite={typed}")
        assert page.status_code == 200, typed
        assert tree(page.text).all("section")[0].text == first
