"""Needs and offers, through the forms of the space."""

import re

from werkzeug.test import TestResponse

from projections.commons.contributions import contribution
from projections.commons.offers import OfferState
from tests.web.pages.space.fair import (
    act,
    agreed,
    ahead,
    give,
    row_of,
    state,
)
from tests.web.pages.space.neighbours import day
from tests.web.pages.space.town import (
    NEW,
    Town,
    errors_of,
    fill,
    text_of,
)


def test_a_need_and_an_offer_become_a_contribution(town: Town) -> None:
    """Accepted in two clicks from the list; recorded from what was offered."""
    need = state(town, town.city, title="Une grande salle", **ahead(30))
    visitor = town.running.visitor()
    public = visitor.get("/fr/besoins").text
    assert "Une grande salle" in public
    assert "/espace/" not in public[public.index("<main") : public.index("</main")]

    listed = town.asso.get("/fr/besoins").text
    assert f"/fr/espace/offres/nouvelle?besoin={need}" in listed
    form = town.asso.get(f"/fr/espace/offres/nouvelle?besoin={need}").text
    assert 'value="Une grande salle"' in form
    name = give(town, town.asso, need, title="La salle des fêtes")
    assert "La salle des fêtes" in town.city.get("/fr/espace/besoins").text
    assert "Répondre à l’offre" in town.city.get("/fr/espace").text

    listed = town.city.get("/fr/besoins").text
    assert f"/fr/espace/offres/{name}/accepter" in listed
    accepted = act(town, town.city, f"offres/{name}/accepter")
    assert accepted.status_code == 303
    assert row_of(town, name).state is OfferState.ACCEPTED

    assert f"{NEW}?offre={name}" in town.asso.get("/fr/espace").text
    recorded = record_from(town, name)
    assert f"{NEW}?offre={name}" not in town.asso.get("/fr/espace").text
    with town.running.wiring.views.shelf() as shelf:
        row = contribution(shelf, recorded)
    assert row is not None
    assert (row.offer_id, row.unit, str(row.quantity)) == (name, "day", "2")
    assert row_of(town, name).state is OfferState.KEPT
    met = act(town, town.city, f"besoins/{need}/satisfait")
    assert met.status_code == 303
    assert "Une grande salle" not in visitor.get("/fr/besoins").text


def record_from(town: Town, name: str) -> str:
    """Record what keeps an offer by the four pages, changing only the dates."""
    answer = send_from(town, name)
    assert answer.status_code == 303, text_of(answer)
    town.running.settle()
    found = re.search(r"contributions/([a-z2-7]{26})/enregistree", answer.location)
    assert found is not None, answer.location
    return found.group(1)


def send_from(town: Town, name: str) -> TestResponse:
    begun = town.asso.get(f"{NEW}?offre={name}")
    assert begun.status_code == 303
    path = begun.answer.location
    page = town.asso.get(path).text
    title = re.search(r'name="title" value="([^"]*)"', page)
    assert title is not None
    assert 'value="place" checked' in page
    second = fill(town.asso, path, nature="place", title=title.group(1))
    page = town.asso.get(second.location).text
    assert 'name="quantity" value="2"' in page
    started = day("started_on", "2026-03-14")
    third = fill(town.asso, second.location, quantity="2", unit="day", **started)
    fourth = fill(town.asso, third.location)
    check = town.asso.get(fourth.location).text
    assert "Ceci tient l’offre acceptée" in check
    return fill(town.asso, fourth.location)


def test_an_offer_is_kept_once(town: Town) -> None:
    """Begun twice, the second draft is refused; begun later, that is said at once."""
    name = agreed(town)
    record_from(town, name)
    begun = town.asso.get(f"{NEW}?offre={name}")
    page = town.asso.get(begun.answer.location).text
    assert "Une contribution a déjà été enregistrée pour cette offre" in page
    assert 'value="place" checked' not in page


def test_two_drafts_of_one_offer_make_one_contribution(town: Town) -> None:
    """Whoever sends second is told, and keeps what they typed."""
    name = agreed(town)
    path = f"{NEW}/quoi?offre={name}"
    drafts: list[str] = []
    for _draft in range(2):
        second = fill(town.asso, path, nature="place", title="La même salle")
        started = day("started_on", "2026-03-14")
        third = fill(town.asso, second.location, quantity="2", unit="day", **started)
        drafts.append(fill(town.asso, third.location).location)
    first, again = (fill(town.asso, draft) for draft in drafts)
    assert first.status_code == 303
    assert again.status_code in {409, 422}
    assert "déjà été enregistrée pour cette offre" in errors_of(again)[0][1]


def test_an_offer_is_recorded_by_who_made_it(town: Town) -> None:
    """Another partner's offer, or none, begins nothing."""
    name = agreed(town)
    begun = town.city.get(f"{NEW}/quoi?offre={name}")
    assert begun.status_code == 404
    assert town.asso.get(f"{NEW}/quoi?offre=nothing").status_code == 404


def test_an_offer_nobody_accepted_waits(town: Town) -> None:
    """The form says so, and begins empty."""
    name = give(town, town.asso)
    page = town.asso.get(f"{NEW}/quoi?offre={name}").text
    assert "Personne n’a encore accepté cette offre" in page


def test_what_is_taken_back_leaves_the_list(town: Town) -> None:
    """A need and an offer alike, by their own partner only."""
    need = state(town, town.city, title="Un four à pain")
    name = give(town, town.asso, title="Un four ambulant")
    for path, who, other in (
        (f"besoins/{need}/retirer", town.city, town.asso),
        (f"offres/{name}/retirer", town.asso, town.city),
    ):
        refused = act(town, other, path)
        assert "eul le partenaire qui a" in errors_of(refused)[0][1]
        assert act(town, who, path).status_code == 303
    page = town.running.visitor().get("/fr/besoins").text
    assert "Un four" not in page
    assert row_of(town, name).state is OfferState.WITHDRAWN


def test_the_list_is_narrowed_by_nature(town: Town) -> None:
    """By its address; what is no nature narrows nothing away."""
    state(town, town.city, title="Un mode d’emploi", nature="know_how", unit="item")
    visitor = town.running.visitor()
    assert "Un mode d’emploi" in visitor.get("/fr/besoins?nature=know_how").text
    assert "Un mode d’emploi" not in visitor.get("/fr/besoins?nature=time").text


def test_a_text_of_a_need_is_taken_back(town: Town) -> None:
    """By who wrote it or by the board; the need stays, without its words."""
    need = state(town, town.city, title="Le garage de Paul")

    path = re.findall(r"/fr/espace/textes/\d+", town.city.get("/fr/besoins").text)[0]
    assert path in town.lab.get("/fr/besoins").text
    assert path not in town.asso.get("/fr/besoins").text
    form = town.city.get(path).text
    assert "Le garage de Paul" in form
    found = re.search(r'name="words"[^>]*value="([\w-]{43})"', form)
    assert found is not None
    answer = fill(town.city, path, words=found.group(1), ground="author")
    assert answer.status_code == 303, text_of(answer)
    town.running.settle()
    page = town.running.visitor().get("/fr/besoins").text
    assert "Le garage de Paul" not in page
    assert "[texte retiré le" in page
    assert act(town, town.city, f"besoins/{need}/retirer").status_code == 303
