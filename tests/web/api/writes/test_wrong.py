"""Wrong requests: each is told what is wrong with it, and nothing is recorded."""

from typing import Any, Final

import pytest

from tests.web.api.writes.programs import (
    ROOT,
    TIME,
    Programs,
    problem_of,
    said_in,
)
from tests.web.api.writes.test_stories import RESOURCE, project

EVALUATION: Final = {"title": "Que change-t-il ?", "expected": "Des liens."}


def head(programs: Programs) -> int:
    """Return the position of the log's last fact."""
    return programs.town.head()


WRONG: Final[dict[str, tuple[str, dict[str, Any], dict[str, str]]]] = {
    "nothing at all": (
        "/contributions",
        {},
        {
            "#/nature": "Choisissez une des réponses",
            "#/title": "Dites en quelques mots ce que vous avez apporté",
            "#/unit": "Choisissez une des réponses",
            "#/started_on": "Entrez le jour, le mois et l’année",
            "#/quantity": "Saisissez combien vous avez apporté",
        },
    ),
    "an unknown member": (
        "/contributions",
        {**TIME, "titre": "x"},
        {"#/titre": "Rien de ce nom n’est demandé ici"},
    ),
    "a member with signs of a pointer": (
        "/contributions",
        {**TIME, "a/b~c": 1},
        {"#/a~1b~0c": "Rien de ce nom n’est demandé ici"},
    ),
    "a number that lost its exactness": (
        "/contributions",
        {**TIME, "quantity": 12.5},
        {"#/quantity": "chiffres"},
    ),
    "a unit of another nature": (
        "/contributions",
        {**TIME, "unit": "item"},
        {"#/unit": "ne convient pas"},
    ),
    "a list where there is one": (
        "/contributions",
        {**TIME, "activities": "facilitation"},
        {"#/activities": "Écrivez ici une liste"},
    ),
    "a wrong item of a list": (
        "/contributions",
        {**TIME, "activities": ["facilitation", "magic"]},
        {"#/activities/1": "Choisissez une des réponses"},
    ),
    "a list that is too long": (
        "/contributions",
        {**TIME, "activities": ["code"] * 300},
        {"#/activities": "Réduisez cette liste à 200 lignes"},
    ),
    "a NUL": (
        "/contributions",
        {**TIME, "title": "Atelier\x00s"},
        {"#/title": "Écrivez un texte"},
    ),
    "a flood": (
        "/contributions",
        {**TIME, "description": "x" * 20_000},
        {"#/description": "5 000 signes"},
    ),
    "a day in the future": (
        "/contributions",
        {**TIME, "started_on": "2099-01-01"},
        {"#/started_on": "pas encore venu"},
    ),
    "an unknown licence": (
        "/resources",
        {**RESOURCE, "licence": "libre"},
        {"#/licence": "liste officielle SPDX"},
    ),
    "a licence that has another name now": (
        "/resources",
        {**RESOURCE, "licence": "GPL-2.0"},
        {"#/licence": "GPL-2.0-only"},
    ),
    "an address that leads astray": (
        "/resources",
        {**RESOURCE, "address": "javascript:alert(1)"},
        {"#/address": "https://"},
    ),
    "an origin that nobody recorded": (
        "/resources",
        {**RESOURCE, "origins": ["nowhere"]},
        {"#/origins": "contribution"},
    ),
    "a wrong step of a life course": (
        "/life_courses",
        {
            "title": "Un parcours",
            "steps": [{"project_id": "nowhere"}, {"text": "Venu."}],
            "has_consent": True,
        },
        {
            "#/steps/0/text": "Dites ce qui s’est passé",
            "#/steps/1/project_id": "Choisissez le projet",
        },
    ),
    "consent that is only said": (
        "/life_courses",
        {"title": "Un parcours", "steps": [], "has_consent": "yes"},
        {"#/has_consent": "Répondez par oui ou non"},
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_where_it_is(programs: Programs, case: str) -> None:
    """Each mistake by its pointer, in the reader's language; nothing is recorded."""
    path, body, expected = WRONG[case]
    before = head(programs)
    answer = programs.asso.post(path, body)
    assert answer.status_code == 422, answer.text
    found = said_in(answer)
    assert found.keys() == expected.keys()
    for pointer, words in expected.items():
        assert words in found[pointer].replace("\u00a0", " ").replace("\u202f", " ")
    assert head(programs) == before
    english = programs.asso.post(path, body, Accept_Language="en")
    assert said_in(english).keys() == expected.keys()
    assert said_in(english) != found


def test_a_plan_says_which_line_is_wrong(programs: Programs) -> None:
    """Each line by its place; the whole plan waits until all stand."""
    name = project(programs)
    lines = [
        {"funder": "Région", "requested": "100"},
        {"funder": "Région", "funder_id": "x", "requested": "1.234"},
        {"requested": "100"},
    ]
    at = f"/projects/{name}/financing_plans"
    answer = programs.asso.post(at, {"plan_version": 1, "lines": lines})
    assert said_in(answer).keys() == {"#/lines/1/requested"}
    lines[1]["requested"] = "1.23"
    answer = programs.asso.post(at, {"plan_version": 1, "lines": lines})
    assert said_in(answer).keys() == {"#/lines/1/funder_id", "#/lines/2/funder_id"}


def test_an_amount_of_any_size_is_answered(programs: Programs) -> None:
    """Whatever the number of digits, it is recorded or refused, and never a failure."""
    name = programs.city.made("/contributions", TIME)
    asked = {"method": "cout-horaire", "method_version": 1}
    for amount in ("9" * 50, "-1", "0", "1e5", "NaN", " 1", "\uff11"):
        answer = programs.asso.post(
            f"/contributions/{name}/valuations", {**asked, "amount": amount}
        )
        assert answer.status_code in {403, 422}, (amount, answer.text)
        answer = programs.board.post(
            f"/contributions/{name}/valuations", {**asked, "amount": amount}
        )
        assert answer.status_code == 422, (amount, answer.text)


def test_a_resource_is_no_fork_of_itself(programs: Programs) -> None:
    """The key that named a resource cannot name a fork of it, whatever it asks."""
    key = "the-key-of-a-guide"
    made = programs.asso.post("/resources", RESOURCE, Idempotency_Key=key)
    name = made.get_json()["id"]
    fork = {k: v for k, v in RESOURCE.items() if k != "kind"}
    answer = programs.asso.post(
        f"/resources/{name}/forks",
        {**fork, "origin_edition": "1.0"},
        Idempotency_Key=key,
    )
    assert problem_of(answer)["code"] == "KeyReused"


def test_a_reuse_comes_after_publication(programs: Programs) -> None:
    """Nobody used what was not there; nor an edition that never was."""
    name = programs.asso.made("/resources", RESOURCE)
    for body, pointer in (
        ({"edition": "1.0", "reused_on": "2026-01-01"}, "#/reused_on"),
        ({"edition": "7.0", "reused_on": "2026-11-01"}, "#/edition"),
    ):
        answer = programs.city.post(f"/resources/{name}/reuses", body)
        assert answer.status_code == 422
        assert said_in(answer).keys() == {pointer}


def test_an_account_that_names_somebody_is_warned_of(programs: Programs) -> None:
    """It is recorded as it was sent, and whoever sent it is told by the answer."""
    name = programs.asso.made("/evaluations", EVALUATION)
    own = {"level": "team", "source": "own", "happened": "Mme Durand a planté."}
    answer = programs.asso.post(f"/evaluations/{name}/accounts", own)
    assert answer.status_code == 201
    (warning,) = answer.get_json()["warnings"]
    assert warning["pointer"] == "#/happened"
    assert warning["code"] == "person_named"
    assert "Mme Durand" in warning["detail"]
    quiet = {**own, "happened": "On a planté."}
    answer = programs.asso.post(f"/evaluations/{name}/accounts", quiet)
    assert "warnings" not in answer.get_json()


def test_what_was_told_stays_between_partners(programs: Programs) -> None:
    """An account sent by a program is no more public than one that was typed."""
    name = programs.asso.made("/evaluations", EVALUATION)
    own = {"level": "team", "source": "own", "happened": "On s’est disputés."}
    account = programs.asso.made(f"/evaluations/{name}/accounts", own)
    shown = programs.city.person.client.get(f"{ROOT}/accounts/{account}")
    assert "disputés" not in shown.text


def test_a_key_is_one_command(programs: Programs) -> None:
    """The same again is answered the same; other content under it is refused."""
    key = "a-key-of-my-own"
    first = programs.asso.post("/contributions", TIME, Idempotency_Key=key)
    before = head(programs)
    again = programs.asso.post("/contributions", TIME, Idempotency_Key=key)
    assert again.get_json() == first.get_json()
    assert again.headers["Idempotent-Replayed"] == "true"
    other = programs.asso.post(
        "/contributions", {**TIME, "quantity": "1"}, Idempotency_Key=key
    )
    assert problem_of(other)["code"] == "KeyReused"
    assert head(programs) == before
    # Another partner's program may choose the same key, and meets nobody.
    theirs = programs.city.post("/contributions", TIME, Idempotency_Key=key)
    assert theirs.status_code == 201
    assert theirs.get_json()["id"] != first.get_json()["id"]


def test_a_change_names_the_state_it_changes(programs: Programs) -> None:
    """Without If-Match, with one of another state, or malformed: nothing changes."""
    name = programs.asso.made("/contributions", TIME)
    at = f"/contributions/{name}"
    read = programs.asso.person.client.get(f"{ROOT}{at}").headers["ETag"]
    body = {"difference": "1", "reason": "Une heure oubliée."}
    absent = programs.asso.send("PATCH", at, body)
    assert problem_of(absent)["status"] == 428
    done = programs.asso.send("PATCH", at, body, If_Match=read)
    assert done.status_code == 200, done.text
    stale = programs.asso.send("PATCH", at, {**body, "difference": "2"}, If_Match=read)
    problem = problem_of(stale)
    assert problem["status"] == 412
    assert problem["current"]["document"]["quantity"] == "13.5"
    for weak in (f"W/{read}", "*", "none", f"{read}, {read}"):
        answer = programs.asso.send("PATCH", at, body, If_Match=weak)
        assert problem_of(answer)["status"] == 400, weak


def test_nobody_acts_for_another_partner(programs: Programs) -> None:
    """What the mandate behind a token does not allow is refused, and said."""
    name = programs.asso.made("/contributions", TIME)
    theirs = programs.city.change(
        "DELETE", f"/contributions/{name}", {"reason": "Pas d’accord."}
    )
    assert theirs.status_code == 422, theirs.text
    review = {"review": "accepted"}
    answer = programs.city.post(f"/contributions/{name}/reviews", review)
    assert problem_of(answer)["status"] == 403


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
def test_nobody_writes_without_a_token(programs: Programs, method: str) -> None:
    """A cookie opens nothing here: no site can make a browser write."""
    name = programs.asso.made("/contributions", TIME)
    path = "/contributions" if method == "POST" else f"/contributions/{name}"
    before = head(programs)
    answer = programs.asso.send(method, path, TIME, Authorization="")
    assert problem_of(answer)["status"] == 401
    assert head(programs) == before


def test_a_text_of_nowhere_is_not_there(programs: Programs) -> None:
    """Whatever position is named, and whatever thing: 404, never a failure."""
    asked = {"words_id": "x" * 43, "ground": "author"}
    for position in ("0", "1", "999999", "9" * 25):
        answer = programs.asso.post(f"/events/{position}/withdrawn_texts", asked)
        assert answer.status_code in {404, 422}, (position, answer.text)
    for path in (
        "/accounts/nowhere/countersignatures",
        "/accounts/%20/countersignatures",
    ):
        assert programs.asso.post(path).status_code == 404
    gone = programs.asso.send(
        "DELETE", "/needs/nowhere", If_Match='"1-0123456789abcdef"'
    )
    assert problem_of(gone)["status"] == 404
