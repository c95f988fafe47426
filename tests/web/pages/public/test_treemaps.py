"""The pictures of the list of contributions: one for each unit, and exact tables."""

import re
from decimal import Decimal

import pytest

from tests.web.pages.public.storied import Storied
from tests.web.tree import Node

LIST = "/fr/contributions"
PATHS = (
    LIST,
    f"{LIST}?nature=time",
    f"{LIST}?partenaire=ville-brumes",
    f"{LIST}?annee=2026",
    f"{LIST}?projet=cours-ouvertes",
    f"{LIST}?au=2026-06-15",
)


def exact(root: Node) -> dict[str, Decimal]:
    """Return the sum of each table of exact numbers, by its unit."""
    sums: dict[str, Decimal] = {}
    for figure in root.all("figure", **{"class": "drawn"}):
        for row in figure.one("table").all("tr")[1:]:
            number, unit = row.all("td")[-1].text.rsplit(" ", 1)
            amount = Decimal(number.replace(" ", "").replace(",", "."))
            unit = f"{unit.rstrip('s')}s"
            sums[unit] = sums.get(unit, Decimal(0)) + amount
    return sums


def counted(root: Node) -> dict[str, Decimal]:
    """Return what the page says was brought, unit by unit."""
    sums: dict[str, Decimal] = {}
    for one in root.all("dl", **{"class": "figures"})[0].all("div"):
        if one.one("dt").text != "Apporté":
            continue
        number, unit = one.one("dd").text.rsplit(" ", 1)
        amount = Decimal(number.replace(" ", "").replace(",", "."))
        sums[f"{unit.rstrip('s')}s"] = amount
    return sums


@pytest.mark.parametrize("path", PATHS)
def test_tables_add_up_to_the_figures(storied: Storied, path: str) -> None:
    """Whatever the filters leave: each unit has its own picture, and all of it."""
    root = storied.tree(path)
    assert counted(root)
    assert exact(root) == counted(root)
    drawn = root.all("figure", **{"class": "drawn"})
    assert len(drawn) == len(counted(root))
    for figure in drawn:
        assert len(figure.all("svg")) == 2
        assert all(svg.attributes["aria-label"] for svg in figure.all("svg"))


def test_a_picture_can_be_read_out_of_its_page(storied: Storied) -> None:
    """Its colours stand in attributes too."""
    for shape in storied.tree(LIST).all("svg", **{"class": "chart"}):
        for path in shape.all("path"):
            assert re.fullmatch("#[0-9a-f]{3,6}", path.attributes["fill"])
            assert re.fullmatch("#[0-9a-f]{3,6}", path.attributes["stroke"])


def test_many_partners_share_a_rectangle(storied: Storied) -> None:
    """Those that brought least stand together, and are counted."""
    root = storied.tree(f"{LIST}?nature=time")
    rows = [
        row.one("th").text
        for figure in root.all("figure", **{"class": "drawn"})
        for row in figure.one("table").all("tr")[1:]
    ]
    assert len(rows) <= 6 * 4


def test_only_the_first_page_is_pictured(storied: Storied) -> None:
    """Further pages of the list, and a list of nothing, have no picture."""
    root = storied.tree(LIST)
    onward = root.all("a", rel="next")[0].attributes["href"]
    assert storied.tree(onward).all("figure") == []
    assert storied.tree(f"{LIST}?partenaire=nobody").all("figure") == []
