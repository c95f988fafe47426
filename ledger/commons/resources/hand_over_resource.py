"""Hand over a resource: another partner maintains it from now on.

The board may do so too: a resource whose maintainer left the commons would
otherwise stay as it is for ever.
"""

from dataclasses import dataclass

from ledger.commons.resources.events import ResourceHandedOver
from ledger.commons.resources.refusals import AlreadyMaintaining, NotMaintainer
from ledger.commons.resources.shelf import (
    Shelf,
    evolve_shelf,
    require_able,
    require_in_use,
    shelf_of,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId, ResourceId
from ledger.kernel.messages import Acting, Capacity, Command
from ledger.membership.partners.standing import require_active, standing_in


@dataclass(frozen=True, kw_only=True)
class HandOverResource(Command):
    """The maintainer, or the board, names who maintains a resource from now on."""

    resource_id: ResourceId
    partner_id: PartnerId
    maintainer_id: PartnerId


def boundary(command: HandOverResource) -> Boundary:
    """Depend on the resource's life, and on the standing of both partners."""
    partners = (command.partner_id, command.maintainer_id)
    return shelf_of(command.resource_id, partners=partners)


def decide(
    shelf: Shelf, command: HandOverResource, acting: Acting
) -> list[ResourceHandedOver]:
    """Let the maintainer, or the board, name a partner in good standing."""
    require_able(shelf, command.partner_id, acting)
    resource = require_in_use(shelf, command.resource_id)
    is_board = acting.capacity is Capacity.BOARD_MEMBER
    if resource.maintainer != command.partner_id and not is_board:
        raise NotMaintainer
    if resource.maintainer == command.maintainer_id:
        raise AlreadyMaintaining
    require_active(standing_in(shelf.standings, command.maintainer_id))
    return [
        ResourceHandedOver(
            resource_id=command.resource_id,
            partner_id=command.partner_id,
            maintainer_id=command.maintainer_id,
        )
    ]


hand_over_resource = Decider(boundary, Shelf(), evolve_shelf, decide)
