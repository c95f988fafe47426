"""The view of what a rule has yet to do."""

from datetime import date

from msgspec.structs import replace

from ledger.governance.decisions.events import EffectRefused
from ledger.governance.proposals.subjects import CharterChange, Designating, RuleChange
from ledger.governance.rules.events import Kind, RuleAdopted, RuleRepealed
from ledger.governance.voting.events import SessionVoteCountersigned
from ledger.governance.voting.outcomes import Outcome
from ledger.kernel.identifiers import MandateId, PartnerId
from ledger.kernel.messages import Capacity, Fact
from projections.governance.awaiting import Awaited, AwaitedRow, awaited_of
from tests.cast import ADA, BRUMES, LITTORAL, SOURCES, mandate, mandate_id
from tests.chamber import (
    CLOSED,
    DECIDED,
    GREEN,
    GREEN_PROPOSAL,
    GREEN_VOTE,
    RULE,
    deciding,
)
from tests.projections.told import told
from tests.specs.governance.decisions.test_record_decision import IN_SESSION

CHANGE = RuleChange(kind=Kind.CHARTER, rule=RULE)


def left(*history: Fact) -> list[tuple[Awaited, int]]:
    """Return what waits, and from which fact it follows."""
    rows = awaited_of(told(*history).shelf(), *Awaited)
    return [(row.awaited, row.cause) for row in rows]


def signed(partner_id: PartnerId) -> SessionVoteCountersigned:
    return SessionVoteCountersigned(
        vote_id=GREEN_VOTE,
        proposal_id=GREEN_PROPOSAL,
        mandate_id=MandateId(partner_id),
        partner_id=partner_id,
    )


def test_a_vote_that_adopted_awaits_its_decision() -> None:
    """By the position of its closing."""
    rows = awaited_of(told(CLOSED).shelf(), Awaited.DECISION)
    assert rows == [
        AwaitedRow(
            vote_id=GREEN_VOTE,
            proposal_id=GREEN_PROPOSAL,
            awaited=Awaited.DECISION,
            cause=1,
        )
    ]


def test_a_vote_that_adopted_nothing_awaits_nothing() -> None:
    """There is no decision to record."""
    assert left(replace(CLOSED, outcome=Outcome.REJECTED)) == []
    assert left(replace(IN_SESSION, outcome=Outcome.QUORUM_MISSED)) == []


def test_counts_of_a_room_await_two_partners() -> None:
    """Then, by the second signature, their decision; one signs only once."""
    assert left(IN_SESSION) == [(Awaited.SIGNATURES, 1)]
    one = (IN_SESSION, signed(BRUMES), signed(BRUMES))
    assert left(*one) == [(Awaited.SIGNATURES, 3)]
    assert left(*one, signed(SOURCES)) == [(Awaited.DECISION, 4)]
    assert left(*one, signed(SOURCES), signed(LITTORAL)) == [(Awaited.DECISION, 4)]


def test_an_orientation_awaits_nothing_more() -> None:
    """People act on it."""
    assert left(CLOSED, DECIDED) == []


def test_a_rule_that_was_decided_awaits_its_adoption() -> None:
    """Until it is adopted, repealed, or refused."""
    before = (CLOSED, deciding(CHANGE))
    assert left(*before) == [(Awaited.RULE, 2)]
    ends: tuple[Fact, ...] = (
        RuleAdopted(decision_id=GREEN, rules_version=2, kind=Kind.CHARTER, rule=RULE),
        RuleRepealed(decision_id=GREEN, rules_version=2, kind=Kind.CHARTER),
        EffectRefused(decision_id=GREEN, refusal="NoRulesYet"),
    )
    for end in ends:
        assert left(*before, end) == []


def test_a_charter_that_was_decided_awaits_its_amendment() -> None:
    """With its articles."""
    assert left(deciding(CharterChange(articles=()))) == [(Awaited.CHARTER, 1)]


def test_a_designation_awaits_its_mandate() -> None:
    """Until that very one is granted."""
    subject = Designating(
        mandate_id=mandate_id(ADA, LITTORAL),
        partner_id=LITTORAL,
        person_id=ADA,
        capacity=Capacity.SECRETARY,
        starts_on=date(2026, 4, 1),
    )
    decided = deciding(subject)
    assert left(decided, mandate(ADA, BRUMES)) == [(Awaited.DESIGNATION, 1)]
    assert left(decided, mandate(ADA, LITTORAL)) == []
