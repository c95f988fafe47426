"""Evaluations of the town: opened and told through the forms of the space."""

import re

from werkzeug.test import TestResponse

from projections.commons.accounts import AccountRow, accounts_page
from projections.commons.evaluations import EvaluationRow, evaluation
from tests.web.pages.space.neighbours import propose
from tests.web.pages.space.town import Answer, Town, fill, text_of
from tests.web.running import Person

QUESTION = {"title": "Que change le verger ?", "expected": "Des voisins qui parlent."}
OWN = {"level": "team", "happened": "On a planté ensemble.", "source": "own"}
COLLECTED = {
    "level": "person",
    "happened": "Avant, je restais chez moi.",
    "surprised": "Les enfants.",
    "source": "oral",
    "pseudonym": "La dame au chapeau",
    "has_consent": "1",
}


def tell(town: Town, who: Person, path: str, **answers: Answer) -> TestResponse:
    """Do something in an evaluation, and let the views see it."""
    answer = fill(who, f"/fr/espace/evaluations/{path}", **answers)
    town.running.settle()
    return answer


def opened(town: Town, **answers: Answer) -> str:
    """Let the association open an evaluation of its project; return its name."""
    about = f"project:{propose(town, town.asso)}"
    asked: dict[str, Answer] = {**QUESTION, "about": about, **answers}
    answer = tell(town, town.asso, "nouvelle", **asked)
    assert answer.status_code == 303, text_of(answer)
    found = re.search(r"/evaluations/([a-z2-7]{26})", answer.location)
    assert found is not None, answer.location
    return found.group(1)


def told(town: Town, who: Person, name: str, **answers: Answer) -> AccountRow:
    """Let somebody tell, and return the account as the views have it."""
    answer = tell(town, who, f"{name}/recit", **{**OWN, **answers})
    assert answer.status_code == 303, text_of(answer)
    with town.running.wiring.views.shelf() as shelf:
        return accounts_page(shelf, name).rows[-1].row


def row_of(town: Town, name: str) -> EvaluationRow:
    """Return an evaluation as the views have it."""
    town.running.settle()
    with town.running.wiring.views.shelf() as shelf:
        row = evaluation(shelf, name)
    assert row is not None
    return row
