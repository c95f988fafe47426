"""Projects as everybody reads them: the list, one project, who works with whom."""

import re

from tests.web.pages.public.storied import MIDDAY, Storied

COURTYARD = "/fr/projets/cours-ouvertes"


def main_of(storied: Storied, path: str) -> str:
    """Return what a page says, its spaces made plain."""
    text = storied.tree(path).one("main").text
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u202f", " "))


def test_the_list_says_who_leads_and_how_far_it_is(storied: Storied) -> None:
    """Newest first, with milestones reached out of those pursued."""
    said = main_of(storied, "/fr/projets")
    assert "2 projets sur cette page" in said
    assert said.index("Parcours croisés") < said.index("Cours d’école")
    assert "1 / 3" in said


def test_the_list_is_narrowed(storied: Storied) -> None:
    """By state, by role, by partner: what nobody has leaves an empty list."""
    assert "Aucun projet ne passe" in main_of(storied, "/fr/projets?etat=stopped")
    hosts = main_of(storied, "/fr/projets?role=host")
    assert "Parcours croisés" in hosts
    assert "Cours d’école" not in hosts
    brumes = main_of(storied, "/fr/projets?partenaire=ville-brumes")
    assert "Seulement avec : Ville de Brumes" in brumes
    assert "1 projet sur cette page" in brumes


def test_a_project_tells_all_of_itself(storied: Storied) -> None:
    """Members, milestones, plan with its sums, contributions, journal, history."""
    said = main_of(storied, COURTYARD)
    assert "Pilote" in said
    assert "Les arbres se plantent en hiver." in said
    assert "(d’abord prévu le 30 septembre 2026)" in said
    assert "60 500,50 €" in said
    assert "24 000 €" in said
    assert "Autofinancement : 12 000 €, soit 19,8 % de ce qui est demandé." in said
    assert "18 heures" in said
    assert "cabanes" in said
    assert "a lancé le projet : il est en cours depuis le 23 février 2026." in said


def test_the_picture_has_two_sizes_and_its_table(storied: Storied) -> None:
    """What is drawn is written beside it, each milestone once."""
    root = storied.tree(COURTYARD)
    charts = [n for n in root.all("svg") if "chart" in n.attributes.get("class", "")]
    assert [n.attributes["viewbox"].split()[2] for n in charts] == ["960", "360"]
    for title in ("Dix soirées d’écoute", "Un été dans trois cours"):
        assert root.one("main").text.count(title) >= 3


def test_a_past_day_has_its_own_picture(storied: Storied) -> None:
    """What was late then is late there; what was reached since is not."""
    before = main_of(storied, f"{COURTYARD}?au=2026-05-30")
    assert "en retard 1" in before
    assert "cabanes" not in before
    middle = main_of(storied, f"{COURTYARD}?au={MIDDAY}")
    assert "atteint 1, à venir 2" in middle


def test_contributions_of_a_project_have_their_own_list(storied: Storied) -> None:
    """With totals and facets that add up, and a way back to all."""
    said = main_of(storied, "/fr/contributions?projet=cours-ouvertes")
    assert "Seulement pour le projet : Cours d’école ouvertes" in said
    assert "3 contributions" in said
    timed = "/fr/contributions?nature=time&projet=cours-ouvertes"
    assert "1 contribution" in main_of(storied, timed)
    one = main_of(storied, "/fr/contributions/g4")
    assert "Pour le projet" in one


def test_cooperation_is_told_in_numbers(storied: Storied) -> None:
    """Levels that meet, and pairs with the projects they share."""
    said = main_of(storied, "/fr/cooperation")
    assert "Projets où des échelons se rencontrent : 1 sur 2" in said
    brumes = main_of(storied, "/fr/cooperation?partenaire=ville-brumes")
    assert "Commune de Pont-aux-Aulnes" in brumes
    assert "Région Littoral" not in brumes.split("Les partenaires et les projets")[1]


def test_english_readers_read_english(storied: Storied) -> None:
    """The same project, its own words left as they are."""
    said = main_of(storied, "/en/projets/cours-ouvertes")
    assert "Milestones by state: reached 1, ahead 2." in said
    assert "Cours d’école ouvertes" in said
