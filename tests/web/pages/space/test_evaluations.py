"""Evaluations through the forms: each deed once, and what goes wrong with a remedy."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.web.pages.space.neighbours import day, propose
from tests.web.pages.space.porch import (
    COLLECTED,
    OWN,
    QUESTION,
    opened,
    row_of,
    tell,
    told,
)
from tests.web.pages.space.town import Answer, Hidden, Town, errors_of, fill, text_of
from tests.web.running import Person

DAY = timedelta(days=1)
TODAY = datetime.now(UTC).date()
IN_A_MONTH = day("due_on", (TODAY + 30 * DAY).isoformat())
ASKING: dict[str, Answer] = {"question": "Qui ouvre le soir ?", **IN_A_MONTH}
CONCLUDING: dict[str, Answer] = {
    "observed": "Douze familles.",
    "learned": "Le portail.",
}
FLOOD = "é" * 100_000


def wrong(town: Town, who: Person, path: str, **answers: Answer) -> dict[str, str]:
    """Send a form that is not accepted; return its errors, and nothing is recorded."""
    before = town.head()
    answer = tell(town, who, path, **answers)
    assert answer.status_code in {403, 409, 422}, (answer.status_code, path)
    assert town.head() == before
    return {anchor.lstrip("#"): said for anchor, said in errors_of(answer)}


def test_an_evaluation_is_lived_from_beginning_to_end(town: Town) -> None:
    """Opened, told, collected, countersigned, asked, answered, concluded; then read."""
    name = opened(town)
    own = told(town, town.city, name)
    told(town, town.asso, name, **COLLECTED)
    sign = f"{name}/recits/{own.account_id}/contresigner"
    assert tell(town, town.asso, sign).status_code == 303
    assert tell(town, town.city, f"{name}/bureau", **ASKING).status_code == 303
    (asked,) = row_of(town, name).questions
    at = f"/fr/bureau/evaluations/{name}/{asked.escalation_id}"
    assert (
        fill(town.lab, at, answer="La ville, jusqu'à vingt heures.").status_code == 303
    )
    assert tell(town, town.asso, f"{name}/conclure", **CONCLUDING).status_code == 303
    row = row_of(town, name)
    assert (row.accounts, row.waiting, row.is_concluded) == (2, 0, True)
    said = town.city.get(f"/fr/evaluations/{name}").text
    for words in (
        "La dame au chapeau",
        "On a planté",
        "Douze familles",
        "vingt heures",
    ):
        assert words in said
    assert "Donner un récit" not in said


def test_the_public_reads_no_account(town: Town) -> None:
    """Nor the pseudonym; it reads how many there are, and everything else."""
    name = opened(town)
    told(town, town.city, name, **COLLECTED)
    answer = town.running.visitor().get(f"/fr/evaluations/{name}")
    for words in (COLLECTED["happened"], COLLECTED["pseudonym"], "Les enfants."):
        assert words not in answer.text
    assert "Les partenaires lisent les récits eux-mêmes" in answer.text
    assert answer.answer.headers["Cache-Control"] == "public, max-age=60"
    mine = town.city.get(f"/fr/evaluations/{name}")
    assert COLLECTED["happened"] in mine.text
    assert mine.answer.headers["Cache-Control"] == "no-store"


def test_the_board_sees_what_it_owes(town: Town) -> None:
    """On the list of evaluations, with its day, until it answers."""
    name = opened(town)
    tell(town, town.city, f"{name}/bureau", **ASKING)
    address = f"/fr/bureau/evaluations/{name}/"
    assert address in town.lab.get("/fr/evaluations").text
    assert address not in town.asso.get("/fr/evaluations").text
    board = town.lab.get("/fr/bureau").text
    assert re.search(r"\d questions? attend(ent)? le bureau", board)
    assert "en retard" not in board


@pytest.mark.parametrize(
    ("answers", "anchor", "said"),
    [
        ({"title": " "}, "title", "Répondez à cette question"),
        ({"title": "x" * 300}, "title", "120 signes"),
        ({"expected": FLOOD}, "expected", "il y en a 100000"),
        ({"about": "project:nowhere"}, "about", "Choisissez une des réponses"),
        ({"about": "resource:nothing"}, "about", "Choisissez une des réponses"),
        ({"about": "x\x00y"}, "about", "Choisissez une des réponses"),
    ],
)
def test_what_an_evaluation_lacks_is_said(
    town: Town, answers: dict[str, Answer], anchor: str, said: str
) -> None:
    """Beside the question, with what to do about it."""
    asked: dict[str, Answer] = {**QUESTION, "about": "commons", **answers}
    assert said in wrong(town, town.asso, "nouvelle", **asked)[anchor]


@pytest.mark.parametrize(
    ("answers", "anchor", "said"),
    [
        ({"has_consent": ""}, "has_consent", "avoir accepté"),
        ({"pseudonym": ""}, "pseudonym", "porte un pseudonyme"),
        ({"source": "own"}, "pseudonym", "ne porte pas de pseudonyme"),
        ({"source": "rumour"}, "source-0", "Choisissez une des réponses"),
        ({"level": ""}, "level-0", "Choisissez une des réponses"),
        ({"happened": ""}, "happened", "Répondez à cette question"),
        ({"happened": FLOOD}, "happened", "il y en a 100000"),
        ({"pseudonym": "p" * 121}, "pseudonym", "120 signes"),
    ],
)
def test_what_an_account_lacks_is_said(
    town: Town, answers: dict[str, Answer], anchor: str, said: str
) -> None:
    """Above all the consent of whoever told it."""
    name = opened(town)
    given: dict[str, Answer] = {**COLLECTED, **answers}
    assert said in wrong(town, town.city, f"{name}/recit", **given)[anchor]


def test_a_name_in_an_account_is_warned_of_and_never_blocked(town: Town) -> None:
    """The writer may send it as it is; another name is warned of anew."""
    name = opened(town)
    path = f"/fr/espace/evaluations/{name}/recit"
    first = fill(town.city, path, **{**OWN, "happened": "M. Durand a ouvert."})
    assert first.status_code == 422
    assert "«\u00a0M. Durand\u00a0»" in first.text
    ((anchor, _said),) = errors_of(first)
    box = anchor.lstrip("#")
    ticked = {**OWN, "happened": "M. Durand et Mme Zola.", box: "1"}
    second = fill(town.city, path, **ticked)
    assert second.status_code == 422
    assert "Mme Zola" in second.text
    sent = fill(town.city, path, **{**ticked, "happened": "M. Durand a ouvert."})
    assert sent.status_code == 303, text_of(sent)


def test_people_of_the_commons_are_warned_of(town: Town) -> None:
    """By the name they gave, written as a name; words of every day are none."""
    name = opened(town)
    path = f"/fr/espace/evaluations/{name}/recit"
    answer = fill(town.city, path, **{**OWN, "happened": "Nadia est venue."})
    assert answer.status_code == 422
    assert "«\u00a0Nadia\u00a0»" in answer.text
    everyday = {**OWN, "happened": "La ville est venue au nadir."}
    assert fill(town.city, path, **everyday).status_code == 303


def test_a_wrong_deed_is_refused_with_its_reason(town: Town) -> None:
    """One's own account, twice the same, a day that is past, a conclusion twice."""
    name = opened(town)
    own = told(town, town.city, name)
    sign = f"{name}/recits/{own.account_id}/contresigner"
    assert "elle-même" in wrong(town, town.city, sign)["contenu"]
    assert tell(town, town.asso, sign).status_code == 303
    assert "déjà contresigné" in wrong(town, town.asso, sign)["contenu"]
    past = {**ASKING, **day("due_on", (TODAY - DAY).isoformat())}
    said = wrong(town, town.city, f"{name}/bureau", **past)
    assert "après aujourd’hui" in said["due_on-day"]
    late = {**ASKING, **day("due_on", "2126-01-01")}
    said = wrong(town, town.city, f"{name}/bureau", **late)
    assert "dans l’année" in said["due_on-day"]
    said = wrong(town, town.city, f"{name}/conclure", **CONCLUDING)
    assert "Seul le partenaire" in said["contenu"]
    assert tell(town, town.asso, f"{name}/conclure", **CONCLUDING).status_code == 303
    said = wrong(town, town.asso, f"{name}/conclure", **CONCLUDING)
    assert "est conclue" in said["contenu"]
    assert "est conclue" in wrong(town, town.city, f"{name}/recit", **OWN)["contenu"]


