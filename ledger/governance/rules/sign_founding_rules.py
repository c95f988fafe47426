"""Sign the founding rules: they hold once everybody asked has."""

from dataclasses import dataclass, replace

from ledger.governance.rules.events import (
    FoundingRulesSigned,
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
    NoRulesYet,
    RulesFoundedAnew,
    SignatureNotAwaited,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.membership.partners.standing import (
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)


@dataclass(frozen=True, kw_only=True)
class SignFoundingRules(Command):
    """A partner signs what it was shown: the founding of this number."""

    partner_id: PartnerId
    founding: int


@dataclass(frozen=True)
class Signing:
    """The rules that wait, and where the partner stands."""

    rules: RulesInForce = NO_RULES
    partnership: Partnership = Partnership.UNKNOWN


def boundary(command: SignFoundingRules) -> Boundary:
    """Depend on the rules and on the partner."""
    return (rules_in_force(), partnership_of(command.partner_id))


def evolve(
    signing: Signing,
    fact: PartnershipFact
    | RulesFounded
    | FoundingRulesSigned
    | RuleAdopted
    | RuleRepealed,
) -> Signing:
    """Remember rules and standing."""
    if isinstance(fact, RULES):
        return replace(signing, rules=evolve_rules(signing.rules, fact))
    return replace(signing, partnership=evolve_partnership(fact))


def decide(
    signing: Signing, command: SignFoundingRules, acting: Acting
) -> list[FoundingRulesSigned]:
    """Take a signature that is awaited.

    A rival who founds the rules anew meanwhile makes it a refusal, not a
    signature under what nobody has seen.
    """
    require_standing(acting, command.partner_id, signing.partnership)
    if not signing.rules.version:
        raise NoRulesYet
    if command.founding != signing.rules.founding:
        raise RulesFoundedAnew
    if command.partner_id not in signing.rules.awaited:
        raise SignatureNotAwaited
    return [
        FoundingRulesSigned(partner_id=command.partner_id, founding=command.founding)
    ]


sign_founding_rules = Decider(boundary, Signing(), evolve, decide)
