"""Decisions as everybody reads them, and what is done about them."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from msgspec.structs import replace

from ledger.application import CODEC
from ledger.governance.decisions.events import DecisionRecorded
from ledger.governance.proposals.events import Bearing, ProposalPublished
from ledger.kernel.identifiers import DecisionId, PartnerId, ProposalId, VoteId
from ledger.kernel.messages import Fact
from ledger.kernel.store.port import Append, NewEvent
from projections.governance.decision_rows import DecisionRow, DecisionState
from projections.governance.decisions import decision
from projections.membership.partners import partners
from tests.chamber import DECIDED, PUBLISHED, WRITTEN
from tests.spec import NOWHERE, STORYTELLER
from tests.web.running import Person, Running, running_commun

WORDS = {one.reference.digest: one for one in WRITTEN}


@dataclass
class Hall:
    """A commons with one partner, its founder, who also sits on the board."""

    running: Running
    nadia: Person
    lab: PartnerId
    made: int = 0

    def record(self, *facts: Fact) -> None:
        """Put facts on record with the chamber's texts beside them."""
        store = self.running.wiring.store
        for fact in facts:
            head = store.head()
            at = self.running.wiring.ledger.clock()
            texts = (
                [getattr(fact, n) for n in ("title", "text", "summary")]
                if (isinstance(fact, ProposalPublished))
                else []
            )
            event = NewEvent(
                type(fact).__name__,
                fact.tags(),
                CODEC.encode(fact, STORYTELLER, at),
                tuple(WORDS[text.digest] for text in texts),
            )
            store.append(Append(events=[event], boundary=NOWHERE, after=head.position))
        self.running.settle()

    def decide(self) -> str:
        """Let a proposal of the lab be adopted; return the decision's name."""
        self.made += 1
        name = f"haies-{self.made}"
        proposal, vote = ProposalId(name), VoteId(name)
        published: ProposalPublished = replace(
            PUBLISHED,
            proposal_id=proposal,
            partner_id=self.lab,
            bodies=(self.lab,),
            bearing=Bearing.NEEDS_DELIBERATION,
        )
        decided: DecisionRecorded = replace(
            DECIDED,
            decision_id=DecisionId(name),
            proposal_id=proposal,
            vote_id=vote,
            author_id=self.lab,
            bodies=(self.lab,),
        )
        self.record(published, decided)
        return name

    @property
    def next_year(self) -> str:
        return str(self.running.wiring.ledger.clock().year + 1)

    def act(self, path: str, **answers: str) -> int:
        """Send a form and let the views follow; return what was answered."""
        status = self.nadia.post(path, **answers).status_code
        self.running.settle()
        return status

    def row(self, name: str) -> DecisionRow:
        with self.running.wiring.views.shelf() as shelf:
            found = decision(shelf, name)
        assert found is not None
        return found


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with running_commun(tmp_path_factory.mktemp("hall")) as running:
        nadia = running.found()
        with running.wiring.views.shelf() as shelf:
            (placed,) = shelf.page(partners).rows
        yield Hall(running, nadia, PartnerId(placed.row.partner_id))


def plain(page: str) -> str:
    return page.replace("\N{NO-BREAK SPACE}", " ")


def day_of(field: str, day: str, month: str, year: str) -> dict[str, str]:
    return {f"{field}-day": day, f"{field}-month": month, f"{field}-year": year}


def stated(hall: Hall) -> str:
    name = hall.decide()
    told = {
        "summary": "Chacun plante cent mètres de haies.",
        **day_of("review_on", "4", "5", hall.next_year),
    }
    assert hall.act(f"/fr/bureau/decisions/{name}/dire", **told) == 303
    return name


def test_a_decision_is_read_by_everybody(hall: Hall) -> None:
    """In the list, on its page, with the text that was voted on."""
    name = hall.decide()
    visitor = hall.running.visitor()
    listed = visitor.get("/fr/decisions").text
    assert f"/fr/decisions/{name}" in listed
    assert listed.count('<svg class="chart') == 2
    page = visitor.get(f"/fr/decisions/{name}").text
    for said in ("Planter des haies", "Chacun plante cent mètres.", "Lab Estuaire"):
        assert said in page
    assert "/dire" not in page
    assert visitor.get("/fr/decisions/none").status_code == 404


def test_it_is_told_in_plain_words_and_comes_into_force(hall: Hall) -> None:
    """By whoever serves the commons, with its review date."""
    name = stated(hall)
    row = hall.row(name)
    assert row.state is DecisionState.IN_FORCE
    page = hall.running.visitor().get(f"/fr/decisions/{name}").text
    assert "Chacun plante cent mètres de haies." in page
    assert f"4 mai {hall.next_year}" in plain(page)
    again = {"summary": "Encore."}
    assert hall.act(f"/fr/bureau/decisions/{name}/dire", **again) == 422


