"""Publish a resource: anybody may take it, under the licence it names.

Title, summary and address are words for the public. The contributions it comes
from are credited whenever it is reused.
"""

from dataclasses import dataclass

from ledger.commons.resources.events import ResourceKind, ResourcePublished
from ledger.commons.resources.licences import check_licence
from ledger.commons.resources.limits import check_address, check_edition
from ledger.commons.resources.origins import (
    Making,
    check_origins,
    evolve_making,
    origins_of,
)
from ledger.commons.resources.refusals import ResourceExists
from ledger.commons.resources.shelf import require_able, shelf_of
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import ContributionId, PartnerId, ResourceId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class PublishResource(Command):
    """A partner shares a resource with everybody, and maintains it."""

    resource_id: ResourceId
    partner_id: PartnerId
    kind: ResourceKind
    licence: str
    edition: str
    title: Words
    summary: Words
    address: Words | None = None
    origins: tuple[ContributionId, ...] = ()


def boundary(command: PublishResource) -> Boundary:
    """Depend on the partner's standing, on this name, on the contributions named."""
    return (
        *shelf_of(command.resource_id, partners=(command.partner_id,)),
        *origins_of(command.origins),
    )


def decide(
    making: Making, command: PublishResource, acting: Acting
) -> list[ResourcePublished]:
    """Let any active partner publish what others may really use."""
    require_able(making.shelf, command.partner_id, acting)
    if command.resource_id in making.shelf.resources:
        raise ResourceExists
    check_licence(command.licence)
    check_edition(command.edition)
    check_address(command.address, command.words)
    check_origins(making, command.origins)
    return [
        ResourcePublished(
            resource_id=command.resource_id,
            partner_id=command.partner_id,
            kind=command.kind,
            licence=command.licence,
            edition=command.edition,
            published_on=day_in_paris(command.at),
            title=command.title,
            summary=command.summary,
            address=command.address,
            origins=command.origins,
        )
    ]


publish_resource = Decider(boundary, Making(), evolve_making, decide)
