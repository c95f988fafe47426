"""Revise a resource: another edition is published, and says what changed.

Earlier editions stay, under their own licence: whoever reuses one knows which.
"""

from dataclasses import dataclass
from typing import Final

from ledger.commons.resources.events import ResourceRevised
from ledger.commons.resources.licences import check_licence
from ledger.commons.resources.limits import check_address, check_edition
from ledger.commons.resources.refusals import EditionExists, TooManyEditions
from ledger.commons.resources.shelf import (
    Shelf,
    evolve_shelf,
    require_maintainer,
    shelf_of,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId, ResourceId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words

EDITIONS_MAX: Final = 200
"""Twenty years at ten a year: all of them stand on the resource's page."""


@dataclass(frozen=True, kw_only=True)
class ReviseResource(Command):
    """The maintainer publishes another edition; what is not said anew stays."""

    resource_id: ResourceId
    partner_id: PartnerId
    edition: str
    changes: Words
    licence: str | None = None
    summary: Words | None = None
    address: Words | None = None


def boundary(command: ReviseResource) -> Boundary:
    """Depend on the resource's life, and on the standing of who acts."""
    return shelf_of(command.resource_id, partners=(command.partner_id,))


def decide(
    shelf: Shelf, command: ReviseResource, acting: Acting
) -> list[ResourceRevised]:
    """Let the maintainer publish an edition that is not there yet.

    A licence that stays is not looked up again: the list may have moved on.
    """
    resource = require_maintainer(
        shelf, command.resource_id, command.partner_id, acting
    )
    check_edition(command.edition)
    if command.edition in resource.editions:
        raise EditionExists
    if len(resource.editions) >= EDITIONS_MAX:
        raise TooManyEditions
    if command.licence is not None and command.licence != resource.licence:
        check_licence(command.licence)
    check_address(command.address, command.words)
    return [
        ResourceRevised(
            resource_id=command.resource_id,
            partner_id=command.partner_id,
            edition=command.edition,
            licence=command.licence or resource.licence,
            published_on=day_in_paris(command.at),
            changes=command.changes,
            summary=command.summary,
            address=command.address,
        )
    ]


revise_resource = Decider(boundary, Shelf(), evolve_shelf, decide)
