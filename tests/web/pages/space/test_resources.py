"""Resources through the forms: each deed once, and what goes wrong with a remedy."""

import re
from datetime import UTC, datetime
from typing import Final

from tests.web.pages.space.shelves import (
    GUIDE,
    NEW,
    act,
    fork,
    name_in,
    number_of,
    publish,
    row_of,
    shown,
    steps,
    times,
)
from tests.web.pages.space.town import Answer, Hidden, Town, errors_of, fill, text_of
from tests.web.running import Person
from tests.web.tree import faults, tree

TODAY: Final = datetime.now(UTC).date()
NO_CHANGES: Final[dict[str, Answer]] = {
    "licence": "other",
    "other_licence": "cc-by-nd-4.0",
}
TITLE: Final = "Ouvrir un atelier de voisins"
FORMS: Final = ("reutiliser", "retour", "version", "retrait", "transmettre", "adapter")


def test_a_resource_is_lived_from_beginning_to_end(town: Town) -> None:
    """Published, reused, told of, revised, taken further: and its authors credited."""
    given, others = town.record(town.asso), town.record(town.city)
    name = publish(town, town.asso, own=[given], others=f"{number_of(town, others)}, ")
    assert row_of(town, name).origins == (given, others)
    deeds: tuple[tuple[Person, str, dict[str, Answer]], ...] = (
        (town.city, "reutiliser", {}),
        (town.city, "retour", {"text": "Deux pages auraient suffi."}),
        (town.asso, "version", {"edition": "1.1", "changes": "Plus court."}),
    )
    for who, path, answers in deeds:
        typed = shown(who, f"{name}/{path}")
        answer = act(town, who, f"{name}/{path}", **typed | answers)
        assert answer.status_code == 303, (path, text_of(answer))
    assert fork(town, town.lab, name, origin_edition="1.1").status_code == 303
    row = row_of(town, name)
    assert (row.reuses, row.feedback, row.forks) == (1, 1, 1)
    assert [e.edition for e in row.editions] == ["1.0", "1.1"]
    assert [times(town, thing) for thing in (name, given, others)] == [1, 1, 1]
    said = tree(town.running.visitor().get(f"/fr/ressources/{name}").text).text
    for words in ("Deux pages auraient", "Plus court.", "En deux pages", "Asso"):
        assert words in said
    brought = tree(town.running.visitor().get(f"/fr/contributions/{given}").text)
    assert "1 réutilisation crédite cette contribution" in brought.text
    assert TITLE in tree(town.asso.get("/fr/espace/ressources").text).text
    assert TITLE in tree(town.city.get("/fr/espace/ressources").text).text


def test_a_reuse_takes_two_clicks_from_the_sheet(town: Town) -> None:
    """The form is filled in: the latest version, since today."""
    name = publish(town, town.asso)
    path = f"/espace/ressources/{name}/reutiliser"
    assert path in town.city.get(f"/fr/ressources/{name}").text
    given = shown(town.city, f"{name}/reutiliser")
    assert given["edition"] == "1.0"
    assert given["reused_on-year"] == str(TODAY.year)
    answer = act(town, town.city, f"{name}/reutiliser", **given)
    assert answer.status_code == 303
    assert f"/fr/ressources/{name}" in answer.location
    told = town.city.get(f"/fr/ressources/{name}").text
    assert "ses auteurs sont crédités" in told


def test_a_visitor_is_asked_to_sign_in_first(town: Town) -> None:
    """The sheet offers the reuse to everybody; the form is for partners."""
    name = publish(town, town.asso)
    visitor = town.running.visitor()
    assert "Je réutilise" in visitor.get(f"/fr/ressources/{name}").text
    answer = visitor.client.get(f"/fr/espace/ressources/{name}/reutiliser")
    assert answer.status_code == 303
    assert "/connexion" in answer.location


def test_two_tabs_that_send_one_form_publish_once(town: Town) -> None:
    """The second answer leads to the same sheet; other content is refused."""
    key: dict[str, Answer] = {"key": "two-tabs-of-one-form"}
    first = steps(town.asso, f"{NEW}?key=two-tabs-of-one-form", GUIDE | key)
    name = name_in(town, first)
    before = town.head()
    second = steps(town.asso, NEW, GUIDE | key)
    assert name_in(town, second) == name
    assert town.head() == before
    other = steps(town.asso, NEW, GUIDE | key | {"title": "Un autre titre"})
    assert other.status_code == 422
    assert "avec un autre contenu" in errors_of(other)[0][1]
    assert town.head() == before


def test_two_tabs_that_reuse_declare_once(town: Town) -> None:
    """The same form twice is one; another form of the same reuse says so."""
    name = publish(town, town.asso)
    path = f"/fr/espace/ressources/{name}/reutiliser"
    data = Hidden(town.city.get(path).text).values | shown(
        town.city, f"{name}/reutiliser"
    )
    first = town.city.client.post(path, data=data)
    again = town.city.client.post(path, data=data)
    assert (first.status_code, again.status_code) == (303, 303)
    town.running.settle()
    assert row_of(town, name).reuses == 1
    third = act(
        town, town.city, f"{name}/reutiliser", **shown(town.city, f"{name}/reutiliser")
    )
    assert third.status_code == 422
    assert "déjà déclaré" in errors_of(third)[0][1]


def test_a_fork_is_no_fork_of_itself(town: Town) -> None:
    """Whoever sends the form of a fork under its own key again makes nothing new."""
    name = publish(town, town.asso)
    made = fork(town, town.city, name, key="fork-under-one-key")
    again = fork(town, town.city, name, key="fork-under-one-key")
    assert name_in(town, made) == name_in(town, again) != name
    assert row_of(town, name).forks == 1


