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