def test_the_list_is_narrowed_by_state(hall: Hall) -> None:
    """What is not told yet is not in force."""
    told, untold = stated(hall), hall.decide()
    listed = hall.running.visitor().get("/fr/decisions?etat=in_force").text
    assert f"/fr/decisions/{told}" in listed
    assert f"/fr/decisions/{untold}" not in listed
    none = hall.running.visitor().get("/fr/decisions?etat=lapsed").text
    assert '<svg class="chart' not in none


def test_the_board_reviews_it_on_a_ground_that_its_rule_lists(hall: Hall) -> None:
    """Another ground is refused beside its field."""
    name = stated(hall)
    at = f"/fr/bureau/decisions/{name}/examiner"
    asked = {"review": "returned", "reasons": "Le quorum manquait."}
    assert hall.act(at, **asked, ground="means") == 422
    assert hall.act(at, **asked, ground="law") == 303
    assert hall.row(name).state is DecisionState.RETURNED
    assert f"/fr/decisions/{name}" in hall.nadia.get("/fr/bureau").text


def test_a_body_ratifies_it(hall: Hall) -> None:
    """Its reference and its days stand on the page."""
    name = stated(hall)
    answers = {
        "reference": "Délibération 2026-17",
        **day_of("deliberated_on", "1", "3", "2026"),
        **day_of("enforceable_on", "8", "3", "2026"),
    }
    assert hall.act(f"/fr/espace/decisions/{name}/ratifier", **answers) == 303
    page = hall.nadia.get(f"/fr/decisions/{name}").text
    assert "Délibération 2026-17" in page
    assert "8 mars 2026" in plain(page)
    assert hall.row(name).awaited == ()


def test_how_far_it_is_is_told_step_by_step(hall: Hall) -> None:
    """By the weight of each; the form has them the next time."""
    name = stated(hall)
    at = f"/fr/espace/decisions/{name}/avancement"
    steps = {
        "label-1": "Trouver le terrain",
        "weight-1": "3",
        "percent-1": "100",
        "label-2": "Planter",
        "weight-2": "1",
        "percent-2": "0",
    }
    assert hall.act(at, **{**steps, "percent-2": "beaucoup"}) == 422
    assert hall.act(at, **{**steps, "percent-2": "101"}) == 422
    assert hall.act(at, **steps) == 303
    assert hall.row(name).percent == 75
    assert "Trouver le terrain" in hall.nadia.get(at).text
    assert 'value="75"' in hall.running.visitor().get(f"/fr/decisions/{name}").text


def test_an_appeal_is_answered_by_another_partner(hall: Hall) -> None:
    """Its own member of the board is told so on the form."""
    name = stated(hall)
    at = f"/fr/espace/decisions/{name}/recours"
    assert hall.act(at, reasons="Personne n’a le terrain.") == 303
    appeal = hall.row(name).waiting[0]
    answering = f"/fr/bureau/decisions/{name}/recours/{appeal.appeal_id}"
    assert hall.act(answering, answer="Le terrain est trouvé.") == 422
    page = hall.nadia.get(f"/fr/decisions/{name}").text
    assert "Personne n’a le terrain." in page
    assert answering not in page


def test_a_later_decision_takes_its_place(hall: Hall) -> None:
    """The page leads to it, and offers nothing more to do."""
    old = stated(hall)
    new = hall.decide()
    at = f"/fr/bureau/decisions/{old}/remplacer"
    assert hall.act(at, superseding_id=new) == 303
    page = hall.nadia.get(f"/fr/decisions/{old}").text
    assert f"/fr/decisions/{new}" in page
    assert "/examiner" not in page
    calendar = hall.running.visitor().get("/fr/agenda.ics").text
    assert "STATUS:CANCELLED" in calendar


def test_programs_follow_decisions(hall: Hall) -> None:
    """As rows, as a feed, as days of the calendar."""
    name = stated(hall)
    visitor = hall.running.visitor()
    rows = visitor.get("/fr/decisions.csv").text
    assert name in rows
    assert "Chacun plante cent mètres de haies." in rows
    assert name in visitor.get("/fr/decisions.atom").text
    assert "Planter des haies" in visitor.get(f"/fr/decisions/{name}.atom").text
    assert f"decision/{name}" in visitor.get("/fr/agenda.ics").text.replace("\r\n ", "")
