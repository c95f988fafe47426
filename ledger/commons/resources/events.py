"""Facts about resources."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from ledger.kernel.identifiers import (
    ContributionId,
    PartnerId,
    ProjectId,
    ResourceId,
    ReuseId,
)
from ledger.kernel.messages import Fact
from ledger.kernel.words import Words


class ResourceKind(StrEnum):
    """What a resource is."""

    METHOD = "method"
    TOOL = "tool"
    DATA = "data"
    PLACE = "place"
    TRAINING = "training"
    STORY = "story"


class ResourcePublished(Fact, frozen=True, kw_only=True):
    """A partner shared a resource with everybody, and maintains it."""

    filed_under: ClassVar[tuple[str, ...]] = ("resource_id", "partner_id")

    resource_id: ResourceId
    partner_id: PartnerId
    kind: ResourceKind
    licence: str
    edition: str
    published_on: date
    title: Words
    summary: Words
    address: Words | None = None
    origins: tuple[ContributionId, ...] = ()


class ResourceForked(Fact, frozen=True, kw_only=True):
    """A partner took an edition of a resource further, as a resource of its own."""

    filed_under: ClassVar[tuple[str, ...]] = ("resource_id", "origin_id", "partner_id")

    resource_id: ResourceId
    origin_id: ResourceId
    origin_edition: str
    partner_id: PartnerId
    kind: ResourceKind
    licence: str
    edition: str
    published_on: date
    title: Words
    summary: Words
    address: Words | None = None
    origins: tuple[ContributionId, ...] = ()


class ResourceRevised(Fact, frozen=True, kw_only=True):
    """The maintainer published another edition; earlier ones stay in use."""

    filed_under: ClassVar[tuple[str, ...]] = ("resource_id",)

    resource_id: ResourceId
    partner_id: PartnerId
    edition: str
    licence: str
    published_on: date
    changes: Words
    summary: Words | None = None
    address: Words | None = None


class ResourceHandedOver(Fact, frozen=True, kw_only=True):
    """Another partner maintains the resource from now on."""

    filed_under: ClassVar[tuple[str, ...]] = ("resource_id", "maintainer_id")

    resource_id: ResourceId
    partner_id: PartnerId
    maintainer_id: PartnerId


class ReuseDeclared(Fact, frozen=True, kw_only=True):
    """A partner uses an edition of a resource, since that day."""

    filed_under: ClassVar[tuple[str, ...]] = ("resource_id", "reuse_id", "partner_id")

    resource_id: ResourceId
    reuse_id: ReuseId
    partner_id: PartnerId
    edition: str
    reused_on: date
    project_id: ProjectId | None = None
    note: Words | None = None


class ReuseWithdrawn(Fact, frozen=True, kw_only=True):
    """A partner took back a reuse that it had declared: it credits nobody any more."""

    filed_under: ClassVar[tuple[str, ...]] = ("resource_id", "reuse_id", "partner_id")

    resource_id: ResourceId
    reuse_id: ReuseId
    partner_id: PartnerId
    reason: Words | None = None


class FieldFeedbackGiven(Fact, frozen=True, kw_only=True):
    """A partner told what a resource is worth where it was tried."""

    filed_under: ClassVar[tuple[str, ...]] = ("resource_id", "partner_id")

    resource_id: ResourceId
    partner_id: PartnerId
    text: Words
    reuse_id: ReuseId | None = None


class ResourceRetired(Fact, frozen=True, kw_only=True):
    """The maintainer no longer recommends a resource, for a reason all read."""

    filed_under: ClassVar[tuple[str, ...]] = ("resource_id",)

    resource_id: ResourceId
    partner_id: PartnerId
    reason: Words
    successor_id: ResourceId | None = None
