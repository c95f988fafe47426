"""Withdraw a mandate before its day."""

from dataclasses import dataclass

from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import MandateId, PartnerId
from ledger.kernel.messages import Acting, Capacity, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words
from ledger.membership.mandates.assembly import (
    NOBODY,
    Assembly,
    assembly_of,
    evolve_assembly,
    representing,
)
from ledger.membership.mandates.events import MandateGranted, MandateWithdrawn
from ledger.membership.mandates.refusals import LastRepresentative, UnknownMandate
from ledger.membership.partners.standing import require_acting_for


@dataclass(frozen=True, kw_only=True)
class WithdrawMandate(Command):
    """A partner's representative or the board ends a mandate."""

    mandate_id: MandateId
    partner_id: PartnerId
    reason: Words | None = None


def boundary(command: WithdrawMandate) -> Boundary:
    """Depend on all mandates of the partner: the last one must not go."""
    return (assembly_of(command.partner_id),)


def evolve(assembly: Assembly, fact: MandateGranted | MandateWithdrawn) -> Assembly:
    """Remember the partner's mandates."""
    return evolve_assembly(assembly, fact)


def decide(
    assembly: Assembly, command: WithdrawMandate, acting: Acting
) -> list[MandateWithdrawn]:
    """Withdraw a mandate, unless nobody would represent the partner any more."""
    if acting.capacity is not Capacity.BOARD_MEMBER:
        require_acting_for(acting, command.partner_id)
    mandate = assembly.get(command.mandate_id)
    if mandate is None or mandate.is_withdrawn:
        raise UnknownMandate
    left = representing(assembly, day_in_paris(command.at))
    if [m.mandate_id for m in left] == [command.mandate_id]:
        raise LastRepresentative
    return [
        MandateWithdrawn(
            mandate_id=command.mandate_id,
            partner_id=command.partner_id,
            person_id=mandate.person_id,
            reason=command.reason,
        )
    ]


withdraw_mandate = Decider(boundary, NOBODY, evolve, decide)
