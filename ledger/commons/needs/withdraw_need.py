"""Withdraw a need: the partner that sought something seeks it no more."""

from dataclasses import dataclass

from ledger.commons.needs.events import NeedWithdrawn
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
class WithdrawNeed(Command):
    """The partner that stated a need takes it back."""

    need_id: NeedId
    partner_id: PartnerId


def boundary(command: WithdrawNeed) -> Boundary:
    """Depend on this need, and on the standing of the partner that acts."""
    return closing_of(command.need_id, command.partner_id)


def decide(
    closing: Closing, command: WithdrawNeed, acting: Acting
) -> list[NeedWithdrawn]:
    """Let the partner that stated a need take it back while it is open."""
    require_own_open(closing, command.partner_id, acting)
    return [NeedWithdrawn(need_id=command.need_id, partner_id=command.partner_id)]


withdraw_need = Decider(boundary, Closing(), evolve_closing, decide)
