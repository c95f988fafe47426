"""Needs and offers that are refused, in words beside what is wrong."""

import pytest

from tests.web.pages.space.fair import (
    HALL,
    TWO_DAYS,
    act,
    ahead,
    give,
    state,
)
from tests.web.pages.space.town import (
    Answer,
    Town,
    errors_of,
)


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"title": ""}, "title", "Répondez à cette question"),
        ({"nature": "money"}, "nature-0", "Choisissez"),
        ({"unit": ""}, "unit-0", "Choisissez"),
        ({"nature": "time", "unit": "item"}, "unit-0", "ne convient pas"),
        (ahead(-1), "until-day", "Le dernier jour est passé"),
        (ahead(3_000), "until-day", "plus de cinq ans"),
        ({**ahead(0), "until-month": "13"}, "until-day", "Cette date n’existe pas"),
    ],
)
def test_what_is_wrong_is_said_beside_it(
    town: Town, changed: dict[str, Answer], field: str, said: str
) -> None:
    """In both forms alike; nothing is recorded, and what was typed stays."""
    before = town.head()
    need = act(town, town.asso, "besoins/nouveau", **HALL | changed)
    given = act(town, town.asso, "offres/nouvelle", **TWO_DAYS | changed)
    for answer in (need, given):
        assert answer.status_code == 422
        assert errors_of(answer)[0][0] == field
        assert said in errors_of(answer)[0][1]
    assert town.head() == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Indiquez combien"),
        ("deux", "chiffres"),
        ("0", "supérieure à zéro"),
        ("-1", "supérieure à zéro"),
        ("1,0001", "trois décimales"),
    ],
)
def test_an_offer_is_a_quantity(town: Town, typed: str, said: str) -> None:
    """Written with digits, more than zero, three decimals at most."""
    answer = act(town, town.asso, "offres/nouvelle", **TWO_DAYS | {"quantity": typed})
    assert answer.status_code == 422
    assert errors_of(answer)[0][0] == "quantity"
    assert said in errors_of(answer)[0][1]


def test_nobody_accepts_its_own_offer(town: Town) -> None:
    """The list does not offer it, and the form says why."""
    name = give(town, town.asso)
    assert f"{name}/accepter" not in town.asso.get("/fr/besoins").text
    answer = act(town, town.asso, f"offres/{name}/accepter")
    assert answer.status_code in {403, 409, 422}
    assert "un autre partenaire doit l’accepter" in errors_of(answer)[0][1]


def test_what_answers_a_need_is_for_who_stated_it(town: Town) -> None:
    """A third partner is not offered to accept it, and is refused."""
    name = give(town, town.asso, state(town, town.city))
    assert f"{name}/accepter" not in town.lab.get("/fr/besoins").text
    answer = act(town, town.lab, f"offres/{name}/accepter")
    assert "lui seul peut l’accepter" in errors_of(answer)[0][1]


def test_an_offer_is_accepted_once(town: Town) -> None:
    """The second is told, and the first one's page survives a second click."""
    name = give(town, town.asso)
    assert act(town, town.city, f"offres/{name}/accepter").status_code == 303
    answer = act(town, town.lab, f"offres/{name}/accepter")
    assert "déjà acceptée" in errors_of(answer)[0][1]


@pytest.mark.parametrize(
    "path",
    [
        "espace/besoins/nothing/retirer",
        "espace/offres/nothing/accepter",
        "espace/offres/nouvelle?besoin=nothing",
        "espace/offres/nouvelle?besoin=a%3Ab",
    ],
)
def test_what_is_not_there_is_not_found(town: Town, path: str) -> None:
    """Whatever the address says."""
    assert town.asso.get(f"/fr/{path}").status_code == 404


def test_who_acts_for_nobody_is_told_whom_to_ask(town: Town) -> None:
    """A visitor is led to sign in."""
    visitor = town.running.visitor()
    for path in ("besoins", "besoins/nouveau", "offres/nouvelle"):
        assert visitor.get(f"/fr/espace/{path}").status_code in {302, 303}
