"""Resources through the forms: whatever is wrong is said where it is, with a remedy."""

from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from tests.web.pages.space.shelves import (
    GUIDE,
    NEW,
    act,
    fork,
    number_of,
    on,
    publish,
    row_of,
    shown,
    steps,
)
from tests.web.pages.space.town import Answer, Hidden, Town, errors_of, fill, text_of
from tests.web.tree import faults, tree

TODAY: Final = datetime.now(UTC).date()
NO_CHANGES: Final[dict[str, Answer]] = {
    "licence": "other",
    "other_licence": "cc-by-nd-4.0",
}
TITLE: Final = "Ouvrir un atelier de voisins"
FORMS: Final = ("reutiliser", "retour", "version", "retrait", "transmettre", "adapter")


WRONG: Final[list[tuple[dict[str, Answer], str, str, str]]] = [
    ({"title": "x" * 300}, "title", "120 signes : il y en a 300", "it has 300"),
    ({"title": " "}, "title", "Répondez à cette question", "Answer this question"),
    ({"kind": "spell"}, "kind-0", "Choisissez une des réponses", "Choose one"),
    ({"licence": "free"}, "licence-0", "Choisissez une des réponses", "Choose one"),
    (
        {"licence": "other", "other_licence": "libre"},
        "other_licence",
        "liste officielle SPDX",
        "official SPDX list",
    ),
    (
        {"licence": "other", "other_licence": "GPL-2.0"},
        "other_licence",
        "écrit désormais GPL-2.0-only",
        "now writes GPL-2.0-only",
    ),
    ({"edition": "v2"}, "edition", "des chiffres, des points", "digits, dots"),
    (
        {"address": "http://atelier.example"},
        "address",
        "commence par https://",
        "begins with https://",
    ),
    (
        {"address": "javascript:alert(1)"},
        "address",
        "commence par https://",
        "begins with https://",
    ),
    (
        {"others": "C-2026-9999"},
        "others",
        "Aucune contribution ne porte le numéro C-2026-9999",
        "No contribution bears the number C-2026-9999",
    ),
]


@pytest.mark.parametrize(("answers", "anchor", "french", "english"), WRONG)
def test_a_wrong_description_says_what_is_wrong(
    town: Town, answers: dict[str, Answer], anchor: str, french: str, english: str
) -> None:
    """At its step, beside the field, in both languages; nothing is recorded."""
    before = town.head()
    for lang, words in (("fr", french), ("en", english)):
        path = NEW.replace("/fr/", f"/{lang}/")
        answer = steps(town.asso, path, GUIDE | answers)
        assert answer.status_code == 422
        found, said = errors_of(answer)[0]
        assert found == anchor
        assert words in said.replace("\u00a0", " ").replace("\u202f", "")
        assert not faults(tree(answer.text), lang)
    assert town.head() == before


def test_what_was_told_before_goes_along_and_back(town: Town) -> None:
    """Whoever goes back finds it; whoever sends it sees it all before."""
    page = text_of(town.asso.client.get(NEW))
    for _step in range(2):
        page = text_of(town.asso.client.post(NEW, data=Hidden(page).values | GUIDE))
    assert "Étape 3 sur 3" in tree(page).text
    assert "CC-BY-SA-4.0" in tree(page).text
    back = text_of(
        town.asso.client.post(NEW, data={**Hidden(page).values, "back": "1"})
    )
    assert "Étape 2 sur 3" in tree(back).text
    assert str(GUIDE["address"]) in back


def test_a_withdrawn_contribution_is_no_origin(town: Town) -> None:
    """Its number is still known, so the reason is told."""
    gone = town.record(town.city)
    number = number_of(town, gone)
    withdrawn = town.act(town.city, f"{gone}/retirer", reason="Deux fois.")
    assert withdrawn.status_code == 303
    answer = steps(town.asso, NEW, GUIDE | {"others": number})
    assert answer.status_code == 422
    assert errors_of(answer)[0][0] == "others"
    assert "a été retirée" in errors_of(answer)[0][1]


def test_a_licence_may_forbid_a_fork(town: Town) -> None:
    """It is told at the first step, and the sheet does not offer it."""
    name = publish(town, town.asso, **NO_CHANGES)
    assert row_of(town, name).licence == "CC-BY-ND-4.0"
    answer = fork(town, town.city, name)
    assert answer.status_code == 422
    assert "interdit d’en partager une modifiée" in errors_of(answer)[0][1]
    english = steps(
        town.city,
        f"/en/espace/ressources/{name}/adapter",
        {**GUIDE, "origin_edition": "1.0"},
    )
    assert "forbids sharing a changed one" in errors_of(english)[0][1]
    assert "/adapter" not in town.city.get(f"/fr/ressources/{name}").text


@pytest.mark.parametrize(
    ("answers", "anchor", "french", "english"),
    [
        (
            on("reused_on", TODAY - timedelta(days=400)),
            "reused_on-day",
            "n’était pas encore publiée",
            "was not published yet",
        ),
        (
            on("reused_on", TODAY + timedelta(days=2)),
            "reused_on-day",
            "pas encore venu",
            "has not come yet",
        ),
        ({"edition": "9.9"}, "edition-0", "Choisissez une", "Choose one"),
        ({"note": "x" * 2_001}, "note", "2000 signes", "2000 characters"),
    ],
)
def test_a_wrong_reuse_says_what_is_wrong(
    town: Town, answers: dict[str, Answer], anchor: str, french: str, english: str
) -> None:
    """Before the publication, in days to come, of a version that is not there."""
    name = publish(town, town.asso)
    given = shown(town.city, f"{name}/reutiliser")
    before = town.head()
    for lang, words in (("fr", french), ("en", english)):
        path = f"/{lang}/espace/ressources/{name}/reutiliser"
        answer = fill(town.city, path, **given | answers)
        assert answer.status_code == 422
        found, said = errors_of(answer)[0]
        assert (found, words in said.replace("\u202f", "")) == (anchor, True), said
    assert town.head() == before


def test_nobody_retires_twice_or_adds_to_what_is_retired(town: Town) -> None:
    """A form opened before says so; the sheet offers what it still allows."""
    name = publish(town, town.asso)
    reusing = shown(town.city, f"{name}/reutiliser")
    hidden = Hidden(
        town.city.get(f"/fr/espace/ressources/{name}/reutiliser").text
    ).values
    retiring: dict[str, Answer] = {"reason": "Un autre guide fait mieux."}
    assert act(town, town.asso, f"{name}/retrait", **retiring).status_code == 303
    again = act(town, town.asso, f"{name}/retrait", **retiring)
    assert again.status_code == 422
    assert "en retrait" in errors_of(again)[0][1]
    english = fill(town.asso, f"/en/espace/ressources/{name}/retrait", **retiring)
    assert "is retired" in errors_of(english)[0][1]
    late = town.city.client.post(
        f"/fr/espace/ressources/{name}/reutiliser", data=hidden | reusing
    )
    assert late.status_code == 422
    sheet = town.asso.get(f"/fr/ressources/{name}").text
    assert "Un autre guide fait mieux." in sheet
    assert "Je réutilise" not in sheet
    assert "L’adapter" in sheet


def test_an_unknown_resource_is_not_found(town: Town) -> None:
    """Neither its sheet nor its forms."""
    assert town.asso.get("/fr/ressources/nothing").status_code == 404
    for path in FORMS:
        assert town.asso.get(f"/fr/espace/ressources/nothing/{path}").status_code == 404
