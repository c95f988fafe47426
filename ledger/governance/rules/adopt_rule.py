"""Adopt a rule: a decision changes, by itself, what the next vote obeys."""

from dataclasses import dataclass, replace

from ledger.governance.decisions.effects import (
    EFFECT,
    NO_EFFECT,
    Effect,
    EffectFact,
    effect_of,
    evolve_effect,
    subject_of,
)
from ledger.governance.decisions.refusals import EffectDone
from ledger.governance.proposals.subjects import RuleChange
from ledger.governance.rules.checking import check_rule
from ledger.governance.rules.events import Kind, RuleAdopted, RuleRepealed
from ledger.governance.rules.in_force import (
    NO_RULES,
    RulesFact,
    RulesInForce,
    evolve_rules,
    rules_in_force,
)
from ledger.governance.rules.refusals import NoRulesYet, NothingToRepeal
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import DecisionId
from ledger.kernel.messages import Acting, Command


@dataclass(frozen=True, kw_only=True)
class AdoptRule(Command):
    """A decision on a rule takes effect."""

    decision_id: DecisionId


@dataclass(frozen=True)
class Taking:
    """The decision, the rules before it, and which decisions changed them."""

    effect: Effect = NO_EFFECT
    rules: RulesInForce = NO_RULES
    done: frozenset[DecisionId] = frozenset()


def boundary(command: AdoptRule) -> Boundary:
    """Depend on the decision and on the rules."""
    return (effect_of(command.decision_id), rules_in_force())


def evolve(taking: Taking, fact: EffectFact | RulesFact) -> Taking:
    """Remember both."""
    if isinstance(fact, EFFECT):
        return replace(taking, effect=evolve_effect(taking.effect, fact))
    rules = evolve_rules(taking.rules, fact)
    match fact:
        case RuleAdopted(decision_id=name) | RuleRepealed(decision_id=name):
            return replace(taking, rules=rules, done=taking.done | {name})
        case _:
            return replace(taking, rules=rules)


def decide(
    taking: Taking, command: AdoptRule, _acting: Acting
) -> list[RuleAdopted | RuleRepealed]:
    """Change the rule once, to the version after the one in force."""
    change = subject_of(taking.effect, RuleChange)
    assert isinstance(change, RuleChange), "another kind was refused"
    if command.decision_id in taking.done:
        raise EffectDone
    if not taking.rules.is_in_force:
        raise NoRulesYet
    version = taking.rules.version + 1
    if change.rule is None:
        if change.kind is Kind.ORIENTATION or change.kind not in taking.rules.rules:
            raise NothingToRepeal
        return [
            RuleRepealed(
                decision_id=command.decision_id,
                rules_version=version,
                kind=change.kind,
            )
        ]
    check_rule(change.rule)
    return [
        RuleAdopted(
            decision_id=command.decision_id,
            rules_version=version,
            kind=change.kind,
            rule=change.rule,
        )
    ]


adopt_rule = Decider(boundary, Taking(), evolve, decide)
