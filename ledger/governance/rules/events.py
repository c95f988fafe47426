"""Facts about the rules by which the commons decides."""

from enum import StrEnum
from typing import ClassVar

import msgspec

from ledger.governance.rules.decision_rule import DecisionRule
from ledger.kernel.identifiers import (
    THE_COMMONS,
    CommonsId,
    DecisionId,
    DraftRuleId,
    PartnerId,
    VoteId,
)
from ledger.kernel.messages import Fact


class Kind(StrEnum):
    """What is decided: each kind has its own rule, or that of orientations."""

    ORIENTATION = "orientation"
    RULE = "rule"
    CHARTER = "charter"
    ADMISSION = "admission"
    DESIGNATION = "designation"


class KindRule(msgspec.Struct, frozen=True):
    """A kind of decision, and the rule it is decided by."""

    kind: Kind
    rule: DecisionRule


class Simulated(msgspec.Struct, frozen=True, kw_only=True):
    """What a past vote came to, and what it would have come to by a draft."""

    vote_id: VoteId
    outcome: str
    would_be: str


class RulesFounded(Fact, frozen=True, kw_only=True):
    """A partner put founding rules to those who must sign them before they hold."""

    filed_under: ClassVar[tuple[str, ...]] = ("commons_id",)

    commons_id: CommonsId = THE_COMMONS
    partner_id: PartnerId
    founding: int
    rules: tuple[KindRule, ...]
    signatories: tuple[PartnerId, ...]


class FoundingRulesSigned(Fact, frozen=True, kw_only=True):
    """A partner signed the founding rules, as they were put the last time."""

    filed_under: ClassVar[tuple[str, ...]] = ("commons_id",)

    commons_id: CommonsId = THE_COMMONS
    partner_id: PartnerId
    founding: int


class RuleDrafted(Fact, frozen=True, kw_only=True):
    """A partner wrote a rule that a proposal may put to the vote."""

    filed_under: ClassVar[tuple[str, ...]] = ("draft_rule_id", "partner_id")

    draft_rule_id: DraftRuleId
    partner_id: PartnerId
    kind: Kind
    rule: DecisionRule


class RuleSimulated(Fact, frozen=True, kw_only=True):
    """A draft was tried on past votes: what would have come out otherwise."""

    filed_under: ClassVar[tuple[str, ...]] = ("draft_rule_id",)

    draft_rule_id: DraftRuleId
    partner_id: PartnerId
    votes: tuple[Simulated, ...]


class RuleAdopted(Fact, frozen=True, kw_only=True):
    """A decision changed the rule for one kind of decision."""

    filed_under: ClassVar[tuple[str, ...]] = ("commons_id", "decision_id")

    commons_id: CommonsId = THE_COMMONS
    decision_id: DecisionId
    rules_version: int
    kind: Kind
    rule: DecisionRule


class RuleRepealed(Fact, frozen=True, kw_only=True):
    """A decision ended the rule of a kind: that of orientations holds in its place."""

    filed_under: ClassVar[tuple[str, ...]] = ("commons_id", "decision_id")

    commons_id: CommonsId = THE_COMMONS
    decision_id: DecisionId
    rules_version: int
    kind: Kind
