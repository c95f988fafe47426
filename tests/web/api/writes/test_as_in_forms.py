"""As in forms: a page and the API say the same of the same mistake."""

from typing import Final

import pytest

from tests.web.api.writes.programs import Program, Programs, said_in
from tests.web.pages.space.town import Hidden, errors_of

FORMS: Final[list[tuple[str, str, str, dict[str, str]]]] = [
    ("/fr/espace/besoins/nouveau", "/needs", "#/title", {"title": ""}),
    ("/fr/espace/projets/nouveau", "/projects", "#/purpose", {"purpose": "x" * 2001}),
    (
        "/fr/espace/evaluations/nouvelle",
        "/evaluations",
        "#/expected",
        {"title": "Quoi ?", "expected": ""},
    ),
]


@pytest.mark.parametrize(("form", "path", "pointer", "answers"), FORMS)
def test_a_page_and_the_api_say_the_same(
    programs: Programs, form: str, path: str, pointer: str, answers: dict[str, str]
) -> None:
    """The same mistake in the page's form and in a request: the same sentence."""
    asked = sent_by(programs.asso, form, answers)
    body = {name: value for name, value in answers.items() if value}
    told = said_in(programs.asso.post(path, body))[pointer]
    assert asked[pointer.removeprefix("#/")] == told


def sent_by(who: Program, form: str, answers: dict[str, str]) -> dict[str, str]:
    """Send a form with these answers, and return what is said, by its anchor."""
    page = who.person.client.get(form)
    data = {**Hidden(page.text).values, **answers}
    answer = who.person.client.post(form, data=data)
    assert answer.status_code == 422, answer.text
    return dict(errors_of(answer))
