"""Decisions: told, put into practice, appealed and answered by programs."""

from ledger.kernel.identifiers import PartnerId
from tests.web.api.writes.programs import Programs, problem_of
from tests.web.pages.governance.test_decisions import Hall


def test_a_decision_goes_its_way_through_programs(programs: Programs) -> None:
    """Each act by whom it is for; what is refused is refused as in forms."""
    town = programs.town
    hall = Hall(town.running, town.lab, PartnerId(programs.lab.partner_id))
    at = f"/decisions/{hall.decide()}"
    told = {"summary": "Chacun plante.", "review_on": f"{hall.next_year}-05-04"}
    assert programs.asso.post(f"{at}/outcome", told).status_code == 403
    assert programs.board.post(f"{at}/outcome", told).status_code == 200
    again = programs.board.post(f"{at}/outcome", told)
    assert problem_of(again)["code"] == "OutcomeStatedAlready"
    steps = {"steps": [{"label": "Planter", "weight": 1, "percent": 20}]}
    assert programs.lab.post(f"{at}/progress", steps).status_code == 200
    others = programs.city.post(f"{at}/progress", steps)
    assert problem_of(others)["code"] == "NotYourDecision"
    asked = {"reasons": "Personne n’a le terrain."}
    appealed = programs.asso.post(f"{at}/appeals", asked)
    assert appealed.status_code in {200, 201}, appealed.text
    (appeal,) = hall.row(at.rpartition("/")[2]).waiting
    answer = {"answer": "Le terrain est trouvé.", "is_upheld": True}
    answered = f"/appeals/{appeal.appeal_id}/answer"
    assert programs.board.post(answered, answer).status_code == 200
