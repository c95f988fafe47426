"""Draft a rule: it is tried on past votes before a proposal puts it to the vote."""

from dataclasses import dataclass, replace

from ledger.governance.rules.checking import check_rule
from ledger.governance.rules.decision_rule import DecisionRule
from ledger.governance.rules.events import Kind, RuleDrafted
from ledger.governance.rules.refusals import RuleDraftExists
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import DraftRuleId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)


@dataclass(frozen=True, kw_only=True)
class DraftRule(Command):
    """A partner writes a rule for a kind of decision."""

    draft_rule_id: DraftRuleId
    partner_id: PartnerId
    kind: Kind
    rule: DecisionRule


@dataclass(frozen=True)
class Drafting:
    """Where the partner stands, and whether the name is taken."""

    partnership: Partnership = Partnership.UNKNOWN
    is_drafted: bool = False


def boundary(command: DraftRule) -> Boundary:
    """Depend on the partner and on this name."""
    return (
        partnership_of(command.partner_id),
        facts(RuleDrafted, draft_rule_id=command.draft_rule_id),
    )


def evolve(drafting: Drafting, fact: PartnershipFact | RuleDrafted) -> Drafting:
    """Remember both."""
    if isinstance(fact, PARTNERSHIP):
        return replace(drafting, partnership=evolve_partnership(fact))
    match fact:
        case RuleDrafted():
            return replace(drafting, is_drafted=True)


def decide(drafting: Drafting, command: DraftRule, acting: Acting) -> list[RuleDrafted]:
    """Take a rule that could be obeyed."""
    require_standing(acting, command.partner_id, drafting.partnership)
    if drafting.is_drafted:
        raise RuleDraftExists
    check_rule(command.rule)
    return [
        RuleDrafted(
            draft_rule_id=command.draft_rule_id,
            partner_id=command.partner_id,
            kind=command.kind,
            rule=command.rule,
        )
    ]


draft_rule = Decider(boundary, Drafting(), evolve, decide)
