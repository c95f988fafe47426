"""Resources of the town, published through the forms as people publish them."""

import re
from datetime import date

from werkzeug.test import TestResponse

from projections.commons.credits import credits_of
from projections.commons.numbers import numbers_of
from projections.commons.resources import ResourceRow, resource
from tests.web.pages.space.town import Answer, Hidden, Town, fill, text_of
from tests.web.running import Person
from tests.web.tree import tree

NEW = "/fr/espace/ressources/nouvelle"
GUIDE: dict[str, Answer] = {
    "kind": "method",
    "title": "Ouvrir un atelier de voisins",
    "summary": "Douze pages et une liste de courses.",
    "licence": "CC-BY-SA-4.0",
    "edition": "1.0",
    "address": "https://atelier.example/guide",
}


def steps(who: Person, path: str, answers: dict[str, Answer]) -> TestResponse:
    """Answer the three steps one after the other, as far as they go.

    A step that finds something wrong is the last one.
    """
    page: TestResponse = who.client.get(path)
    for _number in range(3):
        page = who.client.post(path, data=Hidden(text_of(page)).values | answers)
        if page.status_code != 200:
            return page
    return page


def publish(town: Town, who: Person, **answers: Answer) -> str:
    """Publish a resource, and return its name."""
    answer = steps(who, NEW, GUIDE | answers)
    return name_in(town, answer)


def fork(town: Town, who: Person, name: str, **answers: Answer) -> TestResponse:
    """Take a resource further."""
    told = {**GUIDE, "origin_edition": "1.0", "title": "En deux pages", **answers}
    answer = steps(who, f"/fr/espace/ressources/{name}/adapter", told)
    town.running.settle()
    return answer


def name_in(town: Town, answer: TestResponse) -> str:
    """Return the name of the resource that a form led to."""
    assert answer.status_code == 303, text_of(answer)
    town.running.settle()
    found = re.search(r"ressources/([a-z2-7]{26})", answer.location)
    assert found is not None, answer.location
    return found.group(1)


def act(town: Town, who: Person, path: str, **answers: Answer) -> TestResponse:
    """Do something about a resource, and let the views see it."""
    answer = fill(who, f"/fr/espace/ressources/{path}", **answers)
    town.running.settle()
    return answer


def shown(who: Person, path: str) -> dict[str, Answer]:
    """Return what a form shows as already answered."""
    main = tree(who.get(f"/fr/espace/ressources/{path}").text).one("main")
    found: dict[str, Answer] = {}
    for node in main.all("input"):
        told = node.attributes
        is_given = told["type"] not in {"radio", "checkbox"} or "checked" in told
        if is_given and told["type"] != "hidden":
            found[told["name"]] = told.get("value", "")
    for node in main.all("textarea"):
        found[node.attributes["name"]] = node.raw.strip()
    return found


def row_of(town: Town, name: str) -> ResourceRow:
    """Return a resource as it stands."""
    with town.running.wiring.views.shelf() as shelf:
        row = resource(shelf, name)
    assert row is not None
    return row


def on(name: str, day: date) -> dict[str, Answer]:
    """Return the three parts of a day."""
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}-{part}": str(value) for part, value in parts.items()}


def number_of(town: Town, contribution_id: str) -> str:
    """Return the number that people write down."""
    with town.running.wiring.views.shelf() as shelf:
        return numbers_of(shelf, [contribution_id])[contribution_id]


def times(town: Town, thing: str) -> int:
    """Return how many reuses credit a thing."""
    with town.running.wiring.views.shelf() as shelf:
        return sum(row.reuses for row in credits_of(shelf, thing))
