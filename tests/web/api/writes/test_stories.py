"""Stories: what partners do in the forms, programs do through the API."""

from typing import Any

from ledger.kernel.words import digest_of, read_disclosure
from tests.web.api.writes.programs import ROOT, TIME, Programs, problem_of


def read(programs: Programs, path: str) -> dict[str, Any]:
    """Read a thing, as anybody may."""
    answer = programs.lab.person.client.get(f"{ROOT}{path}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def test_a_contribution_goes_its_way(programs: Programs) -> None:
    """Recorded, confirmed, contested, settled, valued, corrected, withdrawn."""
    made = programs.asso.post("/contributions", TIME)
    assert made.status_code == 201, made.text
    name = made.get_json()["id"]
    assert made.headers["Location"].endswith(f"/api/v1/contributions/{name}")
    assert made.headers["ETag"]
    at = f"/contributions/{name}"
    for who, path, body in (
        (programs.city, "confirmations", None),
        (programs.city, "questions", {"question": "Où ?"}),
        (programs.asso, "clarifications", {"answer": "À la mairie."}),
        (programs.city, "contests", {"reason": "Deux ateliers seulement."}),
        (programs.asso, "contest_answers", {"answer": "Trois, la liste le dit."}),
        (programs.lab, "settlements", {"settlement": "upheld", "reason": "Liste lue."}),
        (programs.board, "reviews", {"review": "accepted"}),
        (
            programs.board,
            "valuations",
            {"amount": "312.50", "method": "cout-horaire", "method_version": 1},
        ),
    ):
        answer = who.post(f"{at}/{path}", body)
        assert answer.status_code == 200, (path, answer.text)
    corrected = programs.asso.change(
        "PATCH", at, {"difference": "-2", "reason": "Deux heures de trop."}
    )
    assert corrected.status_code == 200, corrected.text
    assert read(programs, at)["quantity"] == "10.5"
    gone = programs.asso.change("DELETE", at, {"reason": "Compté ailleurs."})
    assert gone.status_code == 200, gone.text


def test_an_offer_answers_a_need(programs: Programs) -> None:
    """Accepted, it becomes a contribution; a need or an offer can be taken back."""
    need = {"nature": "place", "unit": "day", "title": "Une salle pour cinquante"}
    sought = programs.asso.made("/needs", need)
    offer = {**need, "quantity": "2", "need_id": sought}
    offered = programs.city.made("/offers", offer)
    assert programs.asso.post(f"/offers/{offered}/acceptance").status_code == 200
    brought = {**TIME, "nature": "place", "unit": "day", "offer_id": offered}
    assert programs.city.post("/contributions", brought).status_code == 201
    assert programs.asso.post(f"/needs/{sought}/fulfilment").status_code == 200
    again = programs.asso.made("/needs", need)
    assert programs.asso.change("DELETE", f"/needs/{again}").status_code == 200
    vain = programs.city.made("/offers", {**need, "quantity": "1"})
    assert programs.city.change("DELETE", f"/offers/{vain}").status_code == 200


def project(programs: Programs) -> str:
    """Let the association propose a project."""
    asked = {"title": "Un verger", "purpose": "Planter.", "scope": "communal"}
    return programs.asso.made("/projects", asked)


def test_a_project_goes_its_way(programs: Programs) -> None:
    """Proposed, joined, launched, told of, financed, and closed."""
    name = project(programs)
    at = f"/projects/{name}"
    revised = programs.asso.change("PATCH", at, {"title": "Un verger partagé"})
    assert revised.status_code == 200, revised.text
    assert read(programs, at)["title"] == "Un verger partagé"
    first = programs.asso.made(
        f"{at}/milestones", {"title": "Les arbres", "due_on": "2027-03-01"}
    )
    second = programs.asso.made(
        f"{at}/milestones", {"title": "La haie", "due_on": "2027-05-01"}
    )
    moved = programs.asso.change(
        "PATCH", f"/milestones/{first}", {"due_on": "2027-04-01", "reason": "Gel."}
    )
    assert moved.status_code == 200, moved.text
    dropped = programs.asso.change(
        "DELETE", f"/milestones/{second}", {"reason": "Pas de place."}
    )
    assert dropped.status_code == 200, dropped.text
    line = {"funder_id": programs.city.partner_id, "requested": "1500.50"}
    other = {"funder": "Région", "requested": "300", "granted": "200.00"}
    for who, path, body in (
        (programs.city, "members", {"role": "contributor"}),
        (programs.asso, "co_leads", {"member_id": programs.city.partner_id}),
        (programs.asso, "launch", {"launched_on": "2026-04-01"}),
        (programs.city, "journal_entries", {"text": "On a planté."}),
        (
            programs.asso,
            "competences",
            {"competence": "ecology", "holder_id": programs.city.partner_id},
        ),
        (
            programs.asso,
            "financing_plans",
            {"plan_version": 1, "lines": [line, other]},
        ),
        (programs.city, "departures", None),
        (
            programs.asso,
            "closure",
            {"closed_on": "2026-05-01", "outcome": "completed", "summary": "Bien."},
        ),
    ):
        answer = who.post(f"{at}/{path}", body)
        assert answer.status_code == 200, (path, answer.text)


def test_a_milestone_is_reached(programs: Programs) -> None:
    """Its project is found; one that nobody set is not there."""
    at = f"/projects/{project(programs)}/milestones"
    name = programs.asso.made(at, {"title": "Les arbres", "due_on": "2027-03-01"})
    reached = {"reached_on": "2026-06-01"}
    answer = programs.asso.post(f"/milestones/{name}/completion", reached)
    assert answer.status_code == 200, answer.text
    nowhere = programs.asso.post("/milestones/nowhere/completion", reached)
    assert problem_of(nowhere)["status"] == 404


RESOURCE = {
    "kind": "method",
    "title": "Ouvrir un café réparation",
    "summary": "En dix étapes.",
    "licence": "CC-BY-SA-4.0",
    "edition": "1.0",
}


def test_a_resource_goes_its_way(programs: Programs) -> None:
    """Published, revised, forked, reused, told of, handed over, retired."""
    name = programs.asso.made("/resources", RESOURCE)
    at = f"/resources/{name}"
    fork = {k: v for k, v in RESOURCE.items() if k != "kind"}
    forked = programs.city.made(f"{at}/forks", {**fork, "origin_edition": "1.0"})
    assert forked != name
    today = programs.town.running.wiring.ledger.clock().date().isoformat()
    reuse = programs.city.made(f"{at}/reuses", {"edition": "1.0", "reused_on": today})
    told = {"text": "Cela marche.", "reuse_id": reuse}
    assert programs.city.post(f"{at}/feedback", told).status_code == 200
    back = programs.city.change("DELETE", f"/reuses/{reuse}")
    assert back.status_code == 200, back.text
    for who, path, body in (
        (programs.asso, "editions", {"edition": "1.1", "changes": "Plus court."}),
        (programs.asso, "handovers", {"maintainer_id": programs.city.partner_id}),
        (programs.city, "retirement", {"reason": "Vieilli."}),
    ):
        answer = who.post(f"{at}/{path}", body)
        assert answer.status_code == 200, (path, answer.text)


def test_an_evaluation_goes_its_way(programs: Programs) -> None:
    """Opened, told in, countersigned, brought before the board, concluded."""
    name = programs.asso.made(
        "/evaluations", {"title": "Que change le verger ?", "expected": "Des liens."}
    )
    at = f"/evaluations/{name}"
    own = {"level": "team", "source": "own", "happened": "On a planté ensemble."}
    account = programs.asso.made(f"{at}/accounts", own)
    signed = programs.city.post(f"/accounts/{account}/countersignatures")
    assert signed.status_code == 200, signed.text
    asked = {"question": "Et l’an prochain ?", "due_on": "2026-12-20"}
    escalated = programs.asso.post(f"{at}/escalations", asked)
    assert escalated.status_code == 201, escalated.text
    question = escalated.get_json()["id"]
    answered = programs.board.post(
        f"/escalations/{question}/answer", {"answer": "On continue."}
    )
    assert answered.status_code == 200, answered.text
    told = {"observed": "Des liens.", "learned": "Il faut du temps."}
    assert programs.asso.post(f"{at}/conclusion", told).status_code == 200


def test_a_life_course_is_traced(programs: Programs) -> None:
    """It links projects, each with what happened there."""
    steps = [{"project_id": project(programs), "text": "Venu."} for _ in range(2)]
    course = {"title": "De la haie au verger", "steps": steps, "has_consent": True}
    assert programs.asso.post("/life_courses", course).status_code == 201


def test_a_partner_speaks_of_itself(programs: Programs) -> None:
    """Its interests, capacities and name; the person behind the program too."""
    at = f"/partners/{programs.city.partner_id}"
    capacity = {
        "measure": "population",
        "amount": "1200",
        "vintage": 2023,
        "source": "INSEE",
    }
    name = {"name": "Ville-sur-Mer", "short_name": "Ville"}
    for path, body in (
        (f"{at}/interests", {"interest": "Des vergers."}),
        (f"{at}/capacities", capacity),
        (f"{at}/names", name),
        ("/own_name", {"name": "Rui"}),
    ):
        answer = programs.city.post(path, body)
        assert answer.status_code in {200, 201}, (path, answer.text)
    others = programs.asso.post(f"{at}/names", name)
    assert problem_of(others)["status"] == 422


def test_a_text_is_withdrawn(programs: Programs) -> None:
    """Its author takes it back, by the position of its fact; it is gone at once."""
    made = programs.asso.post("/contributions", {**TIME, "description": "À ôter."})
    told = made.get_json()
    words = programs.town.running.wiring.store.words_at([told["last"]])[told["last"]]
    gone = next(w for w in words if read_disclosure(w.encoded)[2] == "À ôter.")
    answer = programs.asso.post(
        f"/events/{told['last']}/withdrawn_texts",
        {"words_id": digest_of(gone.encoded), "ground": "author"},
    )
    assert answer.status_code == 200, answer.text
    left = programs.town.running.wiring.store.words_at([told["last"]])[told["last"]]
    assert gone not in left
