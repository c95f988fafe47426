"""Votes as everybody reads them, and the form in which a voice is given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from msgspec.structs import replace

from ledger.application import CODEC
from ledger.governance.proposals.events import ProposalPublished
from ledger.governance.rules.choices import AGAINST, FOR
from ledger.governance.rules.decision_rule import DecisionRule, Method, Secrecy
from ledger.governance.voting.electorate import Voter
from ledger.governance.voting.events import (
    BallotCast,
    BallotChanged,
    Option,
    VoteExtended,
)
from ledger.kernel.identifiers import MandateId, PartnerId, ProposalId, VoteId
from ledger.kernel.messages import Capacity, Fact
from ledger.kernel.store.port import Append, NewEvent
from projections.governance.voters import VoterRow, voter
from projections.governance.votes import VoteState, vote
from projections.membership.mandates import mandates_of_partner
from projections.membership.partners import partners
from tests.polling import (
    LABEL,
    OTHER_LABEL,
    PUBLISHED,
    REASON,
    SIMPLE,
    WRITTEN,
    opened,
)
from tests.spec import NOWHERE, STORYTELLER
from tests.web.running import Person, Running, running_commun
from tests.web.tree import faults, tree
from web.closing import GRACE
from web.reactor import react
from web.sealed_ballots import Seals

WORDS = {one.reference.digest: one for one in WRITTEN}
SEALED = replace(SIMPLE, secrecy=Secrecy.SEALED)
LASTS = timedelta(hours=1)


@dataclass
class Polls:
    """A commons of one partner whose representative votes, and another mandate."""

    running: Running
    nadia: Person
    lab: PartnerId
    voice: MandateId
    made: int = 0

    def record(self, *facts: Fact) -> None:
        """Put facts on record with their texts beside them."""
        store = self.running.wiring.store
        for fact in facts:
            told = [
                words
                for name in ("title", "text", "summary", "reason")
                if (words := getattr(fact, name, None)) is not None
            ]
            told += [option.label for option in getattr(fact, "options", ())]
            event = NewEvent(
                type(fact).__name__,
                fact.tags(),
                CODEC.encode(fact, STORYTELLER, self.running.wiring.ledger.clock()),
                tuple(WORDS[words.digest] for words in told),
            )
            head = store.head().position
            store.append(Append(events=[event], boundary=NOWHERE, after=head))
        self.running.settle()

    def open(self, rule: DecisionRule, *options: Option, is_voter: bool = True) -> str:
        """Open a vote of the lab and an absent mandate by this rule."""
        self.made += 1
        name = f"poll-{self.made}"
        proposal = ProposalId(name)
        published: ProposalPublished = replace(
            PUBLISHED, proposal_id=proposal, partner_id=self.lab
        )
        absent = Voter(mandate_id=MandateId("absent"), partner_id=PartnerId("gone"))
        own = Voter(mandate_id=self.voice, partner_id=self.lab)
        facts = opened(
            rule,
            VoteId(name),
            [absent, own] if is_voter else [absent],
            proposal_id=proposal,
            partner_id=self.lab,
            closes_at=self.running.wiring.ledger.clock() + LASTS,
            options=options,
        )
        self.record(published, *facts)
        return name

    def act(self, path: str, **answers: str) -> int:
        """Send a form and let the views follow; return what was answered."""
        status = self.nadia.post(path, **answers).status_code
        self.running.settle()
        return status

    def own(self, name: str) -> VoterRow:
        with self.running.wiring.views.shelf() as shelf:
            found = voter(shelf, name, self.voice)
        assert found is not None
        return found

    def ballots(self, name: str) -> list[BallotCast | BallotChanged]:
        """Return what the ledger took in a vote."""
        facts = (CODEC.decode(e).fact for e in self.running.wiring.store.since(0))
        return [
            fact
            for fact in facts
            if isinstance(fact, BallotCast | BallotChanged) and fact.vote_id == name
        ]

    def close(self, name: str) -> None:
        """Let its moment have come, and go round as the reactor does."""
        wiring = self.running.wiring
        clock = wiring.ledger.clock
        moment = clock() - 2 * GRACE
        extended = VoteExtended(
            vote_id=VoteId(name),
            partner_id=self.lab,
            closes_at=moment,
            reason=REASON,
        )
        self.record(extended)
        seals = Seals(wiring.pool, wiring.settings.data)
        react(wiring.ledger, wiring.views, clock, seals)
        self.running.settle()
        with wiring.views.shelf() as shelf:
            row = vote(shelf, name)
        assert row is not None
        assert row.state is VoteState.CLOSED


@pytest.fixture(scope="module")
def polls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Polls]:
    with running_commun(tmp_path_factory.mktemp("polls")) as running:
        nadia = running.found()
        with running.wiring.views.shelf() as shelf:
            (placed,) = shelf.page(partners).rows
            lab = PartnerId(placed.row.partner_id)
            held = mandates_of_partner(shelf, lab)
        voices = [m for m in held if m.capacity is Capacity.REPRESENTATIVE]
        yield Polls(running, nadia, lab, MandateId(voices[0].mandate_id))


def plain(page: str) -> str:
    return page.replace("\N{NO-BREAK SPACE}", " ")


def test_a_vote_is_read_by_everybody(polls: Polls) -> None:
    """With its rule, who may vote and until when; the proposal's page leads to it."""
    name = polls.open(SIMPLE)
    visitor = polls.running.visitor()
    page = plain(visitor.get(f"/fr/scrutins/{name}").text)
    for said in (
        "Planter des haies",
        "Par un vote pour ou contre",
        "2 désignations peuvent voter",
        "(heure de Paris)",
        "Vote en cours",
    ):
        assert said in page
    assert "/fr/espace/scrutins" not in page
    assert f"/fr/scrutins/{name}" in visitor.get(f"/fr/propositions/{name}").text
    assert visitor.get("/fr/scrutins/none").status_code == 404


