"""Rules in force: by which rule each kind of thing is decided today."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from ledger.governance.rules.decision_rule import DecisionRule
from ledger.governance.rules.events import (
    FoundingRulesSigned,
    Kind,
    RuleAdopted,
    RuleRepealed,
    RulesFounded,
)
from ledger.governance.rules.refusals import NoRulesYet, RulesAwaitSignatures
from ledger.kernel.decider import Facts, facts
from ledger.kernel.identifiers import THE_COMMONS, PartnerId

RULES: Final = (RulesFounded, FoundingRulesSigned, RuleAdopted, RuleRepealed)
RulesFact = RulesFounded | FoundingRulesSigned | RuleAdopted | RuleRepealed


@dataclass(frozen=True)
class RulesInForce:
    """The rules by kind, their version, and the signatures still awaited.

    ``founding`` counts how often founding rules were put to those who sign.
    """

    version: int = 0
    founding: int = 0
    rules: Mapping[Kind, DecisionRule] = field(default_factory=dict[Kind, DecisionRule])
    signatories: frozenset[PartnerId] = frozenset()
    awaited: frozenset[PartnerId] = frozenset()

    @property
    def is_in_force(self) -> bool:
        """Tell whether everybody asked has signed the founding rules."""
        return self.version > 0 and not self.awaited


NO_RULES: Final = RulesInForce()


def rules_in_force() -> Facts:
    """Depend on the rules; they change rarely, and then for everybody."""
    return facts(*RULES, commons_id=THE_COMMONS)


def evolve_rules(rules: RulesInForce, fact: RulesFact) -> RulesInForce:
    """Remember what was founded, signed, adopted and repealed.

    Rules founded anew before all have signed replace those that waited.
    """
    match fact:
        case RulesFounded():
            return RulesInForce(
                version=1,
                founding=fact.founding,
                rules={one.kind: one.rule for one in fact.rules},
                signatories=frozenset(fact.signatories),
                awaited=frozenset(fact.signatories) - {fact.partner_id},
            )
        case FoundingRulesSigned(partner_id=partner):
            return replace(rules, awaited=rules.awaited - {partner})
        case RuleAdopted(kind=kind, rule=rule):
            adopted = {**rules.rules, kind: rule}
            return replace(rules, version=fact.rules_version, rules=adopted)
        case RuleRepealed(kind=kind):
            left = {k: rule for k, rule in rules.rules.items() if k is not kind}
            return replace(rules, version=fact.rules_version, rules=left)


def rule_for(rules: RulesInForce, kind: Kind) -> DecisionRule:
    """Return the rule for a kind of decision: its own, or that of orientations."""
    if not rules.version:
        raise NoRulesYet
    if rules.awaited:
        raise RulesAwaitSignatures
    return rules.rules.get(kind) or rules.rules[Kind.ORIENTATION]
