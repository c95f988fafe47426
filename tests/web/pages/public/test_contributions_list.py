"""The list of contributions: filters, facets and totals say what its rows say."""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest

from tests.web.pages.public.storied import Storied
from tests.web.tree import Node

LIST = "/fr/contributions"
NUMBER, PARTNER, NATURE, QUANTITY, STATUS = range(5)
COUNTED = {"Déclarée", "Confirmée"}


@pytest.fixture(scope="module")
def everything(storied: Storied) -> list[list[str]]:
    """Read all rows of the whole list, page after page."""
    return list(rows(storied, LIST))


def rows(storied: Storied, path: str) -> Iterator[list[str]]:
    """Yield the rows that the list shows, following it to its end."""
    while path:
        root = storied.tree(path)
        for row in root.one("div", **{"class": "beside"}).all("tr")[1:]:
            yield [cell.text for cell in row.all("td")]
        onward = root.all("a", rel="next")
        path = onward[0].attributes["href"] if onward else ""


def facets(root: Node) -> Mapping[tuple[str, str], tuple[int, str]]:
    """Return, for each facet's group and label, its count and where it leads."""
    nav = root.one("nav", **{"class": "facets"})
    titles = {t.attributes["id"]: t.text for t in nav.all("h2")}
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for group in nav.all("ul"):
        for link in group.all("a"):
            label, count = link.one("bdi").text, link.one("span").text
            key = (titles[group.attributes["aria-labelledby"]], label)
            found[key] = int(count.replace(" ", "")), link.attributes["href"]
    return found


def count_said(root: Node) -> int:
    """Return how many contributions the page says there are."""
    head = root.one("div", **{"class": "head"}).text
    return int(head.rsplit(" ", 1)[0].replace(" ", ""))


def totals_said(root: Node) -> Counter[tuple[str, str]]:
    """Return the page's totals as (label, quantity with its unit)."""
    shown = root.all("dl", **{"class": "figures"})
    told = [(d.one("dt").text, d.one("dd").text) for d in shown[0].all("div")]
    return Counter(told)


def written(amounts: Mapping[str, Decimal], label: str) -> set[tuple[str, str]]:
    """Write sums as the page does; units in the plural, as sums of many are."""
    said: set[tuple[str, str]] = set()
    for unit, amount in amounts.items():
        number = f"{amount.normalize():,f}".replace(",", " ").replace(".", ",")
        said.add((label, f"{number} {unit}"))
    return said


def added(shown: list[list[str]], statuses: set[str]) -> dict[str, Decimal]:
    """Add the quantities of rows in each unit."""
    sums: dict[str, Decimal] = {}
    for row in shown:
        if row[STATUS] in statuses:
            number, unit = row[QUANTITY].rsplit(" ", 1)
            unit = unit.rstrip("s") + "s"
            number = number.replace(" ", "").replace(",", ".")
            sums[unit] = sums.get(unit, Decimal(0)) + Decimal(number)
    return sums


def test_every_contribution_is_listed_once(
    storied: Storied, everything: list[list[str]]
) -> None:
    """Following the pages skips nothing and repeats nothing; the count agrees."""
    numbers = [row[NUMBER] for row in everything]
    assert len(numbers) > 500
    assert len(set(numbers)) == len(numbers) == count_said(storied.tree(LIST))
    assert numbers == sorted(numbers, key=lambda n: int(n[7:]), reverse=True)


def test_a_facets_count_is_what_it_leaves(
    storied: Storied, everything: list[list[str]]
) -> None:
    """Each facet leads to as many rows as it says, and every row has its facets."""
    shown = facets(storied.tree(LIST))
    for (group, label), (count, url) in shown.items():
        left = list(rows(storied, url))
        assert len(left) == count == count_said(storied.tree(url)), (group, label)
    for group, column in (("Nature", NATURE), ("État", STATUS)):
        counted = Counter(row[column] for row in everything)
        told = {label: n for (g, label), (n, _url) in shown.items() if g == group}
        assert told == counted


