"""Resume a partnership that was suspended."""

from dataclasses import dataclass

from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.membership.partners.events import PartnershipResumed
from ledger.membership.partners.refusals import NotSuspended, UnknownPartner
from ledger.membership.partners.standing import (
    NOBODY_STANDS,
    Partnership,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnerships_of,
    require_standing,
    standing_in,
)


@dataclass(frozen=True, kw_only=True)
class ResumePartnership(Command):
    """The board lets a suspended partner act again."""

    acting_for_id: PartnerId
    partner_id: PartnerId


def boundary(command: ResumePartnership) -> Boundary:
    """Depend on where the partner stands, and the body of who asks."""
    return partnerships_of(command.partner_id, command.acting_for_id)


def evolve(standings: Standings, fact: PartnershipFact) -> Standings:
    """Remember where both stand."""
    return evolve_standings(standings, fact)


def decide(
    standings: Standings, command: ResumePartnership, acting: Acting
) -> list[PartnershipResumed]:
    """Resume only what was suspended."""
    own = standing_in(standings, command.acting_for_id)
    require_standing(acting, command.acting_for_id, own)
    partnership = standing_in(standings, command.partner_id)
    if partnership is Partnership.UNKNOWN:
        raise UnknownPartner
    if partnership is not Partnership.SUSPENDED:
        raise NotSuspended
    return [PartnershipResumed(partner_id=command.partner_id)]


resume_partnership = Decider(boundary, NOBODY_STANDS, evolve, decide)