def test_an_answer_is_given_and_changed_until_closing(polls: Polls) -> None:
    """An open vote shows at once who answered what; the last answer counts."""
    name = polls.open(SIMPLE)
    at = f"/fr/espace/scrutins/{name}"
    assert at in polls.nadia.get(f"/fr/scrutins/{name}").text
    assert "Vous voulez que la proposition soit adoptée" in polls.nadia.get(at).text
    assert polls.act(at) == 422
    assert polls.act(at, choices="perhaps") == 422
    assert polls.act(at, choices=FOR, reason="Pour les oiseaux.") == 303
    page = polls.running.visitor().get(f"/fr/scrutins/{name}").text
    assert "Pour les oiseaux." in page
    assert "Vous avez répondu" in polls.nadia.get(at).text
    assert polls.act(at, choices=AGAINST) == 303
    assert polls.own(name).choices == (AGAINST,)
    later = polls.running.visitor().get(f"/fr/scrutins/{name}").text
    assert "Pour les oiseaux." not in later


def test_the_rule_says_which_answers_want_a_reason(polls: Polls) -> None:
    """The form says so first, and again where it is missing."""
    name = polls.open(replace(SIMPLE, reasons_for=(AGAINST,)))
    at = f"/fr/espace/scrutins/{name}"
    assert "La règle l’exige avec : Contre." in plain(polls.nadia.get(at).text)
    assert polls.act(at, choices=AGAINST) == 422
    assert polls.act(at, choices=AGAINST, reason="Le terrain manque.") == 303


@pytest.mark.parametrize("choice", [FOR, AGAINST])
def test_a_sealed_answer_is_nowhere_before_closing(polls: Polls, choice: str) -> None:
    """Neither on a page nor in the ledger: there is its commitment alone."""
    name = polls.open(SEALED)
    at = f"/fr/espace/scrutins/{name}"
    said = "Parce que le vent souffle."
    assert polls.act(at, choices=choice, reason=said) == 303
    (ballot,) = polls.ballots(name)
    assert ballot.choices == ()
    assert ballot.reason is None
    assert ballot.commitment is not None
    public = polls.running.visitor().get(f"/fr/scrutins/{name}").text
    form = polls.nadia.get(at).text
    assert "A répondu" in public
    assert said not in public + form
    assert "<bdi>Pour</bdi>" not in public + form
    assert "<bdi>Contre</bdi>" not in public + form
    assert "checked" not in form


def test_a_sealed_answer_that_breaks_the_rule_is_refused_at_once(polls: Polls) -> None:
    """Nobody could say so once it is under the seal."""
    name = polls.open(replace(SEALED, reasons_for=(AGAINST,)))
    at = f"/fr/espace/scrutins/{name}"
    assert polls.act(at, choices=AGAINST) == 422
    assert polls.ballots(name) == []


def test_after_closing_the_working_is_read_line_by_line(polls: Polls) -> None:
    """With the exact counts, and what was sealed."""
    name = polls.open(SEALED)
    at = f"/fr/espace/scrutins/{name}"
    assert polls.act(at, choices=FOR, reason="Pour les hérissons.") == 303
    polls.close(name)
    page = plain(polls.running.visitor().get(f"/fr/scrutins/{name}").text)
    for told in (
        "Vote clos",
        "Adopté",
        "Pour les hérissons.",
        "ligne par ligne",
        "la majorité est atteinte",
        "<bdi>Pour</bdi>",
    ):
        assert told in page
    assert faults(tree(page), "fr") == []
    assert at not in polls.nadia.get(f"/fr/scrutins/{name}").text
    assert polls.act(at, choices=AGAINST) == 422


def test_options_are_approved_as_many_as_one_likes(polls: Polls) -> None:
    """By their own words."""
    bridge = Option(option_id="bridge", label=LABEL)
    garden = Option(option_id="garden", label=OTHER_LABEL)
    name = polls.open(DecisionRule(method=Method.APPROVAL), bridge, garden)
    at = f"/fr/espace/scrutins/{name}"
    assert "Le pont" in polls.nadia.get(at).text
    assert polls.act(at, choices="garden") == 303
    assert "Le jardin" in polls.running.visitor().get(f"/fr/scrutins/{name}").text


def test_who_is_concerned_stands_back(polls: Polls) -> None:
    """The page says why, and no answer is taken any more."""
    name = polls.open(SIMPLE)
    at = f"/fr/espace/scrutins/{name}"
    assert polls.act(f"{at}/deport", interest="") == 422
    assert polls.act(f"{at}/deport", interest="Le terrain est à nous.") == 303
    assert polls.own(name).is_recused
    page = polls.running.visitor().get(f"/fr/scrutins/{name}").text
    assert "Le terrain est à nous." in page
    assert polls.act(at, choices=FOR) == 422


def test_who_is_not_among_the_voters_is_told_so(polls: Polls) -> None:
    """On the form before, and by the ledger in the end."""
    name = polls.open(SIMPLE, is_voter=False)
    at = f"/fr/espace/scrutins/{name}"
    assert "Vous n’avez pas de voix propre ici" in polls.nadia.get(at).text
    assert polls.act(at, choices=FOR) == 422
