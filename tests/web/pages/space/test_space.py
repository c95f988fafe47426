"""The first page of the space, and the list."""

from tests.web.pages.space.town import Town


def test_the_space_shows_totals_in_each_unit(town: Town) -> None:
    """Quantities of different units are never added."""
    town.record(town.lab, quantity="3")
    town.record(
        town.lab,
        {"nature": "place", "title": "Prêt de salle"},
        quantity="2",
        unit="day",
    )
    page = town.lab.get("/fr/espace")
    assert "3\u00a0heures, 2\u00a0jours" in page.text
    assert "Dupliquer la dernière" in page.text


def test_the_first_days_have_a_short_list(town: Town) -> None:
    """Three things to begin with, each ticked when it is done."""
    page = town.lab.get("/fr/espace").text
    assert "Pour commencer" in page
    assert "Désigner une personne à vos côtés" in page


def test_the_list_narrows_by_status(town: Town) -> None:
    """One link for each status that there is, with its count."""
    kept = town.record(town.lab, {"title": "Qui reste déclarée"})
    gone = town.record(town.lab, {"title": "Qui sera retirée"})
    town.act(town.lab, f"{gone}/retirer", reason="Saisie deux fois.")
    everything = town.lab.get("/fr/espace/contributions").text
    assert kept in everything
    assert gone in everything
    declared = town.lab.get("/fr/espace/contributions?statut=declared").text
    assert kept in declared
    assert gone not in declared
    assert town.lab.get("/fr/espace/contributions?statut=x&suite=-1").status_code == 200


def test_no_page_of_the_space_is_cached(town: Town) -> None:
    """What one person reads is kept by no cache."""
    name = town.record(town.lab)
    for path in (
        "",
        "/contributions",
        "/contributions/a-confirmer",
        "/contributions/nouvelle/quoi",
        f"/contributions/{name}",
        f"/contributions/{name}/corriger",
        f"/contributions/{name}/retirer",
    ):
        page = town.lab.get(f"/fr/espace{path}")
        assert page.status_code == 200, path
        assert page.answer.headers["Cache-Control"] == "no-store"


def test_an_unknown_contribution_is_not_there(town: Town) -> None:
    """A wrong address answers 404 on every page."""
    for path in ("", "/corriger", "/retirer", "/enregistree", "/confirmer"):
        page = town.lab.get(f"/fr/espace/contributions/nowhere{path}")
        assert page.status_code == 404, path


def test_a_receipt_is_its_partners(town: Town) -> None:
    """Another partner's person does not open it."""
    name = town.record(town.lab)
    path = f"/fr/espace/contributions/{name}/enregistree"
    assert town.city.get(path).status_code == 404


def test_english_pages_are_whole(town: Town) -> None:
    """Every page speaks English too."""
    page = town.lab.get("/en/espace").text
    assert "Nothing waits for you." in page
    assert "Contributions of my partner" in page
