"""Contributions for a project, through the form that records them."""

import pytest

from tests.web.pages.space.neighbours import (
    under_way,
)
from tests.web.pages.space.town import (
    NEW,
    WHAT,
    Town,
    errors_of,
    fill,
    to_check,
)


def test_a_contribution_is_for_a_project(town: Town) -> None:
    """Chosen among one's own, shown before sending, counted on the project's page."""
    name = under_way(town)
    what = town.asso.get("/fr/espace/contributions/nouvelle/quoi").text
    assert f'value="{name}"' in what
    recorded = town.record(
        town.asso, {"title": "Plantation au verger", "project": name}
    )
    page = town.running.visitor().get(f"/fr/projets/{name}").text
    assert "12,5" in page
    listed = town.running.visitor().get(f"/fr/contributions?projet={name}").text
    assert "Plantation au verger" in listed
    one = town.running.visitor().get(f"/fr/contributions/{recorded}").text
    assert "Un verger partagé" in one


def test_who_comes_from_a_project_brings_something_to_it(town: Town) -> None:
    """The form has it chosen, whether they take part in it or not."""
    name = under_way(town)
    begun = town.lab.get(f"/fr/espace/contributions/nouvelle?projet={name}")
    assert begun.status_code == 303
    page = town.lab.get(begun.answer.location)
    assert f'<option value="{name}" selected>' in page.text


@pytest.mark.parametrize("typed", ["a:b", "x" * 80, "é"])
def test_what_names_no_project_is_refused_at_once(town: Town, typed: str) -> None:
    """On the page that asks."""
    answer = fill(town.asso, f"{NEW}/quoi", **WHAT, project=typed)
    assert answer.status_code == 422
    assert errors_of(answer)[0][0] == "project"


def test_a_project_that_is_not_there_is_refused(town: Town) -> None:
    """When it is sent, in words that say what to do."""
    before = town.head()
    answer = fill(town.asso, to_check(town.asso, {"project": "nothing-such"}))
    assert answer.status_code == 422
    assert "Ce projet n’existe pas" in errors_of(answer)[0][1]
    assert town.head() == before


def test_corrected_days_are_those_of_the_project(town: Town) -> None:
    """Days before it was launched are refused beside the dates, and said."""
    name = under_way(town)
    recorded = town.record(town.asso, {"title": "Un coup de main", "project": name})
    page = town.asso.get(f"/fr/espace/contributions/{recorded}/corriger")
    days = {
        f"{field}-{part}": page.value(f"{field}-{part}")
        for field in ("started_on", "ended_on")
        for part in ("day", "month", "year")
    }
    before_launch = {"started_on-year": "2025", "ended_on-year": "2025"}
    kept = {field: page.value(field) for field in ("quantity", "title")}
    answer = town.act(
        town.asso,
        f"{recorded}/corriger",
        **days | kept | before_launch | {"reason": "Faute.", "checked": "1"},
    )
    assert answer.status_code == 422
    anchor, said = errors_of(answer)[0]
    assert "pas en cours à ces dates" in said
    assert anchor == "ended_on-day"
    later = days | {"ended_on-day": days["started_on-day"]}
    later |= {"ended_on-month": days["started_on-month"]}
    accepted = town.act(
        town.asso,
        f"{recorded}/corriger",
        **later | kept | {"reason": "Faute.", "checked": "1", "quantity": "3"},
    )
    assert accepted.status_code == 303
