"""Evaluations as everybody reads them: the list, one evaluation, life courses."""

import pytest

from tests.web.pages.public.storied import Storied
from tests.web.pages.public.test_projects_pages import main_of

YARDS = "/fr/evaluations/cours-ouvertes-an-un"
DESKS = "/fr/evaluations/guichets-croises"


def test_the_list_counts_evaluations_and_accounts_at_each_level(
    storied: Storied,
) -> None:
    """Of those that pass the filters."""
    said = main_of(storied, "/fr/evaluations")
    assert "2 évaluations" in said
    assert "Personne2 récits" in said
    assert "Équipe1 récit" in said
    assert said.index("Les guichets") < said.index("Que changent les cours")
    concluded = main_of(storied, "/fr/evaluations?etat=concluded")
    assert "1 évaluation" in concluded
    assert "Personne1 récit" in concluded
    assert "Les guichets se parlent-ils" not in concluded
    none = main_of(storied, "/fr/evaluations?objet=resource")
    assert "Aucune évaluation ne passe" in none


def test_the_list_is_narrowed_to_a_partner(storied: Storied) -> None:
    """By name; one that nobody knows has none."""
    said = main_of(storied, "/fr/evaluations?partenaire=departement-marais")
    assert "Seulement avec : Département des Marais" in said
    assert "1 évaluation" in said
    said = main_of(storied, "/fr/evaluations?partenaire=nobody")
    assert "Seulement avec : un partenaire inconnu" in said


def test_expected_stands_beside_observed(storied: Storied) -> None:
    """With what was learned, what it calls for, and what the board answered."""
    said = main_of(storied, YARDS)
    assert said.index("des cours moins chaudes") < said.index("Quarante soirs")
    assert "Les clés comptent plus que les plantations" in said
    assert "Une convention d’usage commune" in said
    assert "La commune, par sa convention" in said
    assert "en retard" not in said
    assert "Rien n’est encore conclu" in main_of(storied, DESKS)


@pytest.mark.parametrize("path", [YARDS, DESKS])
def test_no_account_is_public(storied: Storied, path: str) -> None:
    """How many were given at each level is; what they say is for partners."""
    text = storied.page(path).text
    for words in ("volets fermés", "La grand-mère", "Le marcheur", "quatre fois"):
        assert words not in text
    assert "Les partenaires lisent les récits eux-mêmes" in text


def test_an_answer_that_does_not_come_is_late(storied: Storied) -> None:
    """On its list and on its page, from the day after it was due."""
    for day, is_late in (("2026-09-15", False), ("2026-09-16", True)):
        for path in (YARDS, "/fr/evaluations"):
            said = main_of(storied, f"{path}?au={day}")
            assert "15 septembre 2026" in said
            assert ("en retard" in said) == is_late, (path, day)
    assert "Qui porte l’assurance" not in main_of(storied, "/fr/evaluations")


def test_a_project_tells_what_was_asked_of_it(storied: Storied) -> None:
    """And a resource that nothing was asked of says so."""
    said = main_of(storied, "/fr/projets/cours-ouvertes")
    assert "Que changent les cours ouvertes ? — Sources-le-Haut, conclue" in said
    said = main_of(storied, "/fr/ressources/parcours-croises-methode")
    assert "Personne n’a encore demandé ce que cela change." in said


def test_a_life_course_is_read_step_by_step(storied: Storied) -> None:
    """The projects by everybody, what happened in them by partners."""
    assert "1 parcours de vie" in main_of(storied, "/fr/parcours")
    said = main_of(storied, "/fr/parcours/du-banc-au-contrat")
    assert said.index("Cours d’école ouvertes") < said.index("Parcours croisés vers")
    assert "Une voisine" not in said
    before = main_of(storied, "/fr/parcours?au=2026-03-01")
    assert "Pas encore de parcours de vie" in before
