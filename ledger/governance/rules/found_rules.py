"""Found rules: how the commons decides, until decisions change it.

They hold once every partner named has signed; until then they may be written
again. The board member's own partner signs by founding them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ledger.governance.rules.checking import check_rule
from ledger.governance.rules.events import (
    FoundingRulesSigned,
    Kind,
    KindRule,
    RuleAdopted,
    RuleRepealed,
    RulesFounded,
)
from ledger.governance.rules.in_force import (
    NO_RULES,
    RULES,
    RulesInForce,
    evolve_rules,
    rules_in_force,
)
from ledger.governance.rules.refusals import (
    FounderNotAmongSignatories,
    KindTwice,
    OrientationRuleMissing,
    RulesAlreadyFounded,
    SignatoryNamedTwice,
    TooManySignatories,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.membership.partners.standing import (
    NOBODY_STANDS,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnerships_of,
    require_active,
    require_standing,
    standing_in,
)

SIGNATORIES_MAX: Final = 200


@dataclass(frozen=True, kw_only=True)
class FoundRules(Command):
    """A member of the board puts founding rules to those who sign them."""

    partner_id: PartnerId
    rules: tuple[KindRule, ...]
    signatories: tuple[PartnerId, ...]


@dataclass(frozen=True)
class Founding:
    """The rules so far, and where those who sign stand."""

    rules: RulesInForce = NO_RULES
    standings: Standings = field(default_factory=lambda: NOBODY_STANDS)


def boundary(command: FoundRules) -> Boundary:
    """Depend on the rules before, and on the standing of those who sign."""
    named = command.signatories[:SIGNATORIES_MAX]
    return (rules_in_force(), *partnerships_of(command.partner_id, *named))


def evolve(
    founding: Founding,
    fact: PartnershipFact
    | RulesFounded
    | FoundingRulesSigned
    | RuleAdopted
    | RuleRepealed,
) -> Founding:
    """Remember rules and standings."""
    if isinstance(fact, RULES):
        return replace(founding, rules=evolve_rules(founding.rules, fact))
    return replace(founding, standings=evolve_standings(founding.standings, fact))


def decide(
    founding: Founding, command: FoundRules, acting: Acting
) -> list[RulesFounded]:
    """Take rules that can be obeyed, while none are in force."""
    own = standing_in(founding.standings, command.partner_id)
    require_standing(acting, command.partner_id, own)
    if founding.rules.is_in_force:
        raise RulesAlreadyFounded
    _check_signatories(command)
    for name in command.signatories:
        require_active(standing_in(founding.standings, name))
    check_rules(command.rules)
    return [
        RulesFounded(
            partner_id=command.partner_id,
            founding=founding.rules.founding + 1,
            rules=command.rules,
            signatories=command.signatories,
        )
    ]


def check_rules(rules: Sequence[KindRule]) -> None:
    """Refuse a set that leaves a kind without any rule, or gives it two."""
    kinds = [one.kind for one in rules]
    if Kind.ORIENTATION not in kinds:
        raise OrientationRuleMissing
    if len(set(kinds)) != len(kinds):
        raise KindTwice
    for one in rules:
        check_rule(one.rule)


def _check_signatories(command: FoundRules) -> None:
    named = command.signatories
    if len(named) > SIGNATORIES_MAX:
        raise TooManySignatories
    if len(set(named)) != len(named):
        raise SignatoryNamedTwice
    if command.partner_id not in named:
        raise FounderNotAmongSignatories


found_rules = Decider(boundary, Founding(), evolve, decide)
