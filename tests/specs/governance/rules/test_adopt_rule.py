"""Adopt a rule that was decided."""

from ledger.governance.decisions.events import EffectRefused
from ledger.governance.decisions.refusals import (
    EffectDone,
    EffectOfAnotherKind,
    UnknownDecision,
)
from ledger.governance.proposals.subjects import RuleChange
from ledger.governance.rules.adopt_rule import AdoptRule
from ledger.governance.rules.decision_rule import DecisionRule, Method
from ledger.governance.rules.events import Kind, RuleAdopted, RuleRepealed
from ledger.governance.rules.refusals import (
    NoRulesYet,
    NothingToRepeal,
    SeatsOutOfBounds,
)
from ledger.kernel.identifiers import DecisionId
from ledger.reactions.when_decision_on_a_rule_is_recorded_adopt_it import reaction
from tests.chamber import DECIDED, FOUNDED, GREEN, by_rule, deciding
from tests.spec import NOON, given

BY_CONSENT = DecisionRule(method=Method.CONSENT)
CHANGE = deciding(RuleChange(kind=Kind.CHARTER, rule=BY_CONSENT))
ADOPTED = RuleAdopted(
    decision_id=GREEN, rules_version=2, kind=Kind.CHARTER, rule=BY_CONSENT
)
BEFORE = RuleAdopted(
    decision_id=DecisionId("before"),
    rules_version=2,
    kind=Kind.CHARTER,
    rule=BY_CONSENT,
)
REPEALING = deciding(RuleChange(kind=Kind.CHARTER))
REPEALED = RuleRepealed(decision_id=GREEN, rules_version=3, kind=Kind.CHARTER)


def adopting() -> AdoptRule:
    made = by_rule(AdoptRule)
    assert isinstance(made, AdoptRule)
    return made


def test_the_next_version_has_the_rule() -> None:
    """The kind had none of its own, or another one."""
    given(FOUNDED, CHANGE).when(adopting()).then(ADOPTED)
    again = RuleAdopted(
        decision_id=GREEN, rules_version=3, kind=Kind.CHARTER, rule=BY_CONSENT
    )
    given(FOUNDED, BEFORE, CHANGE).when(adopting()).then(again)


def test_a_rule_is_repealed_without_another() -> None:
    """That of orientations holds in its place."""
    given(FOUNDED, BEFORE, REPEALING).when(adopting()).then(REPEALED)


def test_what_is_not_there_is_not_repealed() -> None:
    """Nor the rule of orientations, on which all others fall back."""
    given(FOUNDED, REPEALING).when(adopting()).refused(NothingToRepeal)
    last = deciding(RuleChange(kind=Kind.ORIENTATION))
    given(FOUNDED, last).when(adopting()).refused(NothingToRepeal)


def test_a_decision_changes_the_rules_once() -> None:
    """Whether it adopted, repealed, or was refused."""
    given(FOUNDED, CHANGE, ADOPTED).when(adopting()).refused(EffectDone)
    repealed = (FOUNDED, BEFORE, REPEALING, REPEALED)
    given(*repealed).when(adopting()).refused(EffectDone)
    refused = EffectRefused(decision_id=GREEN, refusal="NothingToRepeal")
    given(FOUNDED, REPEALING, refused).when(adopting()).refused(EffectDone)


def test_only_a_decision_on_a_rule_changes_one() -> None:
    """An orientation does not, nor what was never decided."""
    given(FOUNDED, DECIDED).when(adopting()).refused(EffectOfAnotherKind)
    given(FOUNDED).when(adopting()).refused(UnknownDecision)


def test_without_rules_there_is_none_to_change() -> None:
    """They are founded first."""
    given(CHANGE).when(adopting()).refused(NoRulesYet)


def test_a_rule_that_cannot_be_obeyed_is_refused() -> None:
    """Even if it was voted for."""
    unfit = DecisionRule(method=Method.FOR_AGAINST, seats=2)
    change = deciding(RuleChange(kind=Kind.CHARTER, rule=unfit))
    given(FOUNDED, change).when(adopting()).refused(SeatsOutOfBounds)


def test_the_reaction_asks_for_it_once() -> None:
    """Killed after the fact, it finds the same key."""
    command = reaction(decision_id=GREEN, cause=2, at=NOON)
    story = given(FOUNDED, CHANGE).when(command).then(ADOPTED)
    story.when(command).then()
