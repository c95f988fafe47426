"""Make an offer: a partner says what it would bring, in answer to a need or not.

Title and details are words for the public.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.contributions.limits import check_quantity
from ledger.commons.needs.announcing import (
    NO_GROUND,
    Ground,
    GroundFact,
    check_counted,
    check_last_day,
    check_project,
    evolve_ground,
    ground_of,
    is_over,
)
from ledger.commons.needs.events import OfferMade
from ledger.commons.needs.need import (
    NEED,
    NO_NEED,
    Need,
    NeedFact,
    evolve_need,
    life_of_need,
    require_open,
)
from ledger.commons.needs.refusals import (
    NeedLapsed,
    OfferExists,
    OwnNeed,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import NeedId, OfferId, PartnerId, ProjectId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris, plain
from ledger.kernel.words import Words
from ledger.membership.partners.standing import require_standing


@dataclass(frozen=True, kw_only=True)
class MakeOffer(Command):
    """A partner says what it would bring, how much, and until which day."""

    offer_id: OfferId
    partner_id: PartnerId
    nature: Nature
    quantity: Decimal
    unit: Unit
    title: Words
    details: Words | None = None
    need_id: NeedId | None = None
    project_id: ProjectId | None = None
    until: date | None = None


@dataclass(frozen=True)
class Proposal:
    """The ground to announce on, the need answered, and whether the name is taken."""

    ground: Ground = NO_GROUND
    need: Need = NO_NEED
    is_made: bool = False


def boundary(command: MakeOffer) -> Boundary:
    """Depend on the ground, on this offer's own name, and on the need it answers."""
    own = (
        *ground_of(command.partner_id, command.project_id),
        facts(OfferMade, offer_id=command.offer_id),
    )
    if command.need_id is None:
        return own
    return (*own, life_of_need(command.need_id))


def evolve(proposal: Proposal, fact: GroundFact | NeedFact | OfferMade) -> Proposal:
    """Remember the ground, the need, and that the name is taken."""
    if isinstance(fact, OfferMade):
        return replace(proposal, is_made=True)
    if isinstance(fact, NEED):
        return replace(proposal, need=evolve_need(proposal.need, fact))
    return replace(proposal, ground=evolve_ground(proposal.ground, fact))


def decide(proposal: Proposal, command: MakeOffer, acting: Acting) -> list[OfferMade]:
    """Let any active partner offer what can be counted, to others."""
    ground, today = proposal.ground, day_in_paris(command.at)
    require_standing(acting, command.partner_id, ground.partnership)
    if proposal.is_made:
        raise OfferExists
    check_counted(ground, command.nature, command.unit)
    check_quantity(command.quantity)
    check_project(ground, command.project_id)
    check_last_day(command.until, today)
    if command.need_id is not None:
        _check_need(proposal.need, command.partner_id, today)
    return [
        OfferMade(
            offer_id=command.offer_id,
            partner_id=command.partner_id,
            nature=command.nature,
            quantity=plain(command.quantity),
            unit=command.unit,
            title=command.title,
            details=command.details,
            need_id=command.need_id,
            seeker_id=proposal.need.author,
            project_id=command.project_id,
            until=command.until,
        )
    ]


def _check_need(need: Need, partner_id: PartnerId, today: date) -> None:
    """Refuse to answer a need that ended, lapsed, or is the partner's own."""
    require_open(need)
    if need.author == partner_id:
        raise OwnNeed
    if is_over(need.until, today):
        raise NeedLapsed


make_offer = Decider(boundary, Proposal(), evolve, decide)
