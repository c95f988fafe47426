"""Withdraw a reuse: it was declared by mistake, or is no longer made.

It stays to be read, struck out, and credits nobody any more. Its own partner
may do so at any time, even once the resource is retired.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ledger.commons.resources.events import ReuseDeclared, ReuseWithdrawn
from ledger.commons.resources.refusals import (
    ReuseIsWithdrawn,
    UnknownReuse,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import PartnerId, ResourceId, ReuseId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)


@dataclass(frozen=True, kw_only=True)
class WithdrawReuse(Command):
    """A partner takes back a reuse that it declared."""

    resource_id: ResourceId
    reuse_id: ReuseId
    partner_id: PartnerId
    reason: Words | None = None


@dataclass(frozen=True)
class Declared:
    """Where the partner stands, and whether the reuse is declared, and withdrawn."""

    partnership: Partnership = Partnership.UNKNOWN
    withdrawn: Mapping[ReuseId, bool] = field(default_factory=dict[ReuseId, bool])


def boundary(command: WithdrawReuse) -> Boundary:
    """Depend on the partner's standing, and on this reuse of its own."""
    return (
        partnership_of(command.partner_id),
        facts(
            ReuseDeclared,
            ReuseWithdrawn,
            resource_id=command.resource_id,
            reuse_id=command.reuse_id,
            partner_id=command.partner_id,
        ),
    )


def evolve(
    declared: Declared, fact: PartnershipFact | ReuseDeclared | ReuseWithdrawn
) -> Declared:
    """Remember the standing, and what became of the reuse."""
    if isinstance(fact, PARTNERSHIP):
        return replace(declared, partnership=evolve_partnership(fact))
    is_withdrawn = isinstance(fact, ReuseWithdrawn)
    known = {**declared.withdrawn, fact.reuse_id: is_withdrawn}
    return replace(declared, withdrawn=known)


def decide(
    declared: Declared, command: WithdrawReuse, acting: Acting
) -> list[ReuseWithdrawn]:
    """Let the partner that declared it take it back, once."""
    require_standing(acting, command.partner_id, declared.partnership)
    if command.reuse_id not in declared.withdrawn:
        raise UnknownReuse
    if declared.withdrawn[command.reuse_id]:
        raise ReuseIsWithdrawn
    return [
        ReuseWithdrawn(
            resource_id=command.resource_id,
            reuse_id=command.reuse_id,
            partner_id=command.partner_id,
            reason=command.reason,
        )
    ]


withdraw_reuse = Decider(boundary, Declared(), evolve, decide)
