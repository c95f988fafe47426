"""Projects of the town: proposed, joined and led through the forms of the space."""

import re

from werkzeug.test import TestResponse

from projections.commons.projects import ProjectRow, project
from tests.web.pages.space.town import Answer, Town, fill, text_of
from tests.web.running import Person

ORCHARD = {
    "title": "Un verger partagé",
    "purpose": "Planter, apprendre, presser ensemble.",
    "scope": "communal",
}


def day(name: str, written: str) -> dict[str, Answer]:
    """Return a day as the three parts of its field."""
    year, month, number = written.split("-")
    return {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}


def act(town: Town, who: Person, path: str, **answers: Answer) -> TestResponse:
    """Do something in a project, and let the views see it."""
    answer = fill(who, f"/fr/espace/projets/{path}", **answers)
    town.running.settle()
    return answer


def propose(town: Town, who: Person, **answers: Answer) -> str:
    """Propose a project, and return its identifier."""
    answer = act(town, who, "nouveau", **ORCHARD | answers)
    assert answer.status_code == 303, text_of(answer)
    found = re.search(r"/projets/([a-z2-7]{26})", answer.location)
    assert found is not None, answer.location
    return found.group(1)


def under_way(town: Town) -> str:
    """Let the association lead a project under way that the city contributes to."""
    name = propose(town, town.asso)
    joined = act(town, town.city, f"{name}/rejoindre", role="contributor")
    launched = act(
        town, town.asso, f"{name}/lancer", **day("launched_on", "2026-02-02")
    )
    assert (joined.status_code, launched.status_code) == (303, 303)
    return name


def with_milestone(town: Town, due: str = "2026-04-30") -> tuple[str, str]:
    """Return a project under way and the identifier of its one milestone."""
    name = under_way(town)
    answer = act(
        town, town.asso, f"{name}/jalon", title="Vingt arbres", **day("due_on", due)
    )
    assert answer.status_code == 303, text_of(answer)
    return name, row_of(town, name).milestones[0].milestone_id


def row_of(town: Town, name: str) -> ProjectRow:
    """Return a project as the views have it."""
    town.running.settle()
    with town.running.wiring.views.shelf() as shelf:
        row = project(shelf, name)
    assert row is not None
    return row
