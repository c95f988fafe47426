"""Merge a partner into another that absorbed it; its past stays its own."""

from dataclasses import dataclass
from datetime import date

from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.membership.partners.events import PartnerMerged
from ledger.membership.partners.refusals import (
    MergerInFuture,
    OwnSuccessor,
    PartnerNotActive,
    UnknownPartner,
)
from ledger.membership.partners.standing import (
    NOBODY_STANDS,
    Partnership,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnerships_of,
    require_active,
    require_another_partner,
    require_standing,
    standing_in,
)


@dataclass(frozen=True, kw_only=True)
class MergePartner(Command):
    """The board records that a partner was absorbed by another on a day."""

    acting_for_id: PartnerId
    partner_id: PartnerId
    successor_id: PartnerId
    merged_on: date


def boundary(command: MergePartner) -> Boundary:
    """Depend on where both stand, and the body of who asks."""
    return partnerships_of(
        command.partner_id, command.successor_id, command.acting_for_id
    )


def evolve(standings: Standings, fact: PartnershipFact) -> Standings:
    """Remember where each stands."""
    return evolve_standings(standings, fact)


def decide(
    standings: Standings, command: MergePartner, acting: Acting
) -> list[PartnerMerged]:
    """Merge a partner, even a suspended one, into an active one that absorbed it."""
    own = standing_in(standings, command.acting_for_id)
    require_standing(acting, command.acting_for_id, own)
    require_another_partner(acting, command.partner_id)
    if command.partner_id == command.successor_id:
        raise OwnSuccessor
    absorbed = standing_in(standings, command.partner_id)
    if absorbed is Partnership.UNKNOWN:
        raise UnknownPartner
    if absorbed not in {Partnership.ACTIVE, Partnership.SUSPENDED}:
        raise PartnerNotActive
    require_active(standing_in(standings, command.successor_id))
    if command.merged_on > day_in_paris(command.at):
        raise MergerInFuture
    return [
        PartnerMerged(
            partner_id=command.partner_id,
            successor_id=command.successor_id,
            merged_on=command.merged_on,
        )
    ]


merge_partner = Decider(boundary, NOBODY_STANDS, evolve, decide)
