"""Partners in public: who takes part, where, since when, and what each brought."""

import re
from pathlib import Path

from tests.web.pages.public.storied import Storied
from tests.web.running import FOUNDER, running_commun
from tests.web.tree import faults, tree


def test_the_list_narrows_by_kind(storied: Storied) -> None:
    """Each row has the kind asked for, and the form shows which that is."""
    root = storied.tree("/fr/partenaires?sorte=commune")
    rows = root.all("tr")[1:]
    assert len(rows) == 3
    assert {row.all("td")[0].text for row in rows} == {"Commune"}
    chosen = [o for o in root.all("option") if "selected" in o.attributes]
    assert [option.text for option in chosen] == ["Commune"]


def test_who_declined_is_nowhere(storied: Storied) -> None:
    """A body that was invited and said no is not published, nor is its name."""
    for path in ("/fr/partenaires", "/fr/contributions", "/fr/"):
        assert "Chambre" not in storied.page(path).text
    assert storied.page("/fr/partenaires/chambre-metiers").status_code == 404


def test_a_partner_says_what_it_wants_and_brought(storied: Storied) -> None:
    """Its kind, its interests, its totals in each unit, and its history."""
    main = storied.tree("/fr/partenaires/ville-brumes").one("main")
    assert "Ouvrir nos salles et nos données à des projets communs." in main.text
    assert "Apporté11 séances" in main.text
    assert "1 désignation en vigueur" in main.text
    assert "Ville de Brumes est devenu partenaire." in main.text
    assert "invité" not in main.text
    links = [link.attributes["href"] for link in main.all("a")]
    assert "/fr/contributions?partenaire=ville-brumes" in links


def test_no_person_is_named_in_public(storied: Storied) -> None:
    """Partners are; the people who act for them are counted, and nothing more."""
    names = ("Sarah", "Ollivier", "Nadia", "Kermarec", "exemple.test")
    for path in ("/fr/partenaires/ville-brumes", "/fr/contributions/g1", "/fr/"):
        text = storied.page(path).text
        assert [name for name in names if name in text] == []


def test_a_name_that_means_harm_is_only_a_name(tmp_path: Path) -> None:
    """In lists, headings and sentences it is shown, isolated, and does nothing."""
    name = "<script>alert('1')</script> \u202e!gnorts %(who)s"
    with running_commun(tmp_path) as running:
        running.found()
        board = running.sign_in(FOUNDER)
        asked = running.invite(
            board,
            "a@b.test",
            name=name,
            short_name="<b>Aulnes",
            no_identifier_reason="aucun",
        )
        assert asked.status_code == 303, asked.text
        running.accept("a@b.test", "Ana")
        partners = running.visitor().get("/fr/partenaires")
        links = tree(partners.text).one("table").all("a")
        pages = [running.visitor().get(link.attributes["href"]) for link in links]
        mine = next(page for page in pages if "gnorts" in page.text)
        for page in (partners, mine):
            assert "<script>alert" not in page.text
            assert faults(tree(page.text), "fr") == []
        history = tree(mine.text).one("ol", **{"class": "timeline"})
        assert [bdi.raw for bdi in history.all("bdi")] == [name]
        assert "est devenu partenaire." in history.text


def test_a_partner_is_placed_by_the_official_list(tmp_path: Path) -> None:
    """The code gives the names of commune and department, with its vintage."""
    with running_commun(tmp_path) as running:
        running.found()
        board = running.sign_in(FOUNDER)
        asked = running.invite(
            board,
            "a@b.test",
            name="Les Aulnes",
            commune_code="Saint-Étienne",
            **{"commune_code-code": "42218"},
            no_identifier_reason="aucun",
        )
        assert asked.status_code == 303, asked.text
        running.accept("a@b.test", "Ana")
        root = tree(running.visitor().get("/fr/partenaires").text)
        assert "Saint-Étienne (Loire)" in root.one("table").text
        links = [link.attributes["href"] for link in root.one("table").all("a")]
        shown = [tree(running.visitor().get(url).text) for url in links]
        facts = [page.one("dl", **{"class": "facts"}).text for page in shown]
        wanted = re.compile(r"Saint-Étienne \(Loire\) — code 42218, liste de 20\d\d")
        assert sum(bool(wanted.search(fact)) for fact in facts) == 1
