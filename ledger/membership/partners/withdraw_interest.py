"""Withdraw an interest that a partner no longer holds to."""

from dataclasses import dataclass

from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import InterestId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.membership.partners.events import InterestStated, InterestWithdrawn
from ledger.membership.partners.refusals import NotYourPartner, UnknownInterest
from ledger.membership.partners.standing import require_acting_for


@dataclass(frozen=True, kw_only=True)
class WithdrawInterest(Command):
    """A partner withdraws one of its interests."""

    partner_id: PartnerId
    interest_id: InterestId


@dataclass(frozen=True)
class Holding:
    """Who holds to the interest, if anybody does."""

    holder: PartnerId | None = None


def boundary(command: WithdrawInterest) -> Boundary:
    """Depend on this one interest."""
    return (facts(InterestStated, InterestWithdrawn, interest_id=command.interest_id),)


def evolve(_holding: Holding, fact: InterestStated | InterestWithdrawn) -> Holding:
    """Remember who holds to it."""
    match fact:
        case InterestStated(partner_id=partner):
            return Holding(partner)
        case InterestWithdrawn():
            return Holding()


def decide(
    holding: Holding, command: WithdrawInterest, acting: Acting
) -> list[InterestWithdrawn]:
    """Let its holder withdraw it; a partner that is suspended still may."""
    require_acting_for(acting, command.partner_id)
    if holding.holder is None:
        raise UnknownInterest
    if holding.holder != command.partner_id:
        raise NotYourPartner
    return [
        InterestWithdrawn(
            partner_id=command.partner_id, interest_id=command.interest_id
        )
    ]


withdraw_interest = Decider(boundary, Holding(), evolve, decide)
