"""Give feedback from the field: what a resource is worth where it was tried.

The text is words for the public. It may name the reuse it comes from.
"""

from dataclasses import dataclass, replace

from ledger.commons.resources.events import (
    FieldFeedbackGiven,
    ReuseDeclared,
    ReuseWithdrawn,
)
from ledger.commons.resources.refusals import UnknownReuse
from ledger.commons.resources.shelf import (
    EMPTY_SHELF,
    Shelf,
    ShelfFact,
    evolve_shelf,
    require_able,
    require_in_use,
    shelf_of,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import PartnerId, ResourceId, ReuseId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class GiveFeedback(Command):
    """A partner tells what a resource was worth to it."""

    resource_id: ResourceId
    partner_id: PartnerId
    text: Words
    reuse_id: ReuseId | None = None


@dataclass(frozen=True)
class Trial:
    """The shelf, and which of the reuses named are this partner's."""

    shelf: Shelf = EMPTY_SHELF
    reuses: frozenset[ReuseId] = frozenset()


def boundary(command: GiveFeedback) -> Boundary:
    """Depend on the resource, the standing of who acts, and the reuse named."""
    own = shelf_of(command.resource_id, partners=(command.partner_id,))
    if command.reuse_id is None:
        return own
    named = facts(
        ReuseDeclared,
        ReuseWithdrawn,
        resource_id=command.resource_id,
        reuse_id=command.reuse_id,
        partner_id=command.partner_id,
    )
    return (*own, named)


def evolve(trial: Trial, fact: ShelfFact | ReuseDeclared | ReuseWithdrawn) -> Trial:
    """Remember the resource, the standing and the reuse."""
    match fact:
        case ReuseDeclared(reuse_id=name):
            return replace(trial, reuses=trial.reuses | {name})
        case ReuseWithdrawn(reuse_id=name):
            return replace(trial, reuses=trial.reuses - {name})
        case _:
            return replace(trial, shelf=evolve_shelf(trial.shelf, fact))


def decide(
    trial: Trial, command: GiveFeedback, acting: Acting
) -> list[FieldFeedbackGiven]:
    """Let any active partner tell, having declared a reuse or not."""
    require_able(trial.shelf, command.partner_id, acting)
    require_in_use(trial.shelf, command.resource_id)
    if command.reuse_id not in {None, *trial.reuses}:
        raise UnknownReuse
    return [
        FieldFeedbackGiven(
            resource_id=command.resource_id,
            partner_id=command.partner_id,
            text=command.text,
            reuse_id=command.reuse_id,
        )
    ]


give_feedback = Decider(boundary, Trial(), evolve, decide)