def test_what_replaces_it_is_named(town: Town) -> None:
    """A fork of it, or another resource of its maintainer."""
    name = publish(town, town.asso)
    made = name_in(town, fork(town, town.city, name))
    answer = act(
        town,
        town.asso,
        f"{name}/retrait",
        reason="Celle-ci est plus courte.",
        successor_id=made,
    )
    assert answer.status_code == 303
    assert row_of(town, name).successor_id == made
    assert "Ce qui la remplace" in town.lab.get(f"/fr/ressources/{name}").text


def test_a_resource_changes_hands(town: Town) -> None:
    """Its new maintainer publishes the next version; the old one no longer may."""
    name = publish(town, town.asso)
    page = tree(town.asso.get(f"/fr/espace/ressources/{name}/transmettre").text)
    ville = next(o.attributes["value"] for o in page.all("option") if o.text == "Ville")
    answer = act(town, town.asso, f"{name}/transmettre", maintainer_id=ville)
    assert answer.status_code == 303
    told = shown(town.city, f"{name}/version") | {"edition": "2", "changes": "Repris."}
    old = act(town, town.asso, f"{name}/version", **told)
    assert "Seul le mainteneur" in errors_of(old)[0][1]
    assert act(town, town.city, f"{name}/version", **told).status_code == 303
    same = act(town, town.city, f"{name}/version", **told)
    assert errors_of(same)[0][0] == "edition"
    assert "Publiée d’abord par" in town.lab.get(f"/fr/ressources/{name}").text


def test_feedback_names_a_reuse_of_ones_own(town: Town) -> None:
    """Whoever has none is not asked for one."""
    name = publish(town, town.asso)
    assert "reuse_id" not in town.city.get(f"/fr/espace/ressources/{name}/retour").text
    assert (
        act(
            town,
            town.city,
            f"{name}/reutiliser",
            **shown(town.city, f"{name}/reutiliser"),
        ).status_code
        == 303
    )
    page = tree(town.city.get(f"/fr/espace/ressources/{name}/retour").text)
    own = [o.attributes["value"] for o in page.all("option") if o.attributes["value"]]
    answer = act(town, town.city, f"{name}/retour", text="Très utile.", reuse_id=own[0])
    assert answer.status_code == 303
    wrong = act(town, town.city, f"{name}/retour", text="Oui.", reuse_id="nothing")
    assert errors_of(wrong)[0][0] == "reuse_id"


def test_every_form_is_sound(town: Town) -> None:
    """Labels, headings, identifiers: what a machine can check by itself."""
    name = publish(town, town.asso)
    pages = [NEW, "/fr/espace/ressources", f"/fr/ressources/{name}"]
    pages += [f"/fr/espace/ressources/{name}/{path}" for path in FORMS]
    for path in pages:
        page = town.asso.get(path)
        assert page.status_code == 200, path
        assert not faults(tree(page.text), "fr"), path


def taken_back(town: Town, position: int, said: str) -> None:
    """Let the association take back one of the texts of a fact."""
    path = f"/fr/espace/textes/{position}"
    page = tree(town.asso.get(path).text).one("main")
    which = next(
        box.attributes["value"]
        for option in page.all("div", **{"class": "option"})
        if said in option.text
        for box in option.all("input")
    )
    answer = fill(town.asso, path, words=which, ground="author")
    assert answer.status_code == 303, text_of(answer)
    town.running.settle()


def test_an_address_that_was_taken_back_leads_nowhere(town: Town) -> None:
    """Its author may take back each text; what stands in its place is no link."""
    name = publish(town, town.asso)
    position = row_of(town, name).position
    link = f"/fr/espace/textes/{position}"
    assert link in town.asso.get(f"/fr/ressources/{name}").text
    assert link not in town.city.get(f"/fr/ressources/{name}").text
    assert "atelier.example" in town.city.get(f"/fr/ressources/{name}").text
    taken_back(town, position, "atelier.example")
    sheet = town.city.get(f"/fr/ressources/{name}").text
    assert "atelier.example" not in sheet
    assert "texte retiré" in sheet
    hrefs = [a.attributes["href"] for a in tree(sheet).one("main").all("a")]
    assert not [href for href in hrefs if "retir" in href]


def test_a_reuse_declared_by_mistake_is_taken_back(town: Town) -> None:
    """By its own partner, once; it stays to be read and credits nobody."""
    name = publish(town, town.asso)
    path = f"{name}/reutiliser"
    used = act(town, town.city, path, **shown(town.city, path))
    assert used.status_code == 303
    assert times(town, name) == 1
    sheet = town.city.get(f"/fr/ressources/{name}").text
    found = re.search(rf"/fr/espace/ressources/({name}/reutilisations/.*?)\"", sheet)
    assert found is not None
    assert "/reutilisations/" not in town.asso.get(f"/fr/ressources/{name}").text
    others = act(town, town.asso, found.group(1))
    assert "n’a pas déclaré cette réutilisation" in errors_of(others)[0][1]
    mistaken = act(town, town.city, found.group(1), reason="Une erreur.")
    assert mistaken.status_code == 303
    assert times(town, name) == 0
    again = act(town, town.city, found.group(1))
    assert "déjà reprise" in errors_of(again)[0][1]
    said = tree(town.running.visitor().get(f"/fr/ressources/{name}").text).text
    assert "Reprise Une erreur." in said
    assert "0 réutilisation" in said
    nothing = f"/fr/espace/ressources/{name}/reutilisations/nothing/retirer"
    assert town.city.get(nothing).status_code == 404
