"""Merge a partner into another that absorbed it; its past stays its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.membership.partners.events import PartnerMerged
from ledger.membership.partners.refusals import DayInFuture, OwnSuccessor
from ledger.membership.partners.standing import (
    Partnership,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnership_of,
    require_active,
    standing_in,
)

NOBODY: Mapping[PartnerId, Partnership] = {}


@dataclass(frozen=True, kw_only=True)
class MergePartner(Command):
    """The board records that a partner was absorbed by another on a day."""

    partner_id: PartnerId
    successor_id: PartnerId
    merged_on: date


def boundary(command: MergePartner) -> Boundary:
    """Depend on where both stand."""
    return (
        partnership_of(command.partner_id),
        partnership_of(command.successor_id),
    )


def evolve(standings: Standings, fact: PartnershipFact) -> Standings:
    """Remember where both stand."""
    return evolve_standings(standings, fact)


def decide(
    standings: Standings, command: MergePartner, _acting: Acting
) -> list[PartnerMerged]:
    """Merge an active partner into another active one, on a day that has come."""
    if command.partner_id == command.successor_id:
        raise OwnSuccessor
    require_active(standing_in(standings, command.partner_id))
    require_active(standing_in(standings, command.successor_id))
    if command.merged_on > day_in_paris(command.at):
        raise DayInFuture
    return [
        PartnerMerged(
            partner_id=command.partner_id,
            successor_id=command.successor_id,
            merged_on=command.merged_on,
        )
    ]


merge_partner = Decider(boundary, NOBODY, evolve, decide)
