"""Fork a resource: take an edition further, as a resource of one's own.

It keeps the kind of its origin, credits it and whatever that comes from, and
may add contributions of its own. Even a retired resource may be taken further:
its licence still allows it. An origin always stands earlier on record, so no
chain of forks ever closes into a circle.
"""

from dataclasses import dataclass

from ledger.commons.resources.events import ResourceForked
from ledger.commons.resources.licences import allows_forks, check_licence
from ledger.commons.resources.limits import check_address, check_edition
from ledger.commons.resources.origins import (
    Making,
    check_origins,
    evolve_making,
    origins_of,
)
from ledger.commons.resources.refusals import (
    ForkOfItself,
    LicenceForbidsFork,
    ResourceExists,
    UnknownEdition,
)
from ledger.commons.resources.shelf import (
    Resource,
    require_able,
    require_shared,
    shelf_of,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import ContributionId, PartnerId, ResourceId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class ForkResource(Command):
    """A partner publishes its own version of another's resource."""

    resource_id: ResourceId
    origin_id: ResourceId
    origin_edition: str
    partner_id: PartnerId
    licence: str
    edition: str
    title: Words
    summary: Words
    address: Words | None = None
    origins: tuple[ContributionId, ...] = ()


def boundary(command: ForkResource) -> Boundary:
    """Depend on the partner, on both resources, on the contributions named."""
    names = (command.resource_id, command.origin_id)
    return (
        *shelf_of(*names, partners=(command.partner_id,)),
        *origins_of(command.origins),
    )


def decide(
    making: Making, command: ForkResource, acting: Acting
) -> list[ResourceForked]:
    """Let any active partner take further what its licence lets it share."""
    require_able(making.shelf, command.partner_id, acting)
    if command.resource_id == command.origin_id:
        raise ForkOfItself
    if command.resource_id in making.shelf.resources:
        raise ResourceExists
    origin = require_shared(making.shelf, command.origin_id)
    _check_forkable(origin, command.origin_edition)
    check_licence(command.licence)
    check_edition(command.edition)
    check_address(command.address, command.words)
    check_origins(making, command.origins)
    return [
        ResourceForked(
            resource_id=command.resource_id,
            origin_id=command.origin_id,
            origin_edition=command.origin_edition,
            partner_id=command.partner_id,
            kind=origin.kind,
            licence=command.licence,
            edition=command.edition,
            published_on=day_in_paris(command.at),
            title=command.title,
            summary=command.summary,
            address=command.address,
            origins=command.origins,
        )
    ]


def _check_forkable(origin: Resource, edition: str) -> None:
    if edition not in origin.editions:
        raise UnknownEdition
    if not allows_forks(origin.editions[edition].licence):
        raise LicenceForbidsFork


fork_resource = Decider(boundary, Making(), evolve_making, decide)
