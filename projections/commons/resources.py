"""Resources: each as it stands, with its editions and what it was forked from."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

import msgspec
from msgspec.structs import replace

from ledger.commons.resources.events import (
    FieldFeedbackGiven,
    ResourceForked,
    ResourceHandedOver,
    ResourceKind,
    ResourcePublished,
    ResourceRetired,
    ResourceRevised,
    ReuseDeclared,
    ReuseWithdrawn,
)
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Making = ResourcePublished | ResourceForked
Changing = (
    ResourceRevised
    | ResourceHandedOver
    | ReuseDeclared
    | ReuseWithdrawn
    | FieldFeedbackGiven
    | ResourceRetired
)
Followed = Making | Changing


class ResourceState(StrEnum):
    """Whether a resource is still recommended."""

    IN_USE = "in_use"
    RETIRED = "retired"


class Edition(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An edition: its number, its licence, its day, and what changed in it."""

    edition: str
    licence: str
    published_on: date
    position: int
    changes: WordsAt | None = None


class ResourceRow(Row, frozen=True, kw_only=True):
    """A resource as it stands.

    ``chain`` names what it was forked from, the nearest first; ``licence`` is
    that of its latest edition.
    """

    key: ClassVar[tuple[str, ...]] = ("resource_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("kind",),
        ("licence",),
        ("maintainer_id",),
        ("state",),
        ("origin_id",),
    )

    resource_id: str
    kind: ResourceKind
    author_id: str
    maintainer_id: str
    licence: str
    title: WordsAt
    summary: WordsAt
    address: WordsAt | None = None
    editions: tuple[Edition, ...]
    origins: tuple[str, ...] = ()
    origin_id: str | None = None
    origin_edition: str | None = None
    chain: tuple[str, ...] = ()
    published_at: datetime
    position: int
    forks: int = 0
    reuses: int = 0
    feedback: int = 0
    state: ResourceState = ResourceState.IN_USE
    reason: WordsAt | None = None
    successor_id: str | None = None

    @property
    def is_retired(self) -> bool:
        """Tell whether it is no longer recommended."""
        return self.state is ResourceState.RETIRED

    @property
    def latest(self) -> Edition:
        """Return the edition published last."""
        return self.editions[-1]


def apply(rows: Rows[ResourceRow], recorded: Recorded[Any]) -> None:
    """Note what becomes of a resource, and that it was forked."""
    fact: Followed = recorded.fact
    if isinstance(fact, ResourcePublished):
        rows.put(_made(fact, recorded))
        return
    if isinstance(fact, ResourceForked):
        origin = rows.get(fact.origin_id)
        chain = (fact.origin_id, *(origin.chain if origin is not None else ()))
        made = _made(fact, recorded)
        rows.put(
            replace(
                made,
                origin_id=fact.origin_id,
                origin_edition=fact.origin_edition,
                chain=chain,
            )
        )
        if origin is not None:
            rows.put(replace(origin, forks=origin.forks + 1))
        return
    row = rows.get(fact.resource_id)
    if row is not None:
        rows.put(_changed(row, fact, recorded.position))


def _made(fact: Making, recorded: Recorded[Any]) -> ResourceRow:
    position = recorded.position
    first = Edition(
        edition=fact.edition,
        licence=fact.licence,
        published_on=fact.published_on,
        position=position,
    )
    return ResourceRow(
        resource_id=fact.resource_id,
        kind=fact.kind,
        author_id=fact.partner_id,
        maintainer_id=fact.partner_id,
        licence=fact.licence,
        title=WordsAt(position, fact.title),
        summary=WordsAt(position, fact.summary),
        address=WordsAt(position, fact.address) if fact.address else None,
        editions=(first,),
        origins=fact.origins,
        published_at=recorded.recorded_at,
        position=position,
    )


def _changed(row: ResourceRow, fact: Changing, position: int) -> ResourceRow:
    match fact:
        case ResourceRevised():
            return _revised(row, fact, position)
        case ResourceHandedOver(maintainer_id=partner):
            return replace(row, maintainer_id=partner)
        case ReuseDeclared():
            return replace(row, reuses=row.reuses + 1)
        case ReuseWithdrawn():
            return replace(row, reuses=row.reuses - 1)
        case FieldFeedbackGiven():
            return replace(row, feedback=row.feedback + 1)
        case ResourceRetired(reason=reason, successor_id=successor):
            return replace(
                row,
                state=ResourceState.RETIRED,
                reason=WordsAt(position, reason),
                successor_id=successor,
            )


def _revised(row: ResourceRow, fact: ResourceRevised, position: int) -> ResourceRow:
    edition = Edition(
        edition=fact.edition,
        licence=fact.licence,
        published_on=fact.published_on,
        position=position,
        changes=WordsAt(position, fact.changes),
    )
    return replace(
        row,
        licence=fact.licence,
        editions=(*row.editions, edition),
        summary=WordsAt(position, fact.summary) if fact.summary else row.summary,
        address=WordsAt(position, fact.address) if fact.address else row.address,
    )


def resource(shelf: Shelf, resource_id: str) -> ResourceRow | None:
    """Return one resource."""
    return shelf.get(resources, resource_id)


def resources_by_id(
    shelf: Shelf, resource_ids: Iterable[str]
) -> Mapping[str, ResourceRow]:
    """Return resources by their identifiers."""
    wanted = {(name,) for name in resource_ids}
    return {row.resource_id: row for row in shelf.some(resources, wanted)}


def resources_page(
    shelf: Shelf,
    chosen: Mapping[str, str],
    *,
    after: int | None = None,
    limit: int = 50,
) -> Page[ResourceRow]:
    """Return resources, newest first, by kind, licence, maintainer_id, state."""
    order = ("maintainer_id", "kind", "licence", "state")
    values = {name: chosen[name] for name in order if name in chosen}
    return shelf.page(resources, after=after, limit=limit, **values)  # type: ignore[arg-type]  # filters are indexed fields, never one of the options


def forks_of(
    shelf: Shelf, resource_id: str, *, after: int | None = None, limit: int = 50
) -> Page[ResourceRow]:
    """Return what was forked from a resource, newest first."""
    return shelf.page(resources, origin_id=resource_id, after=after, limit=limit)


resources = View("resources", 1, ResourceRow, facts_of(Followed), apply)
