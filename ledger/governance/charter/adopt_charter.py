"""Adopt the charter: the first one, while no rules say how it is decided."""

from dataclasses import dataclass, replace

from ledger.governance.charter.events import Article, CharterAdopted
from ledger.governance.charter.in_force import (
    CHARTER,
    NO_CHARTER,
    Charter,
    CharterFact,
    evolve_charter,
    the_charter,
)
from ledger.governance.charter.refusals import CharterExists, CharterIsVotedOn
from ledger.governance.proposals.checking import check_articles
from ledger.governance.rules.in_force import (
    NO_RULES,
    RULES,
    RulesFact,
    RulesInForce,
    evolve_rules,
    rules_in_force,
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
class AdoptCharter(Command):
    """The board writes the first charter."""

    partner_id: PartnerId
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class Adopting:
    """Where the partner stands, the charter and the rules before."""

    partnership: Partnership = Partnership.UNKNOWN
    charter: Charter = NO_CHARTER
    rules: RulesInForce = NO_RULES


def boundary(command: AdoptCharter) -> Boundary:
    """Depend on the partner, on the charter and on the rules."""
    return (partnership_of(command.partner_id), the_charter(), rules_in_force())


def evolve(
    adopting: Adopting, fact: PartnershipFact | CharterFact | RulesFact
) -> Adopting:
    """Remember all three."""
    if isinstance(fact, CHARTER):
        return replace(adopting, charter=evolve_charter(adopting.charter, fact))
    if isinstance(fact, RULES):
        return replace(adopting, rules=evolve_rules(adopting.rules, fact))
    return replace(adopting, partnership=evolve_partnership(fact))


def decide(
    adopting: Adopting, command: AdoptCharter, acting: Acting
) -> list[CharterAdopted]:
    """Take it once, and only while nothing else decides on it."""
    require_standing(acting, command.partner_id, adopting.partnership)
    if adopting.charter.version:
        raise CharterExists
    if adopting.rules.is_in_force:
        raise CharterIsVotedOn
    check_articles(command.articles)
    return [
        CharterAdopted(
            partner_id=command.partner_id,
            charter_version=1,
            articles=command.articles,
        )
    ]


adopt_charter = Decider(boundary, Adopting(), evolve, decide)
