"""As in forms: a page and the API say the same of the same mistake."""

from typing import Any, Final

import pytest

from tests.web.api.writes.programs import TIME, Program, Programs, said_in
from tests.web.api.writes.test_stories import RESOURCE, project
from tests.web.pages.space.town import Hidden, errors_of

FLOOD: Final = "x" * 6_000
FORMS: Final[list[tuple[str, str, dict[str, Any]]]] = [
    ("besoins/nouveau", "/needs", {"title": ""}),
    ("besoins/nouveau", "/needs", {"details": FLOOD}),
    ("offres/nouvelle", "/offers", {"quantity": "beaucoup"}),
    ("offres/nouvelle", "/offers", {"quantity": "-1"}),
    ("projets/nouveau", "/projects", {"purpose": FLOOD}),
    ("projets/nouveau", "/projects", {"title": FLOOD}),
    ("projets/{project}/carnet", "/projects/{project}/journal_entries", {"text": ""}),
    ("projets/{project}/jalon", "/projects/{project}/milestones", {"title": FLOOD}),
    ("projets/{project}/quitter", "/projects/{project}/departures", {"reason": FLOOD}),
    ("ressources/{resource}/retour", "/resources/{resource}/feedback", {"text": ""}),
    (
        "ressources/{resource}/version",
        "/resources/{resource}/editions",
        {"edition": "v2"},
    ),
    (
        "ressources/{resource}/version",
        "/resources/{resource}/editions",
        {"address": "http://nowhere.example"},
    ),
    ("evaluations/nouvelle", "/evaluations", {"expected": ""}),
    (
        "evaluations/{evaluation}/recit",
        "/evaluations/{evaluation}/accounts",
        {"happened": FLOOD},
    ),
    (
        "evaluations/{evaluation}/conclure",
        "/evaluations/{evaluation}/conclusion",
        {"learned": ""},
    ),
    (
        "contributions/{contribution}/retirer",
        "/contributions/{contribution}",
        {"reason": FLOOD},
    ),
    (
        "contributions/{contribution}/repondre",
        "/contributions/{contribution}/clarifications",
        {"answer": ""},
    ),
    ("presentation/attente", "/partners/{partner}/interests", {"interest": FLOOD}),
    ("presentation/capacite", "/partners/{partner}/capacities", {"amount": "cent"}),
    ("presentation/capacite", "/partners/{partner}/capacities", {"vintage": "23"}),
    ("presentation/nom", "/partners/{partner}/names", {"short_name": FLOOD}),
    ("equipe/designer", "/mandates", {"email": "personne"}),
]


@pytest.fixture(scope="module")
def things(programs: Programs) -> dict[str, str]:
    """Make one thing of each kind."""
    who = programs.asso
    return {
        "project": project(programs),
        "resource": who.made("/resources", RESOURCE),
        "evaluation": who.made("/evaluations", {"title": "Quoi ?", "expected": "Ça."}),
        "contribution": who.made("/contributions", TIME),
        "partner": who.partner_id,
    }


@pytest.mark.parametrize(("form", "path", "answers"), FORMS)
def test_a_page_and_the_api_say_the_same(
    programs: Programs,
    things: dict[str, str],
    form: str,
    path: str,
    answers: dict[str, str],
) -> None:
    """The same mistake in the page's form and in a request: the same sentence."""
    (name,) = answers
    before = programs.town.head()
    page = sent_by(programs.asso, f"/fr/espace/{form.format(**things)}", answers)
    told = told_to(programs.asso, path.format(**things), answers)
    assert page[name] == told[f"#/{name}"]
    assert programs.town.head() == before


def told_to(who: Program, path: str, answers: dict[str, str]) -> dict[str, str]:
    """Return what a program is told of these answers, by pointer."""
    body = {name: value for name, value in answers.items() if value}
    if path.rpartition("/")[0] == "/contributions":
        return said_in(who.change("DELETE", path, body))
    return said_in(who.post(path, body))


def sent_by(who: Program, form: str, answers: dict[str, str]) -> dict[str, str]:
    """Send a form with these answers, and return what is said, by its anchor."""
    page = who.person.client.get(form)
    assert page.status_code == 200, page.text
    data = {**Hidden(page.text).values, **answers}
    answer = who.person.client.post(form, data=data)
    assert answer.status_code == 422, answer.text
    return dict(errors_of(answer))
