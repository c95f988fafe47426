"""Withdraw an interest that a partner no longer holds to."""

from dataclasses import dataclass, replace

from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import InterestId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.membership.partners.events import InterestStated, InterestWithdrawn
from ledger.membership.partners.refusals import UnknownInterest
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)


@dataclass(frozen=True, kw_only=True)
class WithdrawInterest(Command):
    """A partner withdraws one of its interests."""

    partner_id: PartnerId
    interest_id: InterestId


@dataclass(frozen=True)
class Holding:
    """Where the partner stands, and whether it holds to the interest."""

    partnership: Partnership = Partnership.UNKNOWN
    is_held: bool = False


def boundary(command: WithdrawInterest) -> Boundary:
    """Depend on the partner's standing, and on this one interest of it."""
    return (
        partnership_of(command.partner_id),
        facts(
            InterestStated,
            InterestWithdrawn,
            interest_id=command.interest_id,
            partner_id=command.partner_id,
        ),
    )


Fact = PartnershipFact | InterestStated | InterestWithdrawn


def evolve(holding: Holding, fact: Fact) -> Holding:
    """Remember the standing, and whether it holds to the interest."""
    if isinstance(fact, PARTNERSHIP):
        return replace(holding, partnership=evolve_partnership(fact))
    match fact:
        case InterestStated():
            return replace(holding, is_held=True)
        case InterestWithdrawn():
            return replace(holding, is_held=False)


def decide(
    holding: Holding, command: WithdrawInterest, acting: Acting
) -> list[InterestWithdrawn]:
    """Let an active partner withdraw an interest it holds to."""
    require_standing(acting, command.partner_id, holding.partnership)
    if not holding.is_held:
        raise UnknownInterest
    return [
        InterestWithdrawn(
            partner_id=command.partner_id, interest_id=command.interest_id
        )
    ]


withdraw_interest = Decider(boundary, Holding(), evolve, decide)
