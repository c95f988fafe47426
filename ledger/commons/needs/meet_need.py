"""Meet a need: the partner that sought something has found it."""

from dataclasses import dataclass

from ledger.commons.needs.events import NeedMet
from ledger.commons.needs.need import (
    Closing,
    closing_of,
    evolve_closing,
    require_own_open,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import NeedId, PartnerId
from ledger.kernel.messages import Acting, Command


@dataclass(frozen=True, kw_only=True)
class MeetNeed(Command):
    """The partner that stated a need says that it is met."""

    need_id: NeedId
    partner_id: PartnerId


def boundary(command: MeetNeed) -> Boundary:
    """Depend on this need, and on the standing of the partner that acts."""
    return closing_of(command.need_id, command.partner_id)


def decide(closing: Closing, command: MeetNeed, acting: Acting) -> list[NeedMet]:
    """Let the partner that stated a need say once that it is met."""
    require_own_open(closing, command.partner_id, acting)
    return [NeedMet(need_id=command.need_id, partner_id=command.partner_id)]


meet_need = Decider(boundary, Closing(), evolve_closing, decide)
