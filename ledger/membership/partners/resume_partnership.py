"""Resume a partnership that was suspended."""

from dataclasses import dataclass

from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.membership.partners.events import PartnershipResumed
from ledger.membership.partners.refusals import NotSuspended
from ledger.membership.partners.standing import (
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
)


@dataclass(frozen=True, kw_only=True)
class ResumePartnership(Command):
    """The board lets a suspended partner act again."""

    partner_id: PartnerId


def boundary(command: ResumePartnership) -> Boundary:
    """Depend on where the partner stands."""
    return (partnership_of(command.partner_id),)


def evolve(_partnership: Partnership, fact: PartnershipFact) -> Partnership:
    """Remember where the partner stands."""
    return evolve_partnership(fact)


def decide(
    partnership: Partnership, command: ResumePartnership, _acting: Acting
) -> list[PartnershipResumed]:
    """Resume only what was suspended."""
    if partnership is not Partnership.SUSPENDED:
        raise NotSuspended
    return [PartnershipResumed(partner_id=command.partner_id)]


resume_partnership = Decider(boundary, Partnership.UNKNOWN, evolve, decide)