def test_a_form_sent_twice_is_one(town: Town) -> None:
    """A double click gives one account; other content under its key is refused."""
    name = opened(town)
    path = f"/fr/espace/evaluations/{name}/recit"
    data = {**Hidden(town.city.get(path).text).values, **OWN}
    first = town.city.client.post(path, data=data)
    before = town.head()
    second = town.city.client.post(path, data=data)
    assert (first.status_code, second.status_code) == (303, 303)
    other = town.city.client.post(path, data={**data, "happened": "Autre chose."})
    assert other.status_code == 422
    assert town.head() == before


@pytest.mark.parametrize(
    "path",
    [
        "/espace/evaluations/nothing/recit",
        "/espace/evaluations/nothing/conclure",
        "/espace/evaluations/nothing/bureau",
        "/espace/evaluations/nothing/recits/nobody/contresigner",
        "/bureau/evaluations/nothing/nobody",
    ],
)
def test_what_is_not_there_is_said_so(town: Town, path: str) -> None:
    """An address that somebody guessed leads to 404, whoever asks."""
    for who in (town.lab, town.asso):
        assert who.client.get(f"/fr{path}").status_code == 404


def test_parts_of_another_evaluation_are_not_there(town: Town) -> None:
    """An account and a question are found under their own evaluation alone."""
    name, other = opened(town), opened(town)
    own = told(town, town.city, name)
    crossed = f"/fr/espace/evaluations/{other}/recits/{own.account_id}/contresigner"
    assert town.asso.client.get(crossed).status_code == 404
    tell(town, town.city, f"{name}/bureau", **ASKING)
    (asked,) = row_of(town, name).questions
    crossed = f"/fr/bureau/evaluations/{other}/{asked.escalation_id}"
    assert town.lab.client.get(crossed).status_code == 404