def test_no_list_ranks_partners(storied: Storied) -> None:
    """They stand in the order of their names, whoever brought more."""
    partners = [
        label for group, label in facets(storied.tree(LIST)) if group == "Partenaire"
    ]
    assert partners == sorted(partners, key=lambda name: name.replace("é", "e"))
    counts = [facets(storied.tree(LIST))["Partenaire", name][0] for name in partners]
    assert counts != sorted(counts, reverse=True)


def test_facets_narrow_under_the_other_filters(storied: Storied) -> None:
    """A second facet counts within the first, and the first stays open to change."""
    path = f"{LIST}?nature=time"
    shown = facets(storied.tree(path))
    for (group, label), (count, url) in shown.items():
        if group != "Nature":
            assert len(list(rows(storied, url))) == count, (group, label)
    alone = facets(storied.tree(LIST))
    assert shown["Nature", "Temps"][1] == LIST
    assert shown["Nature", "Temps"][0] == alone["Nature", "Temps"][0]
    other = shown["Nature", "Lieu ou matériel"]
    assert other == (alone["Nature", "Lieu ou matériel"][0], f"{LIST}?nature=place")


def test_totals_are_sums_within_a_unit(
    storied: Storied, everything: list[list[str]]
) -> None:
    """What counts is added, and what does not is shown apart from it."""
    said = totals_said(storied.tree(LIST))
    expected = written(added(everything, COUNTED), "Apporté")
    expected |= written(added(everything, {"Retirée"}), "Retirée")
    assert set(said) == expected
    assert max(said.values()) == 1


def test_what_is_withdrawn_is_struck(storied: Storied) -> None:
    """Its quantity is crossed out in its row and in the totals, and added nowhere."""
    root = storied.tree(f"{LIST}?partenaire=rives-vives&statut=withdrawn")
    assert [struck.text for struck in root.all("del")] == ["2 pièces", "2 pièces"]
    assert set(totals_said(root)) == {("Retirée", "2 pièces")}


def test_a_filter_that_leaves_nothing_can_be_taken_away(storied: Storied) -> None:
    """It is shown with its count of none, and leads back."""
    root = storied.tree(f"{LIST}?partenaire=ville-brumes&nature=money")
    assert count_said(root) == 0
    count, url = facets(root)["Nature", "Argent"]
    assert (count, url) == (0, f"{LIST}?partenaire=ville-brumes")
    current = root.one("nav", **{"class": "facets"}).all(
        "a", **{"aria-current": "true"}
    )
    assert [link.one("bdi").text for link in current] == ["Brumes", "Argent"]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("?partenaire=&nature=&annee=&statut=", ""),
        ("?statut=declared&nature=time", "?nature=time&statut=declared"),
        ("?nature=time&nature=place", "?nature=time"),
        ("?colour=blue&annee=2026", "?annee=2026"),
        ("?suite=soon&nature=time", "?nature=time"),
        ("?nature=%20time%20", "?nature=time"),
        ("?statut=declared&nature=&apres=3", "?statut=declared&apres=3"),
        ("?nature=&au=2026-06-15", "?au=2026-06-15"),
        ("?annee=2026&au=", "?annee=2026"),
    ],
)
def test_a_list_has_one_address(storied: Storied, asked: str, kept: str) -> None:
    """Filters stand in the order of the page, and empty ones are dropped."""
    page = storied.page(f"{LIST}{asked}")
    assert page.status_code == 303
    assert page.answer.location == f"{LIST}{kept}"
    assert storied.page(page.answer.location).status_code == 200


def test_a_page_of_the_list_keeps_its_filters(storied: Storied) -> None:
    """Going on, and back to the beginning, changes nothing else."""
    root = storied.tree(f"{LIST}?nature=time&au=2026-11-23")
    onward = root.all("a", rel="next")[0].attributes["href"]
    assert onward.startswith(f"{LIST}?nature=time&suite=")
    assert onward.endswith("&au=2026-11-23")
    second = storied.tree(onward)
    assert f"{LIST}?nature=time&au=2026-11-23" in [
        link.attributes["href"]
        for link in second.one("nav", **{"class": "pager"}).all("a")
    ]
