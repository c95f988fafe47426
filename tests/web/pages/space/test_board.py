"""The board looks at what stands out."""

import pytest

from ledger.commons.contributions.events import Review
from projections.commons.contributions import Status
from tests.web.pages.space.test_acting import row_of
from tests.web.pages.space.town import Town, errors_of, fill, text_of


def at(name: str) -> str:
    return f"/fr/bureau/contributions/{name}"


def test_the_queue_holds_what_stands_out_oldest_first(town: Town) -> None:
    """Contested, unclear, raised after it was confirmed, or unusually large."""
    plain = town.record(town.asso, {"title": "Ordinaire"})
    large = town.record(town.asso, {"title": "Énorme"}, quantity="1 608")
    unclear = town.record(town.asso, {"title": "Pas claire"})
    contested = town.record(town.asso, {"title": "Contestée"})
    town.act(town.city, f"{contested}/contester", reason="Non.")
    town.act(town.city, f"{unclear}/preciser", question="Quand ?")
    page = town.lab.get("/fr/bureau").text
    places = [page.index(at(name)) for name in (large, unclear, contested)]
    assert places == sorted(places)
    assert at(plain) not in page
    assert "Quantité inhabituelle" in page
    only = town.lab.get("/fr/bureau?motif=contested").text
    assert at(contested) in only
    assert at(large) not in only


def test_accepting_leads_to_the_next(town: Town) -> None:
    """One press for each further one; what is accepted leaves the queue."""
    first = town.record(town.asso, {"title": "Première à voir"}, quantity="2 000")
    second = town.record(town.asso, {"title": "Seconde à voir"}, quantity="2 001")
    answer = fill(town.lab, at(first), finding="accept", next="1")
    town.running.settle()
    assert answer.status_code == 303
    assert at(second) in answer.location
    row = row_of(town, first)
    assert (row.review, row.attention) == (Review.ACCEPTED, None)


def test_asking_gives_its_author_a_task(town: Town) -> None:
    """The board's question is answered like any other."""
    name = town.record(town.asso, {"title": "Vue du bureau"}, quantity="3 000")
    answer = fill(town.lab, at(name), finding="ask", reason="Combien de personnes ?")
    assert answer.status_code == 303
    assert "Vue du bureau" in town.asso.get("/fr/espace").text
    assert row_of(town, name).attention == "unclear"


def test_what_does_not_count_has_a_reason(town: Town) -> None:
    """Without a reason the finding is refused; with one it leaves the totals."""
    name = town.record(town.asso, quantity="4 000")
    before = town.head()
    bare = fill(town.lab, at(name), finding="not_counted")
    assert bare.status_code == 422
    assert errors_of(bare)[0][0] == "reason"
    assert town.head() == before
    fill(town.lab, at(name), finding="not_counted", reason="Hors du commun.")
    assert row_of(town, name).status is Status.NOT_COUNTED


def test_the_board_does_not_review_its_own(town: Town) -> None:
    """A member leaves their own partner's contribution to another member."""
    name = town.record(town.lab, quantity="5 000")
    page = town.lab.get("/fr/bureau").text
    assert "un autre membre l’examine" in page
    answer = fill(town.lab, at(name), finding="accept")
    assert answer.status_code == 422
    assert "Un autre partenaire doit le faire" in errors_of(answer)[0][1]


def test_the_board_is_for_its_members(town: Town) -> None:
    """Others are told which role it takes."""
    assert town.asso.client.get("/fr/bureau").status_code == 403


def test_a_value_stands_beside_the_quantity(town: Town) -> None:
    """An amount in cents, by a method and its version."""
    name = town.record(town.asso, quantity="7")
    answer = fill(
        town.lab,
        f"{at(name)}/valoriser",
        amount="1 234,50 €",
        method="cout-horaire-charge",
        method_version="2",
    )
    assert answer.status_code == 303, text_of(answer)
    row = row_of(town, name)
    assert row.valuation is not None
    assert row.valuation.cents == 123_450
    assert str(row.quantity) == "7"


@pytest.mark.parametrize(
    ("answers", "anchor"),
    [
        ({"amount": "1,234 €"}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"amount": "beaucoup"}, "amount"),
        ({"amount": ""}, "amount"),
        ({"method": "Coût horaire"}, "method"),
        ({"method_version": "1.2"}, "method_version"),
        ({"method_version": "0"}, "method_version"),
    ],
)
def test_a_wrong_value_is_told(
    town: Town, answers: dict[str, str], anchor: str
) -> None:
    """Amount, method and version are each told beside their question."""
    name = town.record(town.asso)
    right = {"amount": "10", "method": "smic", "method_version": "1"}
    answer = fill(town.lab, f"{at(name)}/valoriser", **right | answers)
    assert answer.status_code == 422
    assert errors_of(answer)[0][0] == anchor
