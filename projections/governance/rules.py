"""Rules: by which rule each kind of thing is decided, and who has yet to sign."""

from typing import Any, ClassVar

import msgspec
from msgspec.structs import replace

from ledger.governance.rules.decision_rule import DecisionRule
from ledger.governance.rules.events import (
    FoundingRulesSigned,
    Kind,
    RuleAdopted,
    RuleRepealed,
    RulesFounded,
)
from ledger.kernel.codec import Recorded
from ledger.kernel.identifiers import THE_COMMONS
from projections.rows import Row, Rows
from projections.shelf import Shelf
from projections.view import View, facts_of

Followed = RulesFounded | FoundingRulesSigned | RuleAdopted | RuleRepealed


class KindInForce(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The rule of a kind and the fact that made it; if founded, no decision did."""

    kind: Kind
    rule: DecisionRule
    rules_version: int
    position: int
    decision_id: str | None = None


class RulesRow(Row, frozen=True, kw_only=True, gc=False):
    """The rules of the commons as they stand; nothing is decided while some await.

    ``founding`` counts how often founding rules were put to those who sign.
    """

    key: ClassVar[tuple[str, ...]] = ("commons_id",)

    commons_id: str
    rules_version: int
    founding: int
    partner_id: str
    rules: tuple[KindInForce, ...]
    signatories: tuple[str, ...]
    awaited: tuple[str, ...]
    position: int

    @property
    def is_in_force(self) -> bool:
        """Tell whether everybody asked has signed the founding rules."""
        return not self.awaited


def apply(rows: Rows[RulesRow], recorded: Recorded[Any]) -> None:
    """Note what was founded, signed, adopted and repealed."""
    fact: Followed = recorded.fact
    if isinstance(fact, RulesFounded):
        rows.put(_founded(fact, recorded.position))
        return
    row = rows.get(fact.commons_id)
    if row is not None:
        rows.put(_changed(row, fact, recorded.position))


def _founded(fact: RulesFounded, position: int) -> RulesRow:
    return RulesRow(
        commons_id=fact.commons_id,
        rules_version=1,
        founding=fact.founding,
        partner_id=fact.partner_id,
        rules=tuple(
            KindInForce(
                kind=one.kind, rule=one.rule, rules_version=1, position=position
            )
            for one in fact.rules
        ),
        signatories=fact.signatories,
        awaited=tuple(name for name in fact.signatories if name != fact.partner_id),
        position=position,
    )


def _changed(
    row: RulesRow, fact: FoundingRulesSigned | RuleAdopted | RuleRepealed, position: int
) -> RulesRow:
    if isinstance(fact, FoundingRulesSigned):
        awaited = tuple(name for name in row.awaited if name != fact.partner_id)
        return replace(row, awaited=awaited, position=position)
    rules = tuple(one for one in row.rules if one.kind is not fact.kind)
    if isinstance(fact, RuleAdopted):
        adopted = KindInForce(
            kind=fact.kind,
            rule=fact.rule,
            rules_version=fact.rules_version,
            position=position,
            decision_id=fact.decision_id,
        )
        rules = (*rules, adopted)
    return replace(
        row, rules=rules, rules_version=fact.rules_version, position=position
    )


def rules_as_they_stand(shelf: Shelf) -> RulesRow | None:
    """Return the rules, or none where none were ever founded."""
    return shelf.get(rules, THE_COMMONS)


rules = View("rules", 1, RulesRow, facts_of(Followed), apply)
