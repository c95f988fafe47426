"""State an interest: what a partner wants from the commons."""

from dataclasses import dataclass, replace

from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import InterestId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.events import InterestStated
from ledger.membership.partners.refusals import InterestAlreadyStated
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)


@dataclass(frozen=True, kw_only=True)
class StateInterest(Command):
    """A partner says what it wants from the commons; it may state several."""

    partner_id: PartnerId
    interest_id: InterestId
    interest: Words


@dataclass(frozen=True)
class Slate:
    """Where the partner stands, and whether this interest is stated."""

    partnership: Partnership = Partnership.UNKNOWN
    is_stated: bool = False


def boundary(command: StateInterest) -> Boundary:
    """Depend on the partner's standing and on this one interest."""
    return (
        partnership_of(command.partner_id),
        facts(InterestStated, interest_id=command.interest_id),
    )


Fact = PartnershipFact | InterestStated


def evolve(slate: Slate, fact: Fact) -> Slate:
    """Remember the standing, and that the interest is stated."""
    if isinstance(fact, PARTNERSHIP):
        return replace(slate, partnership=evolve_partnership(fact))
    match fact:
        case InterestStated():
            return replace(slate, is_stated=True)


def decide(
    slate: Slate, command: StateInterest, acting: Acting
) -> list[InterestStated]:
    """Let an active partner state an interest once."""
    require_standing(acting, command.partner_id, slate.partnership)
    if slate.is_stated:
        raise InterestAlreadyStated
    return [
        InterestStated(
            partner_id=command.partner_id,
            interest_id=command.interest_id,
            interest=command.interest,
        )
    ]


state_interest = Decider(boundary, Slate(), evolve, decide)
