"""Life courses through their form: step by step, with the consent of who lived them."""

from tests.web.pages.space.neighbours import propose
from tests.web.pages.space.town import Answer, Town, errors_of, fill, text_of

FLOOD = "é" * 100_000


def test_a_life_course_is_traced(town: Town) -> None:
    """Two projects at least, each step whole, and whoever lived it agreed."""
    first, second = propose(town, town.asso), propose(town, town.city)
    steps: dict[str, Answer] = {
        "title": "Du banc au contrat",
        "project-1": first,
        "text-1": "Une voisine en parle.",
        "project-2": second,
        "text-2": "Le métier se raconte.",
        "has_consent": "1",
    }
    path = "/fr/espace/parcours/nouveau"
    for answers, anchor, said in (
        ({"has_consent": ""}, "has_consent", "avoir accepté"),
        ({"project-2": first}, "project-2", "au moins deux projets"),
        ({"project-3": first}, "text-3", "Dites ce qui s’est passé"),
        ({"project-1": ""}, "project-1", "Choisissez le projet"),
        ({"project-1": "", "text-1": ""}, "project-1", "Choisissez le projet"),
        ({"text-2": ""}, "text-2", "Dites ce qui s’est passé"),
        ({"text-3": "Seul."}, "project-3", "Choisissez le projet"),
        ({"project-1": "nowhere"}, "project-1", "Choisissez une des réponses"),
        ({"text-1": FLOOD}, "text-1", "1000 signes"),
        ({"title": ""}, "title", "Répondez à cette question"),
    ):
        before = town.head()
        answer = fill(town.asso, path, **{**steps, **answers})
        assert answer.status_code == 422, answers
        assert said in {a.lstrip("#"): s for a, s in errors_of(answer)}[anchor]
        assert town.head() == before
    answer = fill(town.asso, path, **steps)
    assert answer.status_code == 303, text_of(answer)
    town.running.settle()
    assert "Du banc au contrat" in town.running.visitor().get("/fr/parcours").text
    address = answer.location.partition("?")[0]
    assert "Une voisine en parle." not in town.running.visitor().get(address).text
    assert "Une voisine en parle." in town.city.get(address).text


def test_a_life_course_has_as_many_steps_as_asked_for(town: Town) -> None:
    """Four at first, twenty at most, whatever the address says."""
    for asked, shown in (("", 4), ("?etapes=9", 9), ("?etapes=9999", 20)):
        page = town.asso.get(f"/fr/espace/parcours/nouveau{asked}").text
        assert page.count('<select id="project-') == shown
