"""Retire a resource: it is no longer recommended, and stays to be read.

The reason is words for the public. What replaces it may be named.
"""

from dataclasses import dataclass

from ledger.commons.resources.events import ResourceRetired
from ledger.commons.resources.refusals import UnknownSuccessor
from ledger.commons.resources.shelf import (
    Shelf,
    evolve_shelf,
    require_maintainer,
    shelf_of,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId, ResourceId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class RetireResource(Command):
    """The maintainer says why a resource is no longer recommended."""

    resource_id: ResourceId
    partner_id: PartnerId
    reason: Words
    successor_id: ResourceId | None = None


def boundary(command: RetireResource) -> Boundary:
    """Depend on the resource's life and its successor's, and on who acts."""
    names = {command.resource_id, command.successor_id or command.resource_id}
    return shelf_of(*names, partners=(command.partner_id,))


def decide(
    shelf: Shelf, command: RetireResource, acting: Acting
) -> list[ResourceRetired]:
    """Let the maintainer retire it, naming another that is in use or none."""
    require_maintainer(shelf, command.resource_id, command.partner_id, acting)
    if command.successor_id is not None:
        successor = shelf.resources.get(command.successor_id)
        is_itself = command.successor_id == command.resource_id
        if successor is None or successor.is_retired or is_itself:
            raise UnknownSuccessor
    return [
        ResourceRetired(
            resource_id=command.resource_id,
            partner_id=command.partner_id,
            reason=command.reason,
            successor_id=command.successor_id,
        )
    ]


retire_resource = Decider(boundary, Shelf(), evolve_shelf, decide)
