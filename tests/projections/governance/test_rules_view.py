"""The views of rules, and of those that somebody drafted."""

from msgspec.structs import replace

from ledger.governance.rules.events import (
    Kind,
    RuleAdopted,
    RuleDrafted,
    RuleRepealed,
    RuleSimulated,
    Simulated,
)
from ledger.kernel.identifiers import DraftRuleId
from ledger.kernel.messages import Fact
from projections.governance.rule_drafts import drafts_of, rule_draft
from projections.governance.rules import RulesRow, rules_as_they_stand
from tests.cast import BRUMES, LITTORAL
from tests.chamber import GREEN, GREEN_VOTE, RULE
from tests.pact import PUT, SIGNED
from tests.projections.told import told

ADOPTED = RuleAdopted(
    decision_id=GREEN, rules_version=2, kind=Kind.CHARTER, rule=replace(RULE, seats=2)
)
REPEALED = RuleRepealed(decision_id=GREEN, rules_version=3, kind=Kind.CHARTER)
DRAFT = DraftRuleId("shorter")
DRAFTED = RuleDrafted(
    draft_rule_id=DRAFT, partner_id=LITTORAL, kind=Kind.CHARTER, rule=RULE
)
TRIED = RuleSimulated(
    draft_rule_id=DRAFT,
    partner_id=BRUMES,
    votes=(Simulated(vote_id=GREEN_VOTE, outcome="adopted", would_be="rejected"),),
)


def stand(*history: Fact) -> RulesRow:
    row = rules_as_they_stand(told(*history).shelf())
    assert row is not None
    return row


def test_founding_rules_await_those_who_have_not_signed() -> None:
    """Who put them has signed by that."""
    row = stand(PUT)
    assert (row.awaited, row.is_in_force) == ((BRUMES,), False)
    row = stand(PUT, SIGNED)
    assert (row.awaited, row.is_in_force) == ((), True)
    assert row.signatories == (LITTORAL, BRUMES)


def test_rules_put_anew_replace_those_that_waited() -> None:
    """Their signatures too."""
    again = replace(PUT, founding=2, partner_id=BRUMES)
    row = stand(PUT, again)
    assert (row.founding, row.awaited) == (2, (LITTORAL,))


def test_a_rule_that_was_adopted_names_its_decision() -> None:
    """Beside those that were founded, which name none."""
    row = stand(PUT, SIGNED, ADOPTED)
    assert [(one.kind, one.decision_id) for one in row.rules] == [
        (Kind.ORIENTATION, None),
        (Kind.CHARTER, GREEN),
    ]
    assert row.rules_version == 2
    assert (row.rules[1].rule, row.rules[1].position) == (ADOPTED.rule, 3)


def test_a_rule_that_was_adopted_again_holds_once() -> None:
    """As it was adopted the last time."""
    later = replace(ADOPTED, rules_version=3, rule=RULE)
    row = stand(PUT, SIGNED, ADOPTED, later)
    assert [one.rules_version for one in row.rules] == [1, 3]


def test_a_rule_that_was_repealed_is_gone() -> None:
    """And the rules as of before still have it."""
    offline = told(PUT, SIGNED, ADOPTED, REPEALED)
    row = rules_as_they_stand(offline.shelf())
    assert row is not None
    assert ([one.kind for one in row.rules], row.rules_version) == (
        [Kind.ORIENTATION],
        3,
    )
    before = rules_as_they_stand(offline.shelf(3))
    assert before is not None
    assert len(before.rules) == 2


def test_no_rules_are_made_up() -> None:
    """What changes rules that were never founded leaves none."""
    assert rules_as_they_stand(told(ADOPTED, SIGNED).shelf()) is None


def test_a_draft_shows_what_it_would_have_changed() -> None:
    """Of its last trial."""
    row = rule_draft(told(DRAFTED).shelf(), DRAFT)
    assert row is not None
    assert (row.rule, row.votes, row.simulated_position) == (RULE, (), None)
    shelf = told(DRAFTED, TRIED).shelf()
    row = rule_draft(shelf, DRAFT)
    assert row is not None
    assert (row.votes, row.simulated_position) == (TRIED.votes, 2)
    assert rule_draft(told(TRIED).shelf(), DRAFT) is None


def test_drafts_are_listed_by_partner() -> None:
    """Newest first."""
    other = replace(DRAFTED, draft_rule_id=DraftRuleId("longer"))
    theirs = replace(DRAFTED, draft_rule_id=DraftRuleId("x"), partner_id=BRUMES)
    page = drafts_of(told(DRAFTED, other, theirs).shelf(), LITTORAL)
    assert [placed.row.draft_rule_id for placed in page.rows] == ["longer", DRAFT]
