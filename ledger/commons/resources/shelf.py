"""The shelf: the resources a decision is about, and where the partners stand.

One clause covers publication, editions, maintainer and retirement, for all
decisions alike. Reuses and feedback stay outside: many reuse one resource at
once, and none of that changes what may be done with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from ledger.commons.resources.events import (
    ResourceForked,
    ResourceHandedOver,
    ResourceKind,
    ResourcePublished,
    ResourceRetired,
    ResourceRevised,
)
from ledger.commons.resources.refusals import (
    NotMaintainer,
    ResourceIsRetired,
    UnknownResource,
)
from ledger.kernel.decider import Boundary, facts
from ledger.kernel.identifiers import PartnerId, ResourceId
from ledger.kernel.messages import Acting
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnerships_of,
    require_standing,
    standing_in,
)

LIFE = (
    ResourcePublished,
    ResourceForked,
    ResourceRevised,
    ResourceHandedOver,
    ResourceRetired,
)
"""The kinds of fact that change what may be done with a resource."""

LifeFact = (
    ResourcePublished
    | ResourceForked
    | ResourceRevised
    | ResourceHandedOver
    | ResourceRetired
)
ShelfFact = PartnershipFact | LifeFact


@dataclass(frozen=True)
class Edition:
    """Under which licence an edition is shared, and since when."""

    licence: str
    published_on: date


@dataclass(frozen=True)
class Resource:
    """A resource as it stands."""

    maintainer: PartnerId
    kind: ResourceKind
    editions: Mapping[str, Edition]
    licence: str
    is_retired: bool = False


@dataclass(frozen=True)
class Shelf:
    """Resources by name, and where the partners concerned stand."""

    standings: Standings = field(default_factory=dict[PartnerId, Partnership])
    resources: Mapping[ResourceId, Resource] = field(
        default_factory=dict[ResourceId, Resource]
    )


EMPTY_SHELF: Final = Shelf()
"""What is known before anything happened."""


def shelf_of(*resource_ids: ResourceId, partners: tuple[PartnerId, ...]) -> Boundary:
    """Depend on the lives of these resources, and on where these partners stand."""
    lives = (facts(*LIFE, resource_id=name) for name in sorted(set(resource_ids)))
    return (*partnerships_of(*partners), *lives)


def evolve_shelf(shelf: Shelf, fact: ShelfFact) -> Shelf:
    """Remember what the fact changes."""
    if isinstance(fact, PARTNERSHIP):
        return replace(shelf, standings=evolve_standings(shelf.standings, fact))
    name = fact.resource_id
    return replace(
        shelf,
        resources={**shelf.resources, name: _evolve(shelf.resources.get(name), fact)},
    )


def _evolve(resource: Resource | None, fact: LifeFact) -> Resource:
    if isinstance(fact, ResourcePublished | ResourceForked):
        first = Edition(fact.licence, fact.published_on)
        return Resource(fact.partner_id, fact.kind, {fact.edition: first}, fact.licence)
    assert resource is not None, "it is published before anything else"
    match fact:
        case ResourceRevised(edition=name, licence=licence, published_on=day):
            editions = {**resource.editions, name: Edition(licence, day)}
            return replace(resource, editions=editions, licence=licence)
        case ResourceHandedOver(maintainer_id=partner):
            return replace(resource, maintainer=partner)
        case ResourceRetired():
            return replace(resource, is_retired=True)


def require_able(shelf: Shelf, partner_id: PartnerId, acting: Acting) -> None:
    """Refuse to act for another partner than one's own, or for one at rest."""
    require_standing(acting, partner_id, standing_in(shelf.standings, partner_id))


def require_shared(shelf: Shelf, resource_id: ResourceId) -> Resource:
    """Refuse a resource that was never published; return it otherwise."""
    resource = shelf.resources.get(resource_id)
    if resource is None:
        raise UnknownResource
    return resource


def require_in_use(shelf: Shelf, resource_id: ResourceId) -> Resource:
    """Refuse a resource that was never published, or is retired."""
    resource = require_shared(shelf, resource_id)
    if resource.is_retired:
        raise ResourceIsRetired
    return resource


def require_maintainer(
    shelf: Shelf, resource_id: ResourceId, partner_id: PartnerId, acting: Acting
) -> Resource:
    """Refuse anybody but the partner that maintains it, in good standing."""
    require_able(shelf, partner_id, acting)
    resource = require_in_use(shelf, resource_id)
    if resource.maintainer != partner_id:
        raise NotMaintainer
    return resource
