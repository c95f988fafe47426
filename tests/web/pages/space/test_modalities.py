"""Modalities: founded by the board, obeyed by the forms and the lists."""

from collections.abc import Iterator

import pytest

from tests.web.pages.space.town import (
    HOW_MUCH,
    NEW,
    WHAT,
    Answer,
    Town,
    begin,
    errors_of,
    fill,
    text_of,
)
from tests.web.running import running_commun

PATH = "/fr/bureau/modalites"
FOUNDED: dict[str, Answer] = {
    "units-time": ["hour", "day"],
    "units-place": ["day"],
    "units-know_how": [],
    "above-hour": "10",
}


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Return a town of its own: what it founds holds for all its forms."""
    with running_commun(tmp_path_factory.mktemp("village")) as running:
        yield begin(running)


def signing(town: Town) -> str:
    """Return the partner of the board, as its box names it."""
    page = town.lab.get(PATH).text
    return page.split('name="signatories" value="')[1].split('"')[0]


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"above-hour": "-1"}, "above-hour", "entre zéro et"),
        ({"above-hour": "dix"}, "above-hour", "chiffres"),
        ({"above-hour": "1,0001"}, "above-hour", "trois décimales"),
        (
            {"units-time": [], "units-place": []},
            "units-time-0",
            "Plus rien ne pourrait être enregistré",
        ),
        ({"units-time": ["item"]}, "units-time-0", "ne convient pas"),
        ({"units-time": ["fortnight"]}, "units-time-0", "Choisissez"),
        ({"signatories": []}, "signatories-0", "Votre propre partenaire"),
        ({"version": "7"}, "contenu", "ont changé entre-temps"),
        ({"version": "²"}, "contenu", "ont changé entre-temps"),
    ],
)
def test_what_is_wrong_is_said_beside_it(
    village: Town, changed: dict[str, Answer], field: str, said: str
) -> None:
    """Nothing is founded, and what was ticked stays ticked."""
    before = village.head()
    answers = {**FOUNDED, "signatories": signing(village), **changed}
    answer = fill(village.lab, PATH, **answers)
    assert answer.status_code in {409, 422}, text_of(answer)
    assert errors_of(answer)[0][0] == field
    assert said in errors_of(answer)[0][1]
    assert village.head() == before


def test_only_the_board_opens_the_form(village: Town) -> None:
    """Others are told whom to ask."""
    assert village.asso.get(PATH).status_code == 403


def test_modalities_are_obeyed_once_founded(village: Town) -> None:
    """Forms offer what is counted; lists say what is to be confirmed, first."""
    small = village.record(village.asso, {"title": "Petite aide"}, quantity="9")
    big = village.record(village.asso, {"title": "Avant les modalités"}, quantity="90")
    village.record(village.asso, {"title": "La dernière avant"}, quantity="8")
    founded = fill(village.lab, PATH, **FOUNDED, signatories=signing(village))
    assert founded.status_code == 303, text_of(founded)
    village.running.settle()
    page = village.lab.get(PATH).text
    assert "Modalités numéro 1" in page
    assert "à confirmer au-delà de 10" in page

    what = village.asso.get(f"{NEW}/quoi").text
    assert 'value="place"' in what
    assert 'value="know_how"' not in what
    refused = fill(village.asso, f"{NEW}/quoi", **WHAT | {"nature": "know_how"})
    assert refused.status_code == 422
    assert "ne comptent pas cette nature" in errors_of(refused)[0][1]
    second = fill(village.asso, f"{NEW}/quoi", **WHAT)
    assert 'value="session"' not in village.asso.get(second.location).text
    refused = fill(village.asso, second.location, **HOW_MUCH | {"unit": "session"})
    assert "ne convient pas" in errors_of(refused)[0][1]
    needs = village.asso.get("/fr/espace/besoins/nouveau").text
    assert 'value="know_how"' not in needs

    above = village.record(village.asso, {"title": "Grande aide"}, quantity="12")
    newer = village.record(village.asso, {"title": "Aide récente"}, quantity="1")
    batch = village.city.get("/fr/espace/contributions/a-confirmer").text
    order = [batch.index(name) for name in (above, newer, big, small)]
    assert order == sorted(order)
    assert batch.count("À confirmer") == 1
    public = village.running.visitor().get("/fr/contributions").text
    assert public.count("À confirmer") == 1
    confirmed = fill(
        village.city, "/fr/espace/contributions/a-confirmer", contribution=above
    )
    assert confirmed.status_code == 303
    village.running.settle()
    public = village.running.visitor().get("/fr/contributions").text
    assert "À confirmer" not in public


def test_a_stale_form_is_refused(village: Town) -> None:
    """Whoever has not read the last modalities does not replace them."""
    answers = {**FOUNDED, "signatories": signing(village)}
    stale = fill(village.lab, PATH, **answers, version="1")
    assert "ont changé entre-temps" in errors_of(stale)[0][1]
    page = village.lab.get(PATH).text
    assert 'name="version" value="2"' in page
