"""Resources as everybody reads them: the centre, the search, one sheet."""

import re
from urllib.parse import quote

import pytest

from tests.web.pages.public.storied import MIDDAY, Storied
from tests.web.tree import Node

METHOD = "/fr/ressources/parcours-croises-methode"
FORK = "/fr/ressources/parcours-croises-bourgs"
CENTRE = "/fr/ressources"


def said(storied: Storied, path: str) -> str:
    """Return what a page says."""
    return storied.tree(path).one("main").text


def titles(storied: Storied, path: str) -> list[str]:
    """Return the titles that the list shows, in its order."""
    sheets = storied.tree(path).all("ul", **{"class": "sheets"})
    return [head.text for one in sheets for head in one.all("h2")]


def test_the_centre_lists_what_is_shared(storied: Storied) -> None:
    """Newest first, with kind, maintainer, licence, version and reuses."""
    assert [title.partition(" ")[0] for title in titles(storied, CENTRE)] == [
        "Parcours",
        "Mobilités",
        "Parcours",
    ]
    text = said(storied, CENTRE)
    assert "3 ressources" in text
    assert "CC-BY-SA-4.0 · version 1.1 · 2 réutilisations" in text


@pytest.mark.parametrize(
    "words",
    ["méthode guichets", "METHODE", "methode  Guichets", "croise\u0301s", "PARCOURS"],
)
def test_a_search_minds_neither_accents_nor_capitals(
    storied: Storied, words: str
) -> None:
    """All words count, wherever they stand in title or summary."""
    found = titles(storied, f"{CENTRE}?q={quote(words)}")
    assert "Parcours croisés : la méthode" in found
    assert "Mobilités" not in " ".join(found)


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", "<script>", "x" * 5_000, "…"])
def test_a_strange_search_finds_nothing_and_harms_nothing(
    storied: Storied, words: str
) -> None:
    """It says so, and leads back to all."""
    page = storied.page(f"{CENTRE}?q={quote(words)}")
    assert page.status_code == 200
    assert "<script>" not in page.text.partition("<main")[2]


def test_filters_narrow_the_list_and_count(storied: Storied) -> None:
    """Each facet leads to what it counts; a search keeps them."""
    root = storied.tree(f"{CENTRE}?genre=data")
    assert titles(storied, f"{CENTRE}?genre=data") == [
        "Mobilités de l’estuaire : trois jeux de données"
    ]
    facets = root.one("nav", **{"class": "facets"})
    (current,) = [a for a in facets.all("a") if "aria-current" in a.attributes]
    assert "Jeu de données" in current.text
    assert "1 ressource" in root.one("main").text
    narrowed = f"{CENTRE}?q=communes&genre=method&licence=CC-BY-SA-4.0"
    assert titles(storied, narrowed) == ["Parcours croisés pour les petites communes"]
    assert not titles(storied, f"{CENTRE}?partenaire=nobody")
    assert "Aucune ressource ne passe" in said(storied, f"{CENTRE}?etat=retired")


def test_an_address_is_tidied(storied: Storied) -> None:
    """One address for one list."""
    answer = storied.running.visitor().client.get(f"{CENTRE}?genre=&q=communes")
    assert answer.status_code == 303
    assert answer.location.endswith("/fr/ressources?q=communes")


def test_a_sheet_tells_all_of_itself(storied: Storied) -> None:
    """Licence, versions, forks, reuses with their projects, feedback, history."""
    text = said(storied, METHOD)
    for words in (
        "Creative Commons Attribution Share Alike 4.0 International",
        "Quatre ateliers au lieu de six",
        "Parcours croisés pour les petites communes",
        "Commune de Pont-aux-Aulnes",
        "Parcours croisés vers l’emploi",
        "Deux ont suffi",
        "2 réutilisations",
        "a publié la version 1.1, licence CC-BY-SA-4.0.",
    ):
        assert words in text, words


def rows_of(root: Node, caption: str) -> list[list[str]]:
    """Return the cells of the table with this caption."""
    (table,) = [t for t in root.all("table") if t.one("caption").text == caption]
    return [[c.text for c in row.all("th", "td")] for row in table.all("tr")][1:]


def test_a_reuse_of_the_fork_credits_the_method_and_its_authors(
    storied: Storied,
) -> None:
    """The chain upstream, exact, with each contribution it comes from."""
    table = rows_of(
        storied.tree(FORK), "Ce que chaque réutilisation de cette ressource crédite"
    )
    assert [(row[0], *row[3:]) for row in table] == [
        ("Parcours croisés pour les petites communes", "0", "1", "1"),
        ("Prêt du minibus communal", "0", "1", "1"),
        ("Parcours croisés : la méthode", "1", "1", "3"),
        ("Accueil et tests avec les habitants", "1", "1", "3"),
        ("Méthode « Parcours croisés », livrée", "1", "1", "3"),
        ("Animation des ateliers de cadrage", "1", "1", "3"),
        ("Prêt de la salle des fêtes pour six ateliers", "1", "1", "3"),
    ]
    brought = said(storied, "/fr/contributions/g1")
    assert "3 réutilisations créditent cette contribution" in brought


def test_the_chain_has_two_sizes_and_its_table(storied: Storied) -> None:
    """What is drawn is written beside it."""
    root = storied.tree(FORK)
    charts = [n for n in root.all("svg") if "chart" in n.attributes.get("class", "")]
    assert [n.attributes["viewbox"].split()[2] for n in charts] == ["960", "360"]
    assert charts[0].attributes["aria-label"] == (
        "Chaque réutilisation crédite 2 ressources et 5 contributions."
    )


def test_an_address_leads_away_and_tells_nothing(storied: Storied) -> None:
    """Neither where the reader comes from, nor that we vouch for it."""
    (link,) = [
        a
        for a in storied.tree(METHOD).one("main").all("a")
        if "tiers-communs.exemple" in a.attributes["href"]
    ]
    assert {"noreferrer", "nofollow"} <= set(link.attributes["rel"].split())


def test_a_past_day_knows_only_what_was(storied: Storied) -> None:
    """No later version, reuse or fork."""
    then = said(storied, f"{METHOD}?au={MIDDAY}")
    assert "1 réutilisation" in then
    assert "version 1.1" not in then
    assert storied.page(f"{FORK}?au={MIDDAY}").status_code == 404
    assert len(titles(storied, f"{CENTRE}?au={MIDDAY}")) == 2


def test_english_readers_read_english(storied: Storied) -> None:
    """The same sheet, its own words left as they are."""
    text = said(storied, FORK.replace("/fr/", "/en/"))
    assert "Each reuse credits 2 resources and 5 contributions." in text
    assert "I reuse it" in text
    centre = said(storied, CENTRE.replace("/fr/", "/en/"))
    assert re.search(r"3 resources\b", centre)