def test_who_may_not_is_told_so_first(town: Town) -> None:
    """Before anything is filled in; a visitor signs in."""
    name = opened(town)
    tell(town, town.city, f"{name}/bureau", **ASKING)
    (asked,) = row_of(town, name).questions
    at = f"/fr/bureau/evaluations/{name}/{asked.escalation_id}"
    assert town.asso.client.get(at).status_code == 403
    path = f"/fr/espace/evaluations/{name}/recit"
    visitor = town.running.visitor().client.get(path)
    assert "/connexion" in visitor.location


def test_the_address_says_what_is_evaluated(town: Town) -> None:
    """A project's page may lead to a form that already names it."""
    project = propose(town, town.asso)
    page = town.asso.get(f"/fr/espace/evaluations/nouvelle?projet={project}").text
    assert f'value="project:{project}" selected' in page
    page = town.asso.get("/fr/espace/evaluations/nouvelle?ressource=nothing").text
    assert "selected" not in page[page.index("<main") : page.index("</main")]


def test_who_told_takes_it_back(town: Town) -> None:
    """Whoever it was collected from may ask for that; the page says it is gone."""
    name = opened(town)
    account = told(town, town.city, name, **COLLECTED)
    page = town.city.get(f"/fr/espace/textes/{account.position}").text
    words_id = account.happened.words.digest
    assert words_id in page
    answer = fill(
        town.city,
        f"/fr/espace/textes/{account.position}",
        words=words_id,
        ground="author",
    )
    assert answer.status_code == 303, text_of(answer)
    town.running.settle()
    said = town.city.get(f"/fr/evaluations/{name}").text
    assert "Avant, je restais chez moi." not in said
    assert "[texte retiré le" in said
