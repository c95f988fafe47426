"""Recording a contribution in four pages."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.web.pages.space.town import (
    NEW,
    Answer,
    Town,
    describe,
    errors_of,
    fill,
    key_in,
    send_all,
    text_of,
    to_check,
)

NARROW = "\u202f"
FIXED = "\u00a0"
TOMORROW = datetime.now(UTC).date() + timedelta(days=2)


def test_a_contribution_is_recorded_in_four_pages(town: Town) -> None:
    """Four pages, one fact, and a receipt that a bookmark finds again."""
    before = town.head()
    name = town.record(town.asso, quantity="1 234,50")
    assert town.head() == before + 1
    receipt = town.asso.get(f"/fr/espace/contributions/{name}/enregistree")
    assert receipt.status_code == 200
    assert f"1{NARROW}234,5{FIXED}heures" in receipt.text
    assert "En attente de scellement" in receipt.text
    assert "C-20" in receipt.text
    assert receipt.answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fr", "1 234,50"),
        ("fr", "1\u202f234,50"),
        ("fr", "1\u00a0234.5"),
        ("fr", "1.234,50"),
        ("en", "1,234.50"),
        ("en", "1 234,5"),
    ],
)
def test_a_quantity_is_read_as_people_write_it(
    town: Town, language: str, written: str
) -> None:
    """Spaces of any kind, comma or point: the quantity is exact."""
    at = f"/{language}/espace/contributions/nouvelle/quoi"
    first = fill(town.asso, at, nature="time", title="Nombre écrit")
    second = fill(
        town.asso,
        first.location,
        quantity=written,
        unit="hour",
        **{
            f"started_on-{p}": v
            for p, v in zip(PARTS, ("14", "3", "2026"), strict=True)
        },
    )
    check = town.asso.get(fill(town.asso, second.location).location)
    shown = f"1{NARROW}234,5{FIXED}heures" if language == "fr" else "1,234.5"
    assert shown in check.text


PARTS = ("day", "month", "year")


def on(name: str, day: int, month: int, year: int) -> dict[str, str]:
    return {
        f"{name}-{part}": str(value)
        for part, value in zip(PARTS, (day, month, year), strict=True)
    }


@pytest.mark.parametrize(
    ("answers", "anchor", "message"),
    [
        ({"quantity": "0"}, "quantity", "La quantité doit être supérieure à zéro"),
        ({"quantity": "-3"}, "quantity", "La quantité doit être supérieure à zéro"),
        (
            {"quantity": "\u22123"},
            "quantity",
            "La quantité doit être supérieure à zéro",
        ),
        ({"quantity": "1e9"}, "quantity", "en chiffres seulement"),
        ({"quantity": "douze"}, "quantity", "en chiffres seulement"),
        ({"quantity": "NaN"}, "quantity", "en chiffres seulement"),
        ({"quantity": ""}, "quantity", "Saisissez combien"),
        ({"quantity": "1234567890123456789"}, "quantity", "trois décimales au plus"),
        ({"quantity": "1,2345"}, "quantity", "trois décimales au plus"),
        ({"quantity": "9" * 5_000}, "quantity", "en chiffres seulement"),
        ({"unit": "item"}, "unit-0", "Cette unité ne convient pas à cette nature"),
        ({"unit": "euro"}, "unit-0", "Choisissez une des réponses"),
        (
            on("ended_on", 1, 3, 2026),
            "ended_on-day",
            "Le dernier jour précède le premier",
        ),
        (
            on("ended_on", TOMORROW.day, TOMORROW.month, TOMORROW.year),
            "ended_on-day",
            "Le dernier jour n’est pas encore venu",
        ),
        (
            on("started_on", TOMORROW.day, TOMORROW.month, TOMORROW.year),
            "started_on-day",
            "Le dernier jour n’est pas encore venu",
        ),
        (on("started_on", 31, 2, 2026), "started_on-day", "Cette date n’existe pas"),
        (on("started_on", 14, 3, 26), "started_on-day", "Cette date n’existe pas"),
        (on("started_on", 14, 3, 1999), "started_on-day", "à partir de 2000"),
        ({"started_on-day": ""}, "started_on-day", "Cette date n’existe pas"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_question(
    town: Town, answers: dict[str, Answer], anchor: str, message: str
) -> None:
    """The page comes back with what was typed, and nothing is recorded."""
    before = town.head()
    answer = describe(town.asso, {}, **answers)
    assert answer.status_code == 422
    assert [a for a, _said in errors_of(answer)] == [anchor]
    assert message in errors_of(answer)[0][1]
    assert text_of(answer).startswith("<!doctype html>")
    assert "<title>Erreur" in text_of(answer)
    for name, typed in answers.items():
        assert name == "unit" or f'value="{typed}"' in text_of(answer)
    assert town.head() == before


@pytest.mark.parametrize(
    ("what", "anchor", "message"),
    [
        ({"title": ""}, "title", "Dites en quelques mots"),
        ({"title": "   abc   "}, "title", "cinq signes au moins"),
        ({"title": "x" * 121}, "title", "Raccourcissez à 120"),
        ({"nature": ""}, "nature-0", "Choisissez une des réponses"),
        ({"nature": "money"}, "nature-0", "L’argent est enregistré par l’organisme"),
        ({"nature": "gold"}, "nature-0", "Choisissez une des réponses"),
    ],
)
def test_the_first_page_asks_what_and_in_few_words(
    town: Town, what: dict[str, str], anchor: str, message: str
) -> None:
    """Each page judges its own answers only."""
    answer = fill(
        town.asso, f"{NEW}/quoi", **{"nature": "time", "title": "Atelier"} | what
    )
    assert answer.status_code == 422
    assert [a for a, _said in errors_of(answer)] == [anchor]
    assert message in errors_of(answer)[0][1]


def test_a_text_of_two_mebibytes_is_refused_whole(town: Town) -> None:
    """What is too much for a form is told, and the draft stays as it was."""
    before = town.head()
    second = describe(town.asso, {"title": "Long récit"})
    third = second.location
    answer = fill(town.asso, third, description="é" * (1 << 20))
    assert answer.status_code == 413
    assert "Raccourcissez le texte" in text_of(answer)
    assert "Long récit" in town.asso.get(third.replace("preuve", "quoi")).text
    assert town.head() == before


def test_a_long_description_is_refused_with_its_length(town: Town) -> None:
    """Five thousand signs are enough; what was typed comes back."""
    second = describe(town.asso)
    answer = fill(town.asso, second.location, description="mot " * 1_500)
    assert answer.status_code == 422
    assert "5\u202f000 signes" in errors_of(answer)[0][1]
    assert "mot mot" in text_of(answer)


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\u202eretila \u05e9\u05dc\u05d5\u05dd\u202c", "<bdi>\u202eretila"),
        ("Fête 🎉 au 👩🏽‍💻 labo", "Fête 🎉 au 👩🏽‍💻 labo"),
        ("a\x00bcdef", "abcdef"),
        ("{{ 7 * 7 }} %(title)s", "{{ 7 * 7 }} %(title)s"),
    ],
)
def test_a_title_is_shown_as_it_was_typed(town: Town, title: str, written: str) -> None:
    """Marks of any kind are text, never a command to the page."""
    name = town.record(town.asso, {"title": title})
    for path in (
        f"/fr/espace/contributions/{name}",
        f"/fr/espace/contributions/{name}/enregistree",
        "/fr/espace",
        "/fr/espace/contributions",
    ):
        page = town.asso.get(path)
        assert page.status_code == 200
        assert written in page.text
        assert "<script>alert" not in page.text


def test_going_back_keeps_the_answers(town: Town) -> None:
    """A draft is on the server from the first page on."""
    check = to_check(town.asso, {"title": "Brouillon gardé"}, quantity="7,25")
    back = check.replace("verifier", "combien")
    assert town.asso.get(back).value("quantity") == "7,25"
    assert "Brouillon gardé" in town.asso.get("/fr/espace").text


def test_changing_an_answer_leads_back_to_the_check(town: Town) -> None:
    """What a changed nature unsettles is asked again first."""
    check = to_check(town.asso)
    title = check.replace("verifier", "quoi") + "&retour=verifier"
    answer = fill(town.asso, title, nature="time", title="Autre intitulé")
    assert answer.location == check
    answer = fill(town.asso, title, nature="know_how", title="Autre intitulé")
    assert "combien" in answer.location
    again = town.asso.get(answer.location)
    assert "Cette unité ne convient pas" in again.text


def test_the_check_page_waits_for_the_other_pages(town: Town) -> None:
    """Nobody jumps to the end: the first unanswered page comes."""
    first = fill(town.asso, f"{NEW}/quoi", nature="time", title="Sauter la fin")
    key = key_in(first.location)
    answer = town.asso.client.get(f"{NEW}/verifier?key={key}")
    assert answer.status_code == 303
    assert "/combien" in answer.location


def test_a_draft_is_its_authors(town: Town) -> None:
    """Another partner's person finds nothing under its key."""
    check = to_check(town.asso)
    assert town.city.client.get(check).status_code == 404


def test_a_person_without_designation_records_nothing(town: Town) -> None:
    """A visitor is asked to sign in first."""
    visitor = town.running.visitor()
    answer = visitor.client.get(f"{NEW}/quoi")
    assert answer.status_code == 303
    assert "/connexion" in answer.location


def test_sending_all_needs_no_optional_answer(town: Town) -> None:
    """Description, activities and files may stay empty."""
    assert send_all(town.city, {}, {}).status_code == 303
